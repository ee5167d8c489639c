import { text } from './text.ts';

/** The parts of a window that signing in needs; a test hands in its own. */
type Page = {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  fetch(url: string, init: RequestInit): Promise<{ readonly ok: boolean }>;
};

/**
 * Exchanges the one-time token of the address (`#token=…`) for a session cookie and takes it out of the address
 * bar and the history, so that it can neither be read over a shoulder nor be bookmarked (rules 27).
 * Returns what to tell the person where the gateway refuses it, else null.
 */
export async function exchangeToken(page: Page): Promise<string | null> {
  const token = new URLSearchParams(page.location.hash.slice(1)).get('token');
  if (token === null) return null;
  page.history.replaceState(null, '', page.location.pathname + page.location.search);
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
