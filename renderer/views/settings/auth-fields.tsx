import { PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { text } from '../../text.ts';
import type { AuthDraft } from './auth-draft.ts';

const words = text.auth;
const KINDS = ['none', 'basic', 'bearer'] as const;

/** User and password, or a token, for an address that asks for them. */
export function AuthFields(props: {
  readonly auth: AuthDraft;
  readonly onChange: (auth: AuthDraft) => void;
}) {
  const { auth, onChange } = props;
  return (
    <div className="form-row">
      <div className="form-control">
        <span className="lw-input-label" id="auth-label">
          {words.title}
        </span>
        <SegmentedControl
          aria-labelledby="auth-label"
          data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={auth.kind}
          onChange={(value) => {
            const kind = KINDS.find((known) => known === value);
            if (kind) onChange({ ...auth, kind });
          }}
        />
        {auth.kind !== 'none' && <span className="lw-input-hint">{words.hint}</span>}
      </div>
      {auth.kind === 'basic' && (
        <>
          <TextInput
            label={words.user}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={auth.user}
            onChange={({ currentTarget }) => onChange({ ...auth, user: currentTarget.value })}
          />
          <PasswordInput
            label={words.password}
            autoComplete="off"
            maxLength={500}
            value={auth.password}
            onChange={({ currentTarget }) => onChange({ ...auth, password: currentTarget.value })}
          />
        </>
      )}
      {auth.kind === 'bearer' && (
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
