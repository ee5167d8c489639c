import { spawn } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { call as callOf } from './consoles.fixture.ts';
import { openCore, type Core } from './core.ts';
import { openLog } from './log/log.ts';
import { FEED } from './sources/http/feed-server.fixture.ts';
import {
  fingerprintOf,
  hasProftpd,
  hasSshd,
  ownUser,
  runProftpd,
  runSshd,
  sshKey,
  type RealServer,
} from './sources/servers/real-servers.fixture.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'lotwatch-sftp-source-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const put = (path: string, text: string, day: number): void => {
  writeFileSync(path, text);
  const at = new Date(Date.UTC(2026, 7, day, 6));
  utimesSync(path, at, at);
};

describe.skipIf(!hasSshd)('an sftp address as a source (needs openssh-server)', { timeout: 60_000 }, () => {
  let server: RealServer;
  beforeAll(async () => void (server = await runSshd()));
  afterAll(() => server.end());

  const cli = (...args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [CLI, ...args], {
        env: { ...process.env, LOTWATCH_DATA_DIR: dir },
      });
      let [out, err] = ['', ''];
      child.stdout.on('data', (part: Buffer) => void (out += part.toString()));
      child.stderr.on('data', (part: Buffer) => void (err += part.toString()));
      child.on('close', (code) => resolve({ code, out, err }));
    });

  it('is synced by a command that shows the key it meets, left alone while unchanged, and refused under another key', async () => {
    const address = `sftp://${ownUser()}@127.0.0.1:${server.port}${server.dir}/lot.csv`;
    put(join(server.dir, 'lot.csv'), FEED, 20);
    const authFile = join(dir, 'auth.json');
    writeFileSync(authFile, JSON.stringify({ user: ownUser(), privateKeyFile: join(server.dir, 'user') }));
    const first = await cli('sync', address, '--auth-file', authFile, '--json');
    expect(first.err).toContain(fingerprintOf(join(server.dir, 'host')));
    expect(JSON.parse(first.out)).toMatchObject({ vehicles: 2, baseline: true });
    expect((await cli('sync', address)).err).toMatch(/nothing new at sftp:/);

    put(join(server.dir, 'lot.csv'), FEED.replace('39000', '38500'), 21);
    sshKey(join(server.dir, 'host'));
    await server.restart();
    const refused = await cli('sync', address, '--json');
    expect([refused.code, refused.out]).toEqual([1, '']);
    const key = fingerprintOf(join(server.dir, 'host'));
    expect(refused.err).toMatch(/another server key than before/);
    const trusted = await cli('sync', address, '--json', '--host-key', key);
    expect(JSON.parse(trusted.out)).toMatchObject({ vehicles: 2, priceChanges: 1, removed: 0 });
    expect((await cli('sync', address, '--host-key', 'SHA256:short')).err).toMatch(/is not a fingerprint/);
    const secret = readFileSync(join(server.dir, 'user'), 'utf8').split('\n')[1] ?? '';
    const holders = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        statSync(join(dir, name)).isFile() && readFileSync(join(dir, name), 'latin1').includes(secret),
    );
    expect(holders).toEqual(['feed-secrets.json']);
  });
});

describe.skipIf(!hasProftpd)(
  'an ftp server as a source of a console (needs proftpd)',
  { timeout: 60_000 },
  () => {
    let server: RealServer;
    let core: Core;
    let closeLog: () => Promise<void>;
    beforeEach(async () => {
      server = await runProftpd('ftp');
      const { log, close } = await openLog(dir, 'debug');
      closeLog = close;
      core = await openCore(readConfig({ dataDir: dir }, {}), { log, adapter: 'serve', sample: false });
    });
    afterEach(async () => {
      await core.close();
      await closeLog();
      await server.end();
    });

    it('keeps its vehicles through a failure, and reads on when it is back', async () => {
      const path = `ftp://feed:s3cret@127.0.0.1:${server.port}/lot.csv`;
      put(join(server.dir, 'lot', 'lot.csv'), FEED, 20);
      const found = await callOf(core, 'sources.inspect', { path, settings: {} });
      expect(found.notes).toContainEqual(
        expect.stringMatching(/sends the password and the inventory unprotected/),
      );
      const added = await callOf(core, 'sources.add', { path, name: 'lot', role: 'own', settings: {} });
      expect(added.sources[0]).toMatchObject({ auth: 'basic', location: path.replace(':s3cret', '') });
      await core.idle();
      const sync = async () => {
        await callOf(core, 'sync.start', { source: 'lot' });
        await core.idle();
        return callOf(core, 'sources.update', { source: 'lot', settings: {} });
      };
      rmSync(join(server.dir, 'lot', 'lot.csv'));
      expect(await sync()).toMatchObject({
        vehicles: 2,
        error: { message: expect.stringMatching(/no such file/) },
      });
      put(join(server.dir, 'lot', 'lot.csv'), FEED.replace('39000', '38500'), 21);
      expect(await sync()).toMatchObject({ vehicles: 2, error: null });
      expect((await callOf(core, 'changes.page', { before: null, limit: 10 })).rows).toHaveLength(1);
    });

    it('says which proxy and which authorities are set, and keeps the password to itself', async () => {
      const set = await callOf(core, 'network.set', {
        mode: 'fixed',
        proxy: 'http://me:canary@127.0.0.1:9',
      });
      expect(set).toMatchObject({ mode: 'fixed', proxy: 'http://127.0.0.1:9', proxyGiven: false });
      const refused = await callOf(core, 'sources.inspect', {
        path: 'https://feeds.test/a.csv',
        settings: {},
      }).catch((error: Error) => error.message);
      expect(refused).toMatch(/The proxy http:\/\/127\.0\.0\.1:9 could not be used/);
      await expect(callOf(core, 'network.set', { caFile: '/nowhere' })).rejects.toThrow(
        /there is no such file/,
      );
      expect(await callOf(core, 'network.get', {})).toMatchObject({ caFile: null, mode: 'fixed' });
      await core.close();
      const holders = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(
        (name) =>
          statSync(join(dir, name)).isFile() && readFileSync(join(dir, name), 'latin1').includes('canary'),
      );
      expect(holders).toEqual(['feed-secrets.json']);
    });
  },
);
