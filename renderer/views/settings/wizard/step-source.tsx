import { SegmentedControl, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { plainPlace, serverKind } from '../../../../shared/typed-place.ts';
import { Button, CoreButton } from '../../../components/button.tsx';
import { useStore, useStores } from '../../../stores-context.tsx';
import { text } from '../../../text.ts';
import { AuthFields } from '../auth-fields.tsx';
import { FoundFiles } from './found-files.tsx';
import { STEPS, type Wizard } from './use-wizard.ts';

const words = text.wizard;

/** Which file, folder or address, and whose. */
export function StepSource({ wizard }: { readonly wizard: Wizard }) {
  const { path, isWeb, inspecting, source } = wizard;
  const isNew = source === null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isWeb && inspecting.found === null) wizard.readNow();
    else if (!inspecting.looking) wizard.open(STEPS.columns);
  };
  return (
    <form className="dialog" onSubmit={submit}>
      <p className="muted">{words.hint}</p>
      <div className="form-line is-end">
        <TextInput
          className="grow"
          label={words.path}
          placeholder={words.pathPlaceholder}
          value={path}
          readOnly={!isNew}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          error={inspecting.error}
          onChange={(event) => wizard.choose(event.currentTarget.value)}
        />
        {isNew && <Browse wizard={wizard} />}
        {isWeb && (
          <CoreButton
            tone={inspecting.found === null ? 'primary' : 'default'}
            off={inspecting.looking ? text.settings.inspecting : wizard.isAuthReady ? null : words.notYet}
            onClick={wizard.readNow}
          >
            {words.check}
          </CoreButton>
        )}
      </div>
      {isWeb && !inspecting.looking && inspecting.found === null && inspecting.error === null && (
        <p className="muted">{words.checkAddress}</p>
      )}
      {isWeb && <Access wizard={wizard} />}
      {serverKind(path) === 'sftp' && (
        <TextInput
          label={text.auth.hostKey}
          description={text.auth.hostKeyHint}
          placeholder="SHA256:…"
          spellCheck={false}
          autoComplete="off"
          maxLength={60}
          value={wizard.hostKey}
          onChange={({ currentTarget }) => wizard.setHostKey(currentTarget.value)}
        />
      )}
      {inspecting.looking && <p className="muted">{text.settings.inspecting}</p>}
      {inspecting.found && <FoundFiles found={inspecting.found} />}
      {isNew && plainPlace(path) !== '' && <Ownership wizard={wizard} />}
      {/* Enter goes on from any field. */}
      <button type="submit" hidden />
    </form>
  );
}

function Browse({ wizard }: { readonly wizard: Wizard }) {
  const { actions, app } = useStores();
  const canPick = useStore(app, (info) => info?.canPickFiles ?? false);
  const browse = async (kind: 'file' | 'folder'): Promise<void> => {
    const answer = await actions.pickPath(kind);
    if (!answer.ok) wizard.setError(answer.error.message);
    else if (answer.value.path !== null) wizard.choose(answer.value.path);
  };
  if (!canPick) return null;
  return (
    <>
      <CoreButton onClick={() => void browse('file')}>{text.settings.browseFile}</CoreButton>
      <CoreButton onClick={() => void browse('folder')}>{text.settings.browseFolder}</CoreButton>
    </>
  );
}

function Access({ wizard }: { readonly wizard: Wizard }) {
  const { source, isAuthKept } = wizard;
  if (source !== null && isAuthKept) {
    return (
      <div className="form-line">
        <span className="muted">{text.auth.keep(source.auth)}</span>
        <Button small onClick={() => wizard.setAuthKept(false)}>
          {text.auth.replace}
        </Button>
      </div>
    );
  }
  return (
    <>
      <AuthFields auth={wizard.auth} address={wizard.path} onChange={wizard.setAuth} />
      {source !== null && <p className="muted">{text.auth.replaceHint}</p>}
    </>
  );
}

function Ownership({ wizard }: { readonly wizard: Wizard }) {
  return (
    <div className="form-row">
      <TextInput
        label={text.settings.name}
        placeholder={text.settings.namePlaceholder}
        value={wizard.name}
        maxLength={80}
        onChange={(event) => wizard.setName(event.currentTarget.value)}
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
          value={wizard.role}
          onChange={(value) => wizard.setRole(value === 'competitor' ? 'competitor' : 'own')}
        />
        <span className="lw-input-hint">{text.settings.roleHint}</span>
      </div>
    </div>
  );
}
