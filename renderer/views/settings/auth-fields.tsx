import { PasswordInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { text } from '../../text.ts';
import { authKinds, type AuthDraft } from './auth-draft.ts';

const words = text.auth;

/** User and password, a token or an SSH key, for an address that asks for them. */
export function AuthFields(props: {
  readonly auth: AuthDraft;
  readonly address: string;
  readonly onChange: (auth: AuthDraft) => void;
}) {
  const { auth, address, onChange } = props;
  const kinds = authKinds(address);
  const shown = kinds.includes(auth.kind) ? auth.kind : 'none';
  return (
    <div className="form-row">
      <div className="form-control">
        <span className="lw-input-label" id="auth-label">
          {words.title}
        </span>
        <SegmentedControl
          aria-labelledby="auth-label"
          data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          value={shown}
          onChange={(value) => {
            const kind = kinds.find((known) => known === value);
            if (kind) onChange({ ...auth, kind });
          }}
        />
        {shown !== 'none' && <span className="lw-input-hint">{words.hint}</span>}
      </div>
      {(shown === 'basic' || shown === 'key') && (
        <TextInput
          label={words.user}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={auth.user}
          onChange={({ currentTarget }) => onChange({ ...auth, user: currentTarget.value })}
        />
      )}
      {shown === 'basic' && (
        <PasswordInput
          label={words.password}
          autoComplete="off"
          maxLength={500}
          value={auth.password}
          onChange={({ currentTarget }) => onChange({ ...auth, password: currentTarget.value })}
        />
      )}
      {shown === 'key' && <KeyFields auth={auth} onChange={onChange} />}
      {shown === 'bearer' && (
        <PasswordInput
          label={words.token}
          autoComplete="off"
          maxLength={4_000}
          value={auth.token}
          onChange={({ currentTarget }) => onChange({ ...auth, token: currentTarget.value })}
        />
      )}
    </div>
  );
}

function KeyFields(props: { readonly auth: AuthDraft; readonly onChange: (auth: AuthDraft) => void }) {
  const { auth, onChange } = props;
  return (
    <>
      <Textarea
        label={words.privateKey}
        description={words.privateKeyHint}
        autoComplete="off"
        spellCheck={false}
        maxLength={20_000}
        rows={3}
        value={auth.privateKey}
        onChange={({ currentTarget }) => onChange({ ...auth, privateKey: currentTarget.value })}
      />
      <PasswordInput
        label={words.passphrase}
        autoComplete="off"
        maxLength={500}
        value={auth.passphrase}
        onChange={({ currentTarget }) => onChange({ ...auth, passphrase: currentTarget.value })}
      />
    </>
  );
}
