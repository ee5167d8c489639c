import { text } from './text.ts';

/** The parts of a window that signing in needs; a test hands in its own. */
type Page = {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  fetch(url: string, init: RequestInit): Promise<Answer>;
};
type Answer = { readonly ok: boolean; readonly status: number };

const UNAUTHORIZED = 401;

/** Whether an address brings a token: `#token=…`. */
export const hasToken = (hash: string): boolean => tokenOf(hash) !== null;
const tokenOf = (hash: string): string | null => new URLSearchParams(hash.slice(1)).get('token');

/** Whether the gateway knows this page by its cookie; null where nobody answers, or no gateway does. Never rejects. */
export async function isSignedIn(page: Pick<Page, 'fetch'>): Promise<boolean | null> {
  try {
    const { ok, status } = await page.fetch('/api/session', { credentials: 'same-origin' });
    return ok ? true : status === UNAUTHORIZED ? false : null;
  } catch {
    return null;
  }
}

/**
 * Exchanges the one-time token of the address (`#token=…`) for a session cookie and takes it out of the address
 * bar and the history, so that it can neither be read over a shoulder nor be bookmarked (rules 27).
 * `place` = the fragment that takes its place. Returns the message for the person where the gateway refuses it, else null.
 */
export async function exchangeToken(page: Page, place = ''): Promise<string | null> {
  const token = tokenOf(page.location.hash);
  if (token === null) return null;
  page.history.replaceState(null, '', page.location.pathname + page.location.search + place);
  try {
    const answer = await page.fetch('/api/session', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    return answer.ok ? null : text.connection.tokenRefused;
  } catch {
    // Nobody answers: the socket will find that out too and says it with its own words.
    return null;
  }
}
