import type { FeedAuth } from '../../../shared/schedule.ts';

/** How an address lets us in, while a person types it. Never filled from what is stored: that is not shown. */
export type AuthDraft = {
  readonly kind: FeedAuth['kind'];
  readonly user: string;
  readonly password: string;
  readonly token: string;
};

export const NO_AUTH: AuthDraft = { kind: 'none', user: '', password: '', token: '' };

/** Null while something is missing. */
export function authOf({ kind, user, password, token }: AuthDraft): FeedAuth | null {
  if (kind === 'none') return { kind };
  if (kind === 'basic') return user.trim() === '' ? null : { kind, user: user.trim(), password };
  return token.trim() === '' ? null : { kind, token: token.trim() };
}
