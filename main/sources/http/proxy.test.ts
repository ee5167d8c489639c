import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trustAlso } from '../../net/trust.ts';
import {
  hasProxy,
  makeAuthority,
  runProxy,
  type Authority,
  type RealServer,
} from '../servers/real-servers.fixture.ts';
import { bentLine } from '../servers/cut-line.fixture.ts';
import { FEED, fetchFeed, serveFeed, textOf, type FeedServer } from './feed-server.fixture.ts';

let dir: string;
let server: FeedServer | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-proxy-'));
});
afterEach(async () => {
  trustAlso(null);
  await server?.close();
  server = null;
  rmSync(dir, { recursive: true });
});
const by = (proxy: string) => ({ proxyFor: () => Promise.resolve(new URL(proxy)) });
const leftovers = (): string[] => (existsSync(dir) ? readdirSync(dir) : []);
const failure = (url: string, options: Parameters<typeof fetchFeed>[2]): Promise<string> =>
  fetchFeed(dir, url, options).then(
    () => 'it came',
    (error: Error) => error.message,
  );

let authority: Authority;
beforeAll(() => void (authority = makeAuthority()));
afterAll(() => authority.end());
const serveTls = async (): Promise<FeedServer> =>
  (server = await serveFeed((_request, response) => void response.end(FEED), {
    key: Buffer.from(authority.key),
    cert: Buffer.from(authority.cert),
  }));

describe('an authority of one’s own', () => {
  it('is trusted where its file is named, and only then', async () => {
    const { origin, asked } = await serveTls();
    expect(await failure(`${origin}/lot.csv`, {})).toMatch(
      /cannot be trusted: its TLS certificate was refused/,
    );
    expect(asked).toEqual([]);
    trustAlso(authority.caFile);
    expect(textOf(await fetchFeed(dir, `${origin}/lot.csv`))).toBe(FEED);
    trustAlso(null);
    expect(await failure(`${origin}/lot.csv`, {})).toMatch(/cannot be trusted/);
  });

  it('of another is not', async () => {
    const other = makeAuthority();
    try {
      const { origin } = await serveTls();
      trustAlso(other.caFile);
      expect(await failure(`${origin}/lot.csv`, {})).toMatch(/cannot be trusted/);
    } finally {
      other.end();
    }
  });

  it('does not vouch for another name', async () => {
    const { origin } = await serveTls();
    trustAlso(authority.caFile);
    const resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const url = origin.replace('127.0.0.1', 'feeds.test');
    expect(await failure(`${url}/lot.csv`, { resolve })).toMatch(/cannot be trusted.*ALTNAME/);
  });

  it.each([
    ['/nowhere/ca.pem', /there is no such file/],
    [import.meta.filename, /no certificate in PEM form/],
  ])('is said of %s when it is none', (path, words) => expect(() => trustAlso(path)).toThrow(words));
});

describe.skipIf(!hasProxy)('a proxy (needs tinyproxy)', { timeout: 30_000 }, () => {
  let open: RealServer;
  let locked: RealServer;
  beforeAll(async () => {
    open = await runProxy();
    locked = await runProxy('me canary');
  });
  afterAll(async () => {
    await open.end();
    await locked.end();
  });

  it('leads to https by a tunnel and to http, also with a password', async () => {
    const { origin } = await serveTls();
    trustAlso(authority.caFile);
    for (const proxy of [`http://127.0.0.1:${open.port}`, `http://me:canary@127.0.0.1:${locked.port}`])
      expect(textOf(await fetchFeed(dir, `${origin}/lot.csv`, by(proxy)))).toBe(FEED);
    expect(open.log()).toContain('CONNECT 127.0.0.1:');
    await server?.close();
    const plain = await serveFeed((_request, response) => void response.end(FEED));
    server = plain;
    const auth = { kind: 'bearer', token: 'for-the-feed' } as const;
    const way = by(`http://me:canary@127.0.0.1:${locked.port}`);
    expect(textOf(await fetchFeed(dir, `${plain.origin}/lot.csv`, { auth, ...way }))).toBe(FEED);
    expect(plain.asked[0]?.via).toContain('tinyproxy');
    expect(plain.asked[0]).toMatchObject({ authorization: 'Bearer for-the-feed' });
    expect(JSON.stringify(plain.asked)).not.toContain('proxy-authorization');
  });

  it.each([
    ['no password', 'http://', /wants a user name and password/],
    ['a wrong password', 'http://me:canarx@', /refused the user name and password/],
  ])('says so with %s, and never the password', async (_name, start, words) => {
    const secure = await serveTls();
    trustAlso(authority.caFile);
    const plain = await serveFeed((_request, response) => void response.end(FEED));
    try {
      const way = by(`${start}127.0.0.1:${locked.port}`);
      const messages = [
        await failure(`${secure.origin}/lot.csv`, way),
        await failure(`${plain.origin}/lot.csv`, way),
      ];
      expect(messages[0]).toMatch(words);
      expect(messages.join()).not.toContain('canar');
      expect([secure.asked, plain.asked]).toEqual([[], []]);
    } finally {
      await plain.close();
    }
  });

  it('that breaks off half way, or is not there, loses nothing', async () => {
    const long = FEED.repeat(3_000);
    const { origin } = await (async () =>
      (server = await serveFeed((_q, response) => void response.end(long))))();
    const line = await bentLine(open.port, { after: 100_000, fate: 'cut' });
    try {
      const message = await failure(`${origin}/lot.csv`, by(`http://127.0.0.1:${line.port}`));
      expect(message).toMatch(/cut short/);
    } finally {
      await line.end();
    }
    const gone = await failure(`${origin}/lot.csv`, by(`http://me:canary@127.0.0.1:${line.port}`));
    expect(gone).toMatch(
      /^The proxy http:\/\/127\.0\.0\.1:\d+ could not be used: nothing answers on that port/,
    );
    expect(leftovers()).toEqual([]);
  });
});

describe('a proxy that does not answer', () => {
  let silent: Server;
  beforeAll(async () => {
    silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(() => void silent.close());

  it('is given up in time', async () => {
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { origin } = await serveTls();
    const limits = { connectMs: 80, idleMs: 80, tries: 1 };
    const message = await failure(`${origin}/lot.csv`, { ...by(`http://127.0.0.1:${port}`), limits });
    expect(message).toMatch(/^The proxy .* did not connect to 127\.0\.0\.1:\d+ within 0.08 s/);
  });
});
