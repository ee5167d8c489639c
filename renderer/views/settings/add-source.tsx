import { Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import type { Role } from '../../../shared/listing.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { InspectionResult } from './inspection.tsx';
import type { SourceDraft } from './source-draft.ts';
import { EMPTY_DRAFT, draftProblems, settingsOf } from './source-draft.ts';
import { SourceForm } from './source-form.tsx';

/** "Use your own inventory": choose, see how it is understood, add. */
export function AddSource({ onClose }: { readonly onClose: () => void }) {
  const { actions, app, openInspection } = useStores();
  const canPick = useStore(app, (info) => info?.canPickFiles ?? false);
  const [path, setPath] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('own');
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [error, setError] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [adjusting, setAdjusting] = useState(false);
  const problems = draftProblems(draft);
  const [inspection] = useState(openInspection);
  const inspecting = useStore(inspection.store);
  const failure = error ?? inspecting.error;

  const choose = (chosen: string): void => {
    setError(null);
    setPath(chosen);
    inspection.look(chosen.trim(), settingsOf(draft));
  };
  const edit = (next: SourceDraft): void => {
    setDraft(next);
    if (draftProblems(next) === null) inspection.look(path.trim(), settingsOf(next));
  };

  const browse = async (kind: 'file' | 'folder'): Promise<void> => {
    const answer = await actions.pickPath(kind);
    if (!answer.ok) setError(answer.error.message);
    else if (answer.value.path !== null) choose(answer.value.path);
  };
  const add = async (): Promise<void> => {
    setAdding(true);
    setError(null);
    const input = { path: path.trim(), name: name.trim() || null, role, settings: settingsOf(draft) };
    const refused = await actions.addSource(input);
    setAdding(false);
    setError(refused);
    if (refused === null) onClose();
  };

  return (
    <Modal opened onClose={onClose} title={text.settings.addTitle} size={680}>
      <div className="dialog">
        <p className="muted">{text.settings.addHint}</p>
        <div className="form-line is-end">
          <TextInput
            className="grow"
            label={text.settings.path}
            placeholder={text.settings.pathPlaceholder}
            value={path}
            data-autofocus
            spellCheck={false}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          {canPick && (
            <>
              <Button onClick={() => void browse('file')}>{text.settings.browseFile}</Button>
              <Button onClick={() => void browse('folder')}>{text.settings.browseFolder}</Button>
            </>
          )}
        </div>
        {failure !== null && (
          <p className="run-error" role="alert">
            {failure}
          </p>
        )}
        {inspecting.looking && !inspecting.found && <p className="muted">{text.settings.inspecting}</p>}
        {inspecting.found && <InspectionResult found={inspecting.found} />}
        {path.trim() !== '' && (
          <>
            <div className="form-row">
              <TextInput
                label={text.settings.name}
                placeholder={text.settings.namePlaceholder}
                value={name}
                maxLength={80}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <div className="form-control">
                <span className="lw-input-label" id="role-label">
                  {text.settings.role}
                </span>
                <SegmentedControl
                  aria-labelledby="role-label"
                  data={[
                    { value: 'own', label: text.settings.roleOwn },
                    { value: 'competitor', label: text.settings.roleCompetitor },
                  ]}
                  value={role}
                  onChange={(value) => setRole(value === 'competitor' ? 'competitor' : 'own')}
                />
                <span className="lw-input-hint">{text.settings.roleHint}</span>
              </div>
            </div>
            <details
              className="adjust"
              open={adjusting}
              onToggle={(event) => setAdjusting(event.currentTarget.open)}
            >
              <summary>{text.settings.adjust}</summary>
              <div className="dialog">
                <SourceForm
                  draft={draft}
                  problems={problems}
                  columns={inspecting.found?.columns ?? []}
                  onChange={edit}
                />
              </div>
            </details>
          </>
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button
            tone="primary"
            disabled={inspecting.found === null || problems !== null || adding}
            onClick={() => void add()}
          >
            {adding ? text.settings.adding : text.settings.addNow}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
