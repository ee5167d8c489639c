import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FeedAuth } from '../../../shared/schedule.ts';
import { trustAlso } from '../../net/trust.ts';
import { FEED, fetchFeed, textOf } from '../http/feed-server.fixture.ts';
import { HTTP_LIMITS } from '../http/limits.ts';
import { bentDataLine, bentLine, type Line } from './cut-line.fixture.ts';
import { connectFtp } from './ftp.ts';
import {
  hasProftpd,
  makeAuthority,
  runProftpd,
  type Authority,
  type RealServer,
} from './real-servers.fixture.ts';

const LONG = `${FEED}${'# nothing\n'.repeat(60_000)}`;
const auth: FeedAuth = { kind: 'basic', user: 'feed', password: 's3cret' };

let dir: string;
let line: Line | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-ftp-'));
});
afterEach(async () => {
  trustAlso(null);
  await line?.end();
  line = null;
  rmSync(dir, { recursive: true });
});
const leftovers = (): string[] => (existsSync(dir) ? readdirSync(dir) : []);
const put = (server: RealServer, text: string): void => {
  const path = join(server.dir, 'lot', 'lot.csv');
  writeFileSync(path, text);
  utimesSync(path, new Date('2026-08-21T06:00:00Z'), new Date('2026-08-21T06:00:00Z'));
};
const failure = (url: string, options: Parameters<typeof fetchFeed>[2] = {}): Promise<string> =>
  fetchFeed(dir, url, { auth, ...options }).then(
    () => 'it came',
    (error: Error) => error.message,
  );

describe.skipIf(!hasProftpd)('a feed by ftp (needs proftpd)', { timeout: 30_000 }, () => {
  let server: RealServer;
  beforeAll(async () => void (server = await runProftpd('ftp')));
  afterAll(() => server.end());
  const address = (name = 'lot.csv', port = server.port) => `ftp://feed@127.0.0.1:${port}/${name}`;

  it('comes whole, dated by the server, and not again while it is unchanged', async () => {
    put(server, LONG);
    const first = await fetchFeed(dir, address(), { auth });
    expect([textOf(first), leftovers()]).toEqual([LONG, ['lot.csv']]);
    expect(first).toMatchObject({ asOf: Date.parse('2026-08-21T06:00:00Z') });
    const known = first.kind === 'file' ? first : null;
    expect(await fetchFeed(dir, address(), { auth, known })).toEqual({ kind: 'unchanged' });
  });

  it.each([
    ['a wrong password', 'lot.csv', { ...auth, password: 'canary' }, /refused the user name and password/],
    ['nobody', 'lot.csv', { kind: 'none' }, /wants a user name and password/],
    [
      'a key',
      'lot.csv',
      { kind: 'key', user: 'a', privateKey: 'canary', passphrase: '' },
      /neither a token nor an SSH key/,
    ],
    ['a name that is not there', 'nothing.csv', auth, /there is no such file/],
  ] as const)('says what is wrong with %s', async (_name, file, who, words) => {
    put(server, FEED);
    const message = await failure(address(file), { auth: who });
    expect(message).toMatch(words);
    expect(message).not.toContain('canary');
  });

  it('that stops in the middle leaves what was there', async () => {
    put(server, FEED);
    await fetchFeed(dir, address(), { auth });
    put(server, LONG);
    // The data come by a connection of their own: the size that was promised is what tells.
    let asked = 0;
    const onBytes = (): void => {
      asked += 1;
      if (asked === 1) writeFileSync(join(server.dir, 'lot', 'lot.csv'), LONG.slice(0, 300_000));
    };
    const message = await failure(address(), { onBytes, limits: { tries: 1 } });
    expect(message).toMatch(/cut short|was being written/);
    expect([leftovers(), readFileSync(join(dir, 'lot.csv'), 'utf8')]).toEqual([['lot.csv'], FEED]);
  });

  it.each([
    ['cut', /broke off|cut short/],
    ['stall', /sent nothing/],
  ] as const)(
    'whose data connection is %s half way leaves what was there, and says so',
    async (fate, words) => {
      put(server, FEED);
      await fetchFeed(dir, address(), { auth });
      put(server, LONG);
      const bent = await bentDataLine(server.port, { after: LONG.length / 2, fate, times: 9 });
      line = bent;
      const limits = { idleMs: fate === 'cut' ? 10_000 : 2_000, tries: 1 };
      expect(await failure(address('lot.csv', bent.port), { limits })).toMatch(words);
      expect(bent.bent()).toBeGreaterThan(0);
      expect([leftovers(), readFileSync(join(dir, 'lot.csv'), 'utf8')]).toEqual([['lot.csv'], FEED]);
    },
  );

  it('whose data connection was cut once comes whole at the next try', async () => {
    put(server, LONG);
    const bent = await bentDataLine(server.port, { after: LONG.length / 2, fate: 'cut', times: 1 });
    line = bent;
    const fetched = await fetchFeed(dir, address('lot.csv', bent.port), { auth, limits: { tries: 2 } });
    expect([bent.bent(), textOf(fetched)]).toEqual([1, LONG]);
  });

  it('whose server goes quiet is given up', async () => {
    put(server, FEED);
    line = await bentLine(server.port, { after: 60, fate: 'stall' });
    const message = await failure(address('lot.csv', line.port), {
      limits: { idleMs: 200, connectMs: 100, tries: 2 },
    });
    expect(message).toMatch(/sent nothing/);
    await line.end();
    line = await bentLine(server.port, { after: 60, fate: 'cut' });
    expect(await failure(address('lot.csv', line.port))).toMatch(/broke off/);
    expect(leftovers()).toEqual([]);
  });
});

describe.skipIf(!hasProftpd)('a feed by ftps (needs proftpd)', { timeout: 30_000 }, () => {
  let authority: Authority;
  let server: RealServer;
  beforeAll(async () => {
    authority = makeAuthority();
    server = await runProftpd('ftps', authority);
    put(server, LONG);
  });
  afterAll(async () => {
    await server.end();
    authority.end();
  });

  it('comes where its authority is trusted, and sends no password where it is not', async () => {
    const url = `ftps://feed@127.0.0.1:${server.port}/lot.csv`;
    expect(await failure(url)).toMatch(/cannot be trusted: its TLS certificate was refused/);
    expect(readFileSync(join(server.dir, 'log'), 'utf8')).not.toContain('Protection set');
    trustAlso(authority.caFile);
    expect(textOf(await fetchFeed(dir, url, { auth }))).toBe(LONG);
  });

  it('does not go on without TLS', async () => {
    const plain = await runProftpd('ftp');
    try {
      put(plain, FEED);
      expect(await failure(`ftps://feed@127.0.0.1:${plain.port}/lot.csv`)).toMatch(/does not offer TLS/);
    } finally {
      await plain.end();
    }
  });

  it('begins with TLS at once on the port for that', async () => {
    const implicit = await runProftpd('implicit', authority);
    try {
      put(implicit, LONG);
      trustAlso(authority.caFile);
      const url = new URL(`ftps://feed@127.0.0.1:${implicit.port}/lot.csv`);
      const entrance = {
        url,
        auth,
        ip: '127.0.0.1',
        limits: HTTP_LIMITS,
        signal: new AbortController().signal,
      };
      const open = await connectFtp(entrance, implicit.port);
      expect((await open.stat('lot.csv')).size).toBe(LONG.length);
      open.close();
    } finally {
      await implicit.end();
    }
  });
});
