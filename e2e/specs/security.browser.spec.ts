import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOKS, expect, test } from '../fixtures.ts';

test.beforeEach(({ lotwatch }) => lotwatch.live.ready());

test('the token is gone from the address bar and the cookie out of the reach of scripts', async ({
  lotwatch,
}) => {
  expect(lotwatch.page.url()).not.toContain('token');
  expect(await lotwatch.page.evaluate(() => document.cookie)).toBe('');
  const cookies = await lotwatch.adapter.context.cookies();
  expect(cookies).toEqual([expect.objectContaining({ httpOnly: true, sameSite: 'Strict', path: '/' })]);
});

test('a wrong payload is refused and the connection closed', LOOKS, async ({ lotwatch }) => {
  const ends = await lotwatch.page.evaluate(
    (messages) => {
      const send = (message: string) =>
        new Promise<unknown[]>((resolve) => {
          const socket = new WebSocket(`ws://${location.host}/api/screen`);
          const received: unknown[] = [];
          socket.addEventListener('open', () => socket.send(message));
          socket.addEventListener('message', ({ data }) => received.push(JSON.parse(String(data))));
          socket.addEventListener('close', ({ code }) => resolve([...received, code]));
        });
      return Promise.all(messages.map(send));
    },
    [
      '{',
      '{"call":"app.quit","id":1,"input":{}}',
      '{"subscribe":"secrets","subscription":1,"position":null}',
    ],
  );
  for (const end of ends) expect(end).toEqual([{ refused: expect.any(String) }, 1008]);
});

test('a page without the cookie gets no connection', async ({ lotwatch }) => {
  await lotwatch.adapter.context.clearCookies();
  await lotwatch.page.reload();
  await expect(lotwatch.page.getByText('This page is not signed in').first()).toBeVisible();
});

test('a page of another origin can neither connect nor read nor frame us', async ({ lotwatch }) => {
  const foreign = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>foreign</title>');
  });
  const port = await new Promise<number>((resolve) => {
    foreign.listen(0, '127.0.0.1', () => resolve((foreign.address() as AddressInfo).port));
  });
  const page = await lotwatch.adapter.context.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  const got = await page.evaluate(async (origin) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/screen`);
    const connected = await new Promise((resolve) => {
      socket.addEventListener('open', () => resolve(true));
      socket.addEventListener('error', () => resolve(false));
    });
    const read = await fetch(`${origin}/`, { credentials: 'include' }).then(
      () => true,
      () => false,
    );
    return { connected, read };
  }, lotwatch.adapter.origin);
  expect(got).toEqual({ connected: false, read: false });
  expect(await lotwatch.log()).toContain('request refused');
  await page.close();
  foreign.closeAllConnections();
  foreign.close();
});

test('the printed address works once', LOOKS, async ({ lotwatch }) => {
  const { origin } = lotwatch.adapter;
  const status = await lotwatch.page.evaluate(
    async (url) =>
      (
        await fetch(`${url}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token: 'used-or-guessed' }),
        })
      ).status,
    origin,
  );
  expect(status).toBe(401);
});
