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
import type { HostKeys } from '../http/delivery.ts';
import { FEED, fetchFeed, textOf } from '../http/feed-server.fixture.ts';
import { bentLine, type Line } from './cut-line.fixture.ts';
import {
  fingerprintOf, hasProftpd, hasSshd, ownUser, runProftpd, runSshd, sshKey, type RealServer,
} from './real-servers.fixture.ts'; // prettier-ignore

/** Longer than one packet, so that there is a half way. */
const LONG = `${FEED}${'# nothing\n'.repeat(60_000)}`;

let dir: string;
let line: Line | null = null;
let learned: Map<string, string>;
let hostKeys: HostKeys;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-sftp-'));
  learned = new Map();
  hostKeys = {
    known: (host) => learned.get(host) ?? null,
    learn: (host, key) => void learned.set(host, key),
  };
});
afterEach(async () => {
  await line?.end();
  line = null;
  rmSync(dir, { recursive: true });
});
const leftovers = (): string[] => (existsSync(dir) ? readdirSync(dir) : []);

const put = (path: string, text: string, at = new Date('2026-08-21T06:00:00Z')): void => {
  writeFileSync(path, text);
  utimesSync(path, at, at);
};

describe.skipIf(!hasSshd)('a feed by sftp from OpenSSH (needs openssh-server)', { timeout: 30_000 }, () => {
  let server: RealServer;
  let auth: FeedAuth;
  beforeAll(async () => {
    server = await runSshd();
    const privateKey = readFileSync(join(server.dir, 'user'), 'utf8');
    auth = { kind: 'key', user: ownUser(), privateKey, passphrase: '' };
  });
  afterAll(() => server.end());
  const address = (name: string, port = server.port) => `sftp://127.0.0.1:${port}${server.dir}/${name}`;
  const failure = (url: string, options: Parameters<typeof fetchFeed>[2] = {}): Promise<string> =>
    fetchFeed(dir, url, { auth, hostKeys, ...options }).then(
      () => 'it came',
      (error: Error) => error.message,
    );

  it('comes whole, dated by the server, and not again while it is unchanged', async () => {
    put(join(server.dir, 'lot.csv'), LONG);
    const first = await fetchFeed(dir, address('lot.csv'), { auth, hostKeys });
    expect(textOf(first)).toBe(LONG);
    expect(first).toMatchObject({ kind: 'file', asOf: Date.parse('2026-08-21T06:00:00Z') });
    expect(leftovers()).toEqual(['lot.csv']);
    const known = first.kind === 'file' ? first : null;
    expect(await fetchFeed(dir, address('lot.csv'), { auth, hostKeys, known })).toEqual({
      kind: 'unchanged',
    });
    put(join(server.dir, 'lot.csv'), `${LONG}#\n`);
    const again = await fetchFeed(dir, address('lot.csv'), { auth, hostKeys, known });
    expect(textOf(again)).toHaveLength(LONG.length + 2);
  });

  it('knows the server by its key from the first time on, and refuses another before it says who we are', async () => {
    put(join(server.dir, 'lot.csv'), FEED);
    await fetchFeed(dir, address('lot.csv'), { auth, hostKeys });
    const before = fingerprintOf(join(server.dir, 'host'));
    expect([...learned]).toEqual([[`127.0.0.1:${server.port}`, before]]);
    sshKey(join(server.dir, 'host'));
    await server.restart();
    const said = server.log().length;
    const now = fingerprintOf(join(server.dir, 'host'));
    const message = await failure(address('lot.csv'));
    expect(message).toContain(`another server key than before: ${now} instead of ${before}`);
    expect(message).toContain(`--host-key ${now}`);
    expect(server.log().slice(said)).not.toMatch(/publickey|user/);
    learned.set(`127.0.0.1:${server.port}`, now);
    expect(await failure(address('lot.csv'))).toBe('it came');
  });

  it.each([
    [
      'another key',
      () => ({ ...auth, privateKey: sshKey(join(dir, 'other')) }),
      /refused the user name and the SSH key/,
    ],
    [
      'no key at all',
      () => ({ ...auth, privateKey: 'canary' }),
      /is not a private key that Lotwatch knows/,
    ],
    ['a token', () => ({ kind: 'bearer', token: 'canary' }), /takes no token/],
    ['nobody', () => ({ kind: 'none' }), /wants a user name with a password or an SSH key/],
  ] as const)('says what is wrong with %s', async (_name, who, words) => {
    put(join(server.dir, 'lot.csv'), FEED);
    // What stands in the union is chosen above.
    const message = await failure(address('lot.csv'), { auth: who() as FeedAuth });
    expect(message).toMatch(words);
    expect(message).not.toContain('canary');
  });

  it('takes a key with a passphrase, and no wrong one', async () => {
    put(join(server.dir, 'lot.csv'), FEED);
    const privateKey = sshKey(join(server.dir, 'user'), 'canary');
    const locked: FeedAuth = { kind: 'key', user: ownUser(), privateKey, passphrase: 'canary' };
    expect(await failure(address('lot.csv'), { auth: locked })).toBe('it came');
    const wrong = await failure(address('lot.csv'), { auth: { ...locked, passphrase: 'canarx' } });
    expect(wrong).toMatch(/its passphrase is wrong/);
    auth = locked;
  });

  it.each([
    ['nothing.csv', /there is no such file/],
    ['', /is a folder|must end in the path/],
  ])('says that "%s" is no file', async (name, words) => {
    expect(await failure(address(name))).toMatch(words);
  });

  it.each([
    ['cut half way', 'cut', /broke off|cut short/],
    ['stuck half way', 'stall', /sent nothing within 0.3 s/],
  ] as const)('%s it leaves what was there, and is asked for three times', async (_name, fate, words) => {
    put(join(server.dir, 'lot.csv'), FEED);
    await fetchFeed(dir, address('lot.csv'), { auth, hostKeys });
    put(join(server.dir, 'lot.csv'), LONG);
    line = await bentLine(server.port, { after: 200_000, fate });
    const tries = server.log().split('Connection from').length;
    const message = await failure(address('lot.csv', line.port), { limits: { idleMs: 300 } });
    expect(message).toMatch(words);
    expect(server.log().split('Connection from').length - tries).toBe(3);
    expect([leftovers(), readFileSync(join(dir, 'lot.csv'), 'utf8')]).toEqual([['lot.csv'], FEED]);
  });

  it('is not taken while it is being written', async () => {
    put(join(server.dir, 'lot.csv'), LONG);
    const onBytes = (): void => put(join(server.dir, 'lot.csv'), `${LONG}${LONG}`, new Date());
    const message = await failure(address('lot.csv'), { onBytes, limits: { tries: 1 } });
    expect(message).toMatch(/was being written while it was fetched|cut short/);
    expect(leftovers()).toEqual([]);
  });

  it('is larger than a feed can be', async () => {
    put(join(server.dir, 'lot.csv'), LONG);
    expect(await failure(address('lot.csv'), { limits: { maxBytes: 100_000 } })).toMatch(/larger than/);
  });
});

describe.skipIf(!hasProftpd)('a feed by sftp with a password (needs proftpd)', { timeout: 30_000 }, () => {
  let server: RealServer;
  beforeAll(async () => {
    server = await runProftpd('sftp');
    put(join(server.dir, 'lot', 'lot.csv'), LONG);
  });
  afterAll(() => server.end());
  const fetch = (password: string) =>
    fetchFeed(dir, `sftp://feed@127.0.0.1:${server.port}/~/lot.csv`, {
      auth: { kind: 'basic', user: 'feed', password },
      hostKeys,
    });

  it('comes with the right one', async () => expect(textOf(await fetch('s3cret'))).toBe(LONG));
  it('and says so of a wrong one, once', async () => {
    await expect(fetch('canary')).rejects.toThrow(/^(?!.*canary).*refused the user name and password/);
    expect(leftovers()).toEqual([]);
  });
});
