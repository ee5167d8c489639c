import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { Source } from '../../../shared/lot.ts';
import { useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { draftOf, draftProblems, settingsOf } from './source-draft.ts';
import { SourceForm } from './source-form.tsx';

export function EditSource({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const { actions } = useStores();
  const [draft, setDraft] = useState(() => draftOf(source.settings));
  const [columns, setColumns] = useState<readonly string[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const problems = draftProblems(draft);

  // Only to offer the column names; where the file is away, they can be typed.
  useEffect(() => void actions.columnsOf(source).then(setColumns), [actions, source]);

  const save = async (): Promise<void> => {
    setSaving(true);
    const failure = await actions.updateSource({ source: source.slug, settings: settingsOf(draft) });
    setSaving(false);
    setError(failure);
    if (failure === null) onClose();
  };

  return (
    <Modal opened onClose={onClose} title={text.settings.editSource(source.slug)} size={620}>
      <div className="dialog">
        <SourceForm draft={draft} problems={problems} columns={columns} onChange={setDraft} />
        {error !== null && (
          <p className="run-error" role="alert">
            {error}
          </p>
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button tone="primary" disabled={problems !== null || saving} onClick={() => void save()}>
            {saving ? text.settings.saving : text.settings.save}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
