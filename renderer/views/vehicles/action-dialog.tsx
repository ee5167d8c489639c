import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button, CoreButton } from '../../components/button.tsx';
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
  if (asked.action === 'note') return <NoteDialog asked={asked} onClose={onClose} />;
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

function NoteDialog({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { actions, rows } = useStores().vehicles;
  const [note, setNote] = useState(() => {
    if (asked.target.kind !== 'vins' || asked.count > 1) return '';
    const [vin] = asked.target.vins;
    return [...rows.store.getState().rows.values()].find((row) => row.vin === vin)?.note ?? '';
  });
  const [error, setError] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const failure = await actions.note(asked.target, note.trim() === '' ? null : note.trim());
    setError(failure);
    if (failure === null) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.noteTitle(asked.count)}>
      <label className="lw-input-label" htmlFor="note-text">
        {words.noteLabel}
      </label>
      <textarea
        id="note-text"
        className="text-box"
        data-autofocus
        rows={4}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      <p className="lw-input-hint">{words.noteReplaces}</p>
      {error !== null && <p className="lw-input-error">{error}</p>}
      <div className="dialog-actions">
        <Button onClick={onClose}>{text.common.cancel}</Button>
        <CoreButton tone="primary" onClick={() => void save()}>
          {words.save}
        </CoreButton>
      </div>
    </Modal>
  );
}
