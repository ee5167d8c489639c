import { describe, expect, it, vi } from 'vitest';
import { exchangeToken, isSignedIn } from './session.ts';

function page(hash: string, ok: boolean) {
  const replaceState = vi.fn();
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => ({ ok, status: ok ? 204 : 401 }));
  return { location: { hash, pathname: '/', search: '' }, history: { replaceState }, fetch };
}

describe('whether this page is known', () => {
  const answering = (status: number) => ({ fetch: async () => ({ ok: status < 400, status }) });

  it.each([
    [204, true],
    [401, false],
    // A server that is on its way down or up says nothing about us.
    [503, null],
    [404, null],
  ])('%s means %s', async (status, known) => expect(await isSignedIn(answering(status))).toBe(known));

  it('is not known where nobody answers', async () => {
    const gone = {
      fetch: async () => {
        throw new TypeError('failed to fetch');
      },
    };
    expect(await isSignedIn(gone)).toBeNull();
  });
});

describe('the token of the address', () => {
  it('leaves the place where the person was in the address', async () => {
    const at = page('#token=x', true);
    await exchangeToken(at, '#/jobs/run-1');
    expect(at.history.replaceState).toHaveBeenCalledWith(null, '', '/#/jobs/run-1');
  });

  it('is exchanged for a cookie and taken out of the address first', async () => {
    const at = page('#token=one%2Btime', true);
    at.fetch.mockImplementation(async () => {
      expect(at.history.replaceState).toHaveBeenCalledWith(null, '', '/');
      return { ok: true, status: 204 };
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
