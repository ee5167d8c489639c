import type { FeedAuth } from '../../../shared/schedule.ts';
import { serverKind, type ServerKind } from '../../../shared/typed-place.ts';

/** How an address lets us in, while a person types it. Never filled from what is stored: that is not shown. */
export type AuthDraft = {
  readonly kind: FeedAuth['kind'];
  readonly user: string;
  readonly password: string;
  readonly token: string;
  readonly privateKey: string;
  readonly passphrase: string;
};

export const NO_AUTH: AuthDraft = {
  kind: 'none',
  user: '',
  password: '',
  token: '',
  privateKey: '',
  passphrase: '',
};

/** What each kind of server asks for. */
const KINDS: Readonly<Record<ServerKind, readonly FeedAuth['kind'][]>> = {
  web: ['none', 'basic', 'bearer'],
  sftp: ['none', 'basic', 'key'],
  ftp: ['none', 'basic'],
};
export const authKinds = (address: string): readonly FeedAuth['kind'][] => KINDS[serverKind(address)];

/** Null while something is missing; what the server of this address does not ask for is none. */
export function authOf(draft: AuthDraft, address: string): FeedAuth | null {
  const kind = authKinds(address).includes(draft.kind) ? draft.kind : 'none';
  const [user, token] = [draft.user.trim(), draft.token.trim()];
  if (kind === 'none') return { kind };
  if (kind === 'basic') return user === '' ? null : { kind, user, password: draft.password };
  if (kind === 'bearer') return token === '' ? null : { kind, token };
  const { privateKey, passphrase } = draft;
  return user === '' || privateKey.trim() === '' ? null : { kind, user, privateKey, passphrase };
}
