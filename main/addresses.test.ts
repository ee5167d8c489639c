import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CallName } from '../shared/channels.ts';
import type { CallInput } from '../shared/contract.ts';
import { readConfig } from './config.ts';
import { call as callOf } from './consoles.fixture.ts';
import { openCore, type Core } from './core.ts';
import { openLog } from './log/log.ts';
import { FEED, serveFeed, type FeedServer } from './sources/http/feed-server.fixture.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));
const PASSWORD = 'canary-5b1f';
const BASIC = Buffer.from(`me:${PASSWORD}`).toString('base64');
const AUTH = { kind: 'basic', user: 'me', password: PASSWORD } as const;

let dir: string;
let server: FeedServer;
let core: Core | null = null;
let closeLog: (() => Promise<void>) | null = null;
/** What the server gives: null = it fails, 'quiet' = a beginning and no end. */
let feed: string | null | 'quiet';
const answers: number[] = [];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-addresses-'));
  feed = FEED;
  answers.length = 0;
  server = await serveFeed((request, response) => {
    const etag = `"${createHash('sha1').update(String(feed)).digest('hex')}"`;
    const send = (status: number, body?: string): void => {
      answers.push(status);
      response.writeHead(status, { etag }).end(body);
    };
    if (request.headers.authorization !== `Basic ${BASIC}`) send(401);
    else if (feed === null) send(404);
    else if (feed === 'quiet') response.writeHead(200).write('VIN,MSRP,Price\n');
    else if (request.headers['if-none-match'] === etag) send(304);
    else send(200, feed);
  });
});
afterEach(async () => {
  await close();
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

async function open() {
  const { log, close: end } = await openLog(dir, 'debug');
  const opened = await openCore(readConfig({ dataDir: dir }, {}), { log, adapter: 'serve', sample: false });
  core = opened;
  closeLog = end;
  const call = <Name extends CallName>(name: Name, input: CallInput<Name>) => callOf(opened, name, input);
  const sync = async () => {
    await call('sync.start', { source: 'lot' });
    await opened.idle();
  };
  // No settings to change: returns the source as it is.
  const source = () => call('sources.update', { source: 'lot', settings: {} });
  return { core: opened, call, sync, source };
}
async function close(): Promise<void> {
  await core?.close();
  await closeLog?.();
  core = null;
  closeLog = null;
}

/** Every file of the data folder that holds the password, as it is or as it goes over the wire. */
const holders = (): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(dir, name);
    if (!statSync(path).isFile()) return false;
    const bytes = readFileSync(path, 'latin1');
    return bytes.includes(PASSWORD) || bytes.includes(BASIC);
  });

it('a source at an address is added, read, left alone while unchanged, kept through a failure, and forgotten with its password', async () => {
  const { call, sync, source, core: opened } = await open();
  const path = server.origin.replace('//', `//me:${PASSWORD}@`) + '/lot.csv';
  const inspected = await call('sources.inspect', { path, settings: {} });
  expect(inspected.columns).toEqual(['VIN', 'MSRP', 'Price']);
  const added = await call('sources.add', { path, name: null, role: 'own', settings: {} });
  expect(added.sources[0]).toMatchObject({
    kind: 'http',
    auth: 'basic',
    location: `${server.origin}/lot.csv`,
  });
  await opened.idle();
  const first = await source();
  expect([first.vehicles, first.error]).toEqual([2, null]);

  await sync();
  expect(answers.at(-1)).toBe(304);
  const checked = await source();
  expect([checked.lastSyncAt, checked.vehicles, checked.error]).toEqual([first.lastSyncAt, 2, null]);
  expect(Date.parse(checked.checkedAt ?? '')).toBeGreaterThan(Date.parse(first.checkedAt ?? ''));

  feed = null;
  await sync();
  const failed = await source();
  expect([failed.vehicles, failed.error?.message]).toEqual([2, expect.stringMatching(/HTTP 404/)]);
  const [run] = (await call('runs.list', { source: 'lot', limit: 1 })).runs;
  expect(run).toMatchObject({ state: 'failed', error: expect.stringMatching(/HTTP 404/) });

  // What cannot be synced is asked for again: its ETag counts for nothing.
  feed = '<html>Log in</html>';
  await sync();
  await sync();
  expect(answers.slice(-2)).toEqual([200, 200]);

  feed = FEED.replace('39000', '38500');
  await sync();
  expect((await source()).error).toBeNull();
  expect((await call('changes.page', { before: null, limit: 10 })).rows).toHaveLength(1);

  expect(holders()).toEqual(['feed-secrets.json']);
  expect(statSync(join(dir, 'feed-secrets.json')).mode & 0o777).toBe(0o600);
  await call('sources.update', { source: 'lot', settings: {}, auth: { ...AUTH, password: 'wrong' } });
  await sync();
  expect((await source()).error?.message).toMatch(/refused the user name and password/);
  await call('sources.remove', { source: 'lot' });
  await close();
  expect(holders()).toEqual([]);
  expect(readdirSync(dir)).not.toContain('feed-secrets.json');
});

it('a sync of an address can be cancelled while it downloads, and holds up no other job meanwhile', async () => {
  const { call, core: opened } = await open();
  feed = 'quiet';
  const path = `${server.origin}/lot.csv`;
  await call('sources.add', { path, name: null, role: 'own', settings: {}, auth: AUTH });
  const run = async () => (await call('runs.list', { source: 'lot', limit: 1 })).runs[0];
  await expect.poll(async () => (await run())?.progress).toMatchObject({ phase: 'downloading', bytes: 15 });
  const file = join(dir, 'other.csv');
  writeFileSync(file, FEED);
  await call('sources.add', { path: file, name: null, role: 'own', settings: {} });
  const other = async () => (await call('runs.list', { source: 'other', limit: 1 })).runs[0]?.state;
  await expect.poll(other).toBe('done');
  expect(await run()).toMatchObject({ state: 'running' });
  await call('sync.cancel', { runId: (await run())?.runId ?? '' });
  await opened.idle();
  expect(await run()).toMatchObject({ state: 'cancelled' });
});

it('a source at an address is synced by the command line, with a password from the environment that stays nowhere', async () => {
  const lotwatch = async (env: Record<string, string>) => {
    const child = spawn(process.execPath, [CLI, 'sync', `${server.origin}/lot.csv`, '--data-dir', dir], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exit = new Promise((resolve) => child.once('exit', resolve));
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    for await (const text of child.stderr) said += String(text);
    return { code: await exit, said };
  };
  const env = { LOTWATCH_FEED_AUTH: `basic me:${PASSWORD}` };
  const runs = [await lotwatch(env), await lotwatch(env), await lotwatch({})];
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 1]);
  expect(runs.map(({ said }) => said)).toEqual([
    expect.stringMatching(/2 vehicles; first sync/),
    expect.stringMatching(/nothing new at/),
    expect.stringMatching(/HTTP 401.*wants a user name/),
  ]);
  expect([runs.some(({ said }) => said.includes(PASSWORD)), holders()]).toEqual([false, []]);
}, 60_000);
