import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { LotTarget } from '../../shared/lot-list/calls.ts';
import { useStores } from '../stores-context.tsx';
import { text } from '../text.ts';
import { Button, CoreButton } from './button.tsx';
import { focusAtOnce } from './focus-at-once.ts';

const words = text.vehicles;

/** The note of one vehicle, or one for many in the place of those they have. `note` = what it begins with. */
export function NoteDialog(props: {
  readonly target: LotTarget;
  readonly count: number;
  readonly note: string;
  readonly onSaved?: () => void;
  readonly onClose: () => void;
}) {
  const { target, count, onClose } = props;
  const { actions } = useStores().vehicles;
  const [note, setNote] = useState(props.note);
  const [error, setError] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const failure = await actions.note(target, note.trim() === '' ? null : note.trim());
    setError(failure);
    if (failure !== null) return;
    props.onSaved?.();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.noteTitle(count)}>
      <label className="lw-input-label" htmlFor="note-text">
        {words.noteLabel}
      </label>
      <textarea
        id="note-text"
        className="text-box"
        ref={focusAtOnce}
        data-autofocus
        rows={4}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      <p className="lw-input-hint">{count > 1 ? words.noteReplaces : words.noteEmptied}</p>
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
