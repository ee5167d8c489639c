import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button, CoreButton } from '../../components/button.tsx';
import type { Source } from '../../../shared/lot.ts';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

/** Asks before history is forgotten, and says what goes and what stays. */
export function RemoveSource({
  source,
  onClose,
}: {
  readonly source: Source;
  readonly onClose: () => void;
}) {
  const { actions } = useStores();
  const [removing, setRemoving] = useState(false);
  const remove = async (): Promise<void> => {
    setRemoving(true);
    await actions.removeSource(source);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={text.settings.removeTitle(source.slug)}>
      <p>{text.settings.removeText(source.vehicles)}</p>
      <div className="dialog-actions">
        <Button data-autofocus onClick={onClose}>
          {text.common.cancel}
        </Button>
        <CoreButton
          tone="danger"
          off={removing ? text.settings.removing : null}
          onClick={() => void remove()}
        >
          {text.settings.remove}
        </CoreButton>
      </div>
    </Modal>
  );
}
