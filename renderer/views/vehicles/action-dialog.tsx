import { Modal } from '@mantine/core';
import { Button, CoreButton } from '../../components/button.tsx';
import { NoteDialog } from '../../components/note-dialog.tsx';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import type { Asked } from './use-acting.ts';

const words = text.vehicles;

/** Asks before many vehicles are changed at once, and for the words of a note. */
export function ActionDialog(props: {
  readonly asked: Asked;
  readonly onConfirm: (asked: Asked) => void;
  readonly onClose: () => void;
}) {
  const { asked, onConfirm, onClose } = props;
  const { rows } = useStores().vehicles;
  const { target, count } = asked;
  if (asked.action === 'note') {
    const [vin] = target.kind === 'vins' && count === 1 ? target.vins : [];
    const row = [...rows.store.getState().rows.values()].find((one) => one.vin === vin);
    return <NoteDialog target={target} count={count} note={row?.note ?? ''} onClose={onClose} />;
  }
  return (
    <Modal opened onClose={onClose} title={words.manyTitle(words[asked.action], asked.count)}>
      <p>{words.manyHint}</p>
      <div className="dialog-actions">
        <Button onClick={onClose}>{text.common.cancel}</Button>
        <CoreButton data-autofocus tone="primary" onClick={() => onConfirm(asked)}>
          {words[asked.action]}
        </CoreButton>
      </div>
    </Modal>
  );
}
