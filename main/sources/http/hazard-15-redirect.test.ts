import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostOf, parseAddress, pinHost, reachOf, type ResolvedAddress } from './addresses.ts';
import { redirectTarget } from './redirect.ts';
import { FEED, fetchFeed, selfSigned, serveFeed, textOf, type FeedServer } from './feed-server.fixture.ts';

const AUTH = { kind: 'basic', user: 'me', password: 'canary' } as const;
const BASIC = `Basic ${Buffer.from('me:canary').toString('base64')}`;
let dir: string;
const servers: FeedServer[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-http-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  rmSync(dir, { recursive: true });
});
const serve = async (...of: Parameters<typeof serveFeed>): Promise<FeedServer> => {
  const server = await serveFeed(...of);
  servers.push(server);
  return server;
};
const redirecting = (to: (path: string) => string, status = 302) =>
  serve((request, response) => void response.writeHead(status, { location: to(request.url ?? '') }).end());

describe('credentials', () => {
  it.each([
    [AUTH, BASIC],
    [{ kind: 'bearer', token: 't0ken' } as const, 'Bearer t0ken'],
  ])('go to the source: %j', async (auth, header) => {
    const { origin } = await serve((request, response) => {
      response.writeHead(request.headers.authorization === header ? 200 : 401).end(FEED);
    });
    expect(textOf(await fetchFeed(dir, `${origin}/lot.csv`, { auth }))).toBe(FEED);
  });

  it('stay with it through its own redirects and go to nobody else, nor back by a stranger', async () => {
    const home = await serve((request, response) => {
      if (request.url === '/a.csv') response.writeHead(307, { location: '/b.csv' }).end();
      else if (request.url === '/b.csv') response.writeHead(302, { location: away.origin }).end();
      else response.end(FEED);
    });
    const away = await redirecting(() => `${home.origin}/c.csv`);
    await fetchFeed(dir, `${home.origin}/a.csv`, { auth: AUTH });
    expect(home.asked.map(({ authorization }) => authorization)).toEqual([BASIC, BASIC, undefined]);
    expect(away.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('are in no message', async () => {
    const { origin } = await serve((_request, response) => void response.writeHead(401).end());
    const failure = await fetchFeed(dir, `${origin}/lot.csv`, { auth: AUTH }).catch(
      (error: Error) => error,
    );
    expect(String(failure)).toMatch(/refused the user name and password/);
    expect(String(failure)).not.toContain('canary');
  });

  it('are taken out of an address', () => {
    const { url, auth } = parseAddress('https://me:ca%40n%ary@feeds.test:8443/lot.csv?x=1#part');
    expect([url.href, auth]).toEqual([
      'https://feeds.test:8443/lot.csv?x=1',
      { kind: 'basic', user: 'me', password: 'ca%40n%ary' },
    ]);
    expect(() => parseAddress('https://me:canary@')).toThrow(/^(?!.*canary)/);
  });

  it.each(['ldap://h/lot.csv', 'file:///etc/passwd', 'gopher://h/'])('%s is no address to read', (text) => {
    expect(() => parseAddress(text)).toThrow(/cannot be read; use https/);
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('%i is followed', async (status) => {
    const there = await serve((_request, response) => void response.end(FEED));
    const here = await redirecting(() => `${there.origin}/lot.csv`, status);
    expect(textOf(await fetchFeed(dir, here.origin))).toBe(FEED);
  });

  it('a download ends with an error after five redirects', async () => {
    const { origin, asked } = await redirecting((path) => `/x${path.slice(1)}`);
    await expect(fetchFeed(dir, `${origin}/x`)).rejects.toThrow(/redirects more than 5 times/);
    expect(asked).toHaveLength(6);
  });

  it('are not followed to http, to other schemes or to nowhere', () => {
    const from = new URL('https://feeds.test/lot.csv');
    expect(() => redirectTarget(from, 'http://feeds.test/lot.csv')).toThrow(/from https to http/);
    expect(() => redirectTarget(from, 'file:///etc/passwd')).toThrow(/neither https nor http/);
    expect(() => redirectTarget(from, undefined)).toThrow(/without saying where/);
    expect(redirectTarget(from, 'https://me:pw@other.test/b#c').href).toBe('https://other.test/b');
  });

  it.each([
    ['127.0.0.1', /loopback/],
    ['::1', /loopback/],
    ['::ffff:127.0.0.1', /loopback/],
    ['10.1.2.3', /private/],
    ['169.254.169.254', /link-local/],
    ['fd00::1', /private/],
  ])(
    'lead from the world to nothing that resolves to %s, not even beside a public one',
    async (inner, words) => {
      const resolve = async (): Promise<ResolvedAddress[]> =>
        ['203.0.114.7', inner].map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      const world = new Set(['public'] as const);
      await expect(pinHost(new URL('http://inner.test/lot.csv'), world, resolve)).rejects.toThrow(words);
    },
  );

  /** A name that leads to the next of these at each look. */
  const answering = (...answers: readonly (readonly string[])[]) => {
    const left = [...answers];
    return async (): Promise<ResolvedAddress[]> =>
      (left.length > 1 ? (left.shift() ?? []) : (left[0] ?? [])).map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
  };

  it.each([
    ['at a later reading', 'http'],
    ['at a later reading', 'ftp'],
    ['at a later reading', 'sftp'],
  ])('no name of a source leads from the world into this machine %s (%s)', async (_when, scheme) => {
    const { origin, asked } = await serve((_request, response) => void response.end(FEED));
    const url = `${scheme}://me:canary@feeds.test:${new URL(origin).port}/lot.csv`;
    const publicHosts = new Set(['feeds.test']);
    for (const inner of ['127.0.0.1', '::1', '10.0.0.1', '169.254.169.254']) {
      const failure = fetchFeed(dir, url, {
        publicHosts,
        resolve: answering([inner]),
        limits: { tries: 1 },
      });
      await expect(failure).rejects.toThrow(/was on the internet before and now leads to a/);
    }
    expect(asked).toEqual([]);
  });

  it('no name of a source leads into this machine at the next try', async () => {
    const { origin, asked } = await serve((_request, response) => void response.writeHead(503).end());
    const { port } = new URL(origin);
    // The first is nobody's: the connection fails, which is tried again.
    const resolve = answering(['192.88.99.1'], ['127.0.0.1']);
    const limits = { connectMs: 50, tries: 2 };
    await expect(fetchFeed(dir, `http://feeds.test:${port}/lot.csv`, { resolve, limits })).rejects.toThrow(
      /was on the internet before and now leads to a loopback/,
    );
    expect(asked).toEqual([]);
  });

  it('a name with addresses in the world and in this machine leads to the world alone', async () => {
    const { origin, asked } = await serve((_request, response) => void response.end(FEED));
    const { port } = new URL(origin);
    const resolve = answering(['127.0.0.1', '192.88.99.1', '::1']);
    const limits = { connectMs: 50, tries: 1 };
    await expect(
      fetchFeed(dir, `http://feeds.test:${port}/lot.csv`, { resolve, limits }),
    ).rejects.toThrow();
    expect(asked).toEqual([]);
  });

  it('may stay on loopback where the source itself is there, but not go on into the network', async () => {
    const here = await redirecting(() => 'http://nas.test/lot.csv');
    const resolve = async (host: string) => [
      { address: host === 'nas.test' ? '192.168.1.5' : '127.0.0.1', family: 4 },
    ];
    await expect(fetchFeed(dir, here.origin, { resolve })).rejects.toThrow(/a private address inside/);
  });

  it('connects to the address that was looked at, whatever the name means a moment later', async () => {
    const there = await serve((_request, response) => void response.end(FEED));
    const port = new URL(there.origin).port;
    let looked = 0;
    const resolve = async () => {
      looked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    // The name exists in no name service: only the pinned address can lead there.
    expect(textOf(await fetchFeed(dir, `http://feeds.invalid:${port}/lot.csv`, { resolve }))).toBe(FEED);
    expect([looked, there.asked[0]?.host]).toEqual([1, `feeds.invalid:${port}`]);
  });
});

it.each([
  ['8.8.8.8', 'public'],
  ['2606:4700::1111', 'public'],
  ['0.0.0.0', 'loopback'],
  ['172.31.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['100.64.0.1', 'private'],
  ['fe80::1', 'link-local'],
  ['::ffff:10.0.0.1', 'private'],
  ['64:ff9b::7f00:1', 'private'],
  ['64:ff9b:1::7f00:1', 'private'],
  ['64:ff9b:1:ffff::1', 'private'],
  ['::7f00:1', 'private'],
  ['::ffff:0:127.0.0.1', 'private'],
  ['2001::7f00:1', 'private'],
  ['2001:4860:4860::8888', 'public'],
  ['2002:7f00:1::', 'private'],
  ['fe80::1%eth0', 'link-local'],
  ['nonsense', 'private'],
  [hostOf(new URL('http://0x7f.1/')), 'loopback'],
  [hostOf(new URL('http://017700000001/')), 'loopback'],
  [hostOf(new URL('http://127.1./')), 'loopback'],
  [hostOf(new URL('http://2130706433/')), 'loopback'],
  [hostOf(new URL('http://[::1]/')), 'loopback'],
])('%s is %s', (ip, reach) => {
  expect(reachOf(ip)).toBe(reach);
});

describe('https', () => {
  const tls = selfSigned();

  it('is refused under a certificate nobody vouches for, with what to do', async () => {
    const { origin, asked } = await serve((_request, response) => void response.end(FEED), tls);
    await expect(fetchFeed(dir, `${origin}/lot.csv`)).rejects.toThrow(/certificate.*LOTWATCH_CA_FILE/);
    expect(asked).toEqual([]);
  });

  it('gives up on a server that takes the connection and never shakes hands', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const limits = { connectMs: 60, tries: 1 };
    await expect(fetchFeed(dir, `https://127.0.0.1:${port}/lot.csv`, { limits })).rejects.toThrow(
      /could not be connected to within 0.06 s/,
    );
    silent.close();
  });

  it('is read with NODE_EXTRA_CA_CERTS', async () => {
    const { origin } = await serve((_request, response) => void response.end(FEED), tls);
    const ca = join(dir, 'ca.pem');
    writeFileSync(ca, tls.cert);
    const fixture = pathToFileURL(join(import.meta.dirname, 'feed-server.fixture.ts')).href;
    const script = `import { fetchFeed, textOf } from ${JSON.stringify(fixture)};
      process.stdout.write(textOf(await fetchFeed(${JSON.stringify(dir)}, '${origin}/lot.csv')));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: ca },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    for await (const chunk of child.stdout) out += String(chunk);
    expect(out).toBe(FEED);
  });
});
