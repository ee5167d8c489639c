import { describe, expect, it, vi } from 'vitest';
import { exchangeToken } from './session.ts';

function page(hash: string, ok: boolean) {
  const replaceState = vi.fn();
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => ({ ok }));
  return { location: { hash, pathname: '/', search: '' }, history: { replaceState }, fetch };
}

describe('the token of the address', () => {
  it('is exchanged for a cookie and taken out of the address first', async () => {
    const at = page('#token=one%2Btime', true);
    at.fetch.mockImplementation(async () => {
      expect(at.history.replaceState).toHaveBeenCalledWith(null, '', '/');
      return { ok: true };
    });
    expect(await exchangeToken(at)).toBeNull();
    const [url, init] = at.fetch.mock.calls[0] ?? [];
    expect(url).toBe('/api/session');
    expect(init).toMatchObject({ method: 'POST', body: '{"token":"one+time"}' });
  });

  it('does nothing where there is none', async () => {
    const at = page('#/jobs', true);
    expect(await exchangeToken(at)).toBeNull();
    expect(at.fetch).not.toHaveBeenCalled();
    expect(at.history.replaceState).not.toHaveBeenCalled();
  });

  it('says what to do when it is refused', async () => {
    expect(await exchangeToken(page('#token=used', false))).toMatch(/lotwatch serve/);
  });

  it('leaves it to the socket to say that nobody answers', async () => {
    const at = page('#token=x', true);
    at.fetch.mockRejectedValue(new TypeError('failed to fetch'));
    expect(await exchangeToken(at)).toBeNull();
  });
});
