import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../log/log.ts';
import { openGateway } from './gateway.ts';
import type { ScriptedGateway } from './scripted-gateway.ts';
import {
  HANDSHAKE,
  NO_HTTP_API,
  PROGRAM_TOKEN,
  ask,
  scriptedGateway,
  signIn,
  tokenOf,
} from './scripted-gateway.ts';

let gateway: ScriptedGateway;
beforeEach(async () => {
  gateway = await scriptedGateway();
});
afterEach(() => gateway.close());

describe('every answer', () => {
  it.each(['/', '/nothing', '/api/screen'])('of %s carries the policy and no CORS', async (path) => {
    const { headers } = await ask(gateway, 'GET', path);
    expect(headers['content-security-policy']).toContain("connect-src 'self'");
    expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each([
    [{ host: 'evil.example' }],
    [{ host: 'localhost:1' }],
    [{ host: '127.0.0.1' }],
    [{ origin: 'http://evil.example' }],
    [{ origin: 'null' }],
  ])('refuses %j on pages, sign-in and upgrade', async (headers) => {
    const body = JSON.stringify({ token: tokenOf(gateway.url) });
    expect((await ask(gateway, 'GET', '/', headers)).status).toBe(403);
    expect((await ask(gateway, 'POST', '/api/session', { ...headers, body })).status).toBe(403);
    const cookie = await signIn(gateway);
    expect(cookie).not.toBe('');
    expect((await ask(gateway, 'GET', '/api/screen', { ...HANDSHAKE, cookie, ...headers })).status).toBe(
      403,
    );
  });

  it('comes from loopback alone', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((it) => it && !it.internal && it.family === 'IPv4');
    for (const address of outside) {
      const socket = connect(gateway.port, address?.address);
      await expect(
        new Promise((resolve, reject) => socket.on('connect', resolve).on('error', reject)),
      ).rejects.toThrow();
    }
  });
});

describe('the screens as files', () => {
  it('are served with their types', async () => {
    expect(await ask(gateway, 'GET', '/')).toMatchObject({ status: 200, body: '<!doctype html>' });
    const script = await ask(gateway, 'GET', '/assets/main.js');
    expect(script.headers['content-type']).toMatch(/^(?:text|application)\/javascript/);
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/%2e%2e%2fsecret.html',
    '/..%5csecret.html',
    '/assets/../../secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/%252e%252e%252fsecret.html',
    '//server/share/secret.html',
    '/index.html%00.js',
    '/.hidden',
    '/assets/',
    '/assets',
    '/%ff',
    `/${'a'.repeat(5_000)}`,
  ])('have nothing at %s', async (path) => {
    const { status, body } = await ask(gateway, 'GET', path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body).not.toContain('secret.html<');
    expect(body).not.toBe('secret');
  });
});

describe('signing in', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    ask(gateway, 'POST', '/api/session', { body, ...headers });

  it('takes the printed token once, for a cookie no script and no other site can use', async () => {
    const body = JSON.stringify({ token: tokenOf(gateway.url) });
    const first = await post(body);
    expect(first.status).toBe(204);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^lotwatch-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect((await post(body)).status).toBe(401);
  });

  it('hands out the address for the next screen', async () => {
    expect(gateway.urls).toEqual([]);
    await signIn(gateway);
    expect(gateway.urls).toHaveLength(1);
    expect(await signIn(gateway, gateway.urls[0])).not.toBe('');
    expect(gateway.urls).toHaveLength(2);
  });

  it.each([
    ['', 400],
    ['{', 400],
    ['null', 400],
    ['{}', 400],
    ['{"token":1}', 400],
    ['{"token":""}', 400],
    ['{"token":"x","more":1}', 400],
    ['{"token":"guess"}', 401],
    [JSON.stringify({ token: PROGRAM_TOKEN }), 401],
    [JSON.stringify({ token: 'x'.repeat(100_000) }), 413],
  ])('refuses the body %.40s with %i', async (body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'does not read %s, which a foreign page could send',
    async (type) => {
      const body = JSON.stringify({ token: tokenOf(gateway.url) });
      expect((await post(body, { 'content-type': type })).status).toBe(415);
    },
  );
});

describe('the upgrade', () => {
  const upgrade = (headers: Record<string, string> = {}) =>
    ask(gateway, 'GET', '/api/screen', { ...HANDSHAKE, ...headers });

  it('needs a cookie or the program token', async () => {
    expect((await upgrade()).status).toBe(401);
    expect((await upgrade({ cookie: `lotwatch-${gateway.port}=guess` })).status).toBe(401);
    expect((await upgrade({ authorization: 'Bearer guess' })).status).toBe(401);
    expect((await upgrade({ authorization: `Bearer ${tokenOf(gateway.url)}` })).status).toBe(401);
    expect(gateway.received).toEqual([]);
    expect((await upgrade({ cookie: await signIn(gateway) })).status).toBe(101);
    expect((await upgrade({ authorization: `Bearer ${PROGRAM_TOKEN}` })).status).toBe(101);
  });

  it('exists at no other address', async () => {
    const cookie = await signIn(gateway);
    expect((await ask(gateway, 'GET', '/api/other', { ...HANDSHAKE, cookie })).status).toBe(404);
    expect((await ask(gateway, 'GET', '/', { ...HANDSHAKE, cookie })).status).not.toBe(101);
  });

  it('needs nothing where the gateway was opened without a token, but still the right host and page', async () => {
    const open = await scriptedGateway(null);
    expect(open.url).toBe(`http://127.0.0.1:${open.port}/`);
    expect((await ask(open, 'GET', '/api/screen', HANDSHAKE)).status).toBe(101);
    expect(
      (await ask(open, 'GET', '/api/screen', { ...HANDSHAKE, origin: 'http://evil.example' })).status,
    ).toBe(403);
    expect((await ask(open, 'GET', '/api/screen', { ...HANDSHAKE, host: 'evil.example' })).status).toBe(
      403,
    );
    await open.close();
  });
});

it('a gateway that cannot open says which port is taken and what to do', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port));
  });
  const core = { openScreen: () => Promise.reject(new Error('not here')) as never, httpApi: NO_HTTP_API };
  const opening = openGateway({ core, port, token: null, rendererDir: '/tmp', log: silentLog() });
  await expect(opening).rejects.toThrow(
    `Port ${port} is in use by another program: choose one with --port`,
  );
  taken.close();
});

describe('whether a page is signed in', () => {
  const asked = async (headers: Record<string, string> = {}) =>
    (await ask(gateway, 'GET', '/api/session', headers)).status;

  it('can be asked: a socket that is refused does not say why', async () => {
    const cookie = await signIn(gateway);
    expect([await asked(), await asked({ cookie })]).toEqual([401, 204]);
    expect(await asked({ cookie, origin: 'http://evil.example' })).toBe(403);
  });

  it('is always so where everyone may in', async () => {
    const open = await scriptedGateway(null);
    expect((await ask(open, 'GET', '/api/session')).status).toBe(204);
    await open.close();
  });
});
