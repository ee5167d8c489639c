import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallName } from '../shared/channels.ts';
import type { CallInput } from '../shared/contract.ts';
import { readConfig } from './config.ts';
import { call as callOf } from './consoles.fixture.ts';
import { openCore, type Core } from './core.ts';
import { silentLog } from './log/log.ts';
import { serveFeed, type FeedServer } from './sources/http/feed-server.fixture.ts';

const AUTH = { kind: 'basic', user: 'me', password: 'canary-77c0' } as const;
const VINS = Array.from({ length: 20 }, (_, n) => `1HGCM82633A1000${String(n).padStart(2, '0')}`);
const lotAt = (price: number): string =>
  ['VIN,MSRP,Price', ...VINS.map((vin) => `${vin},40000,${price}`), ''].join('\n');

let dir: string;
let server: FeedServer;
let core: Core | null = null;
let feed: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-removed-'));
  feed = lotAt(39_000);
  server = await serveFeed((_request, response) => response.end(feed));
});
afterEach(async () => {
  await core?.close();
  core = null;
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

async function open() {
  const config = readConfig({ dataDir: join(dir, 'data') }, {});
  const opened = await openCore(config, { log: silentLog(), adapter: 'serve', sample: false });
  core = opened;
  const call = <Name extends CallName>(name: Name, input: CallInput<Name>) => callOf(opened, name, input);
  const add = async (path: string, auth?: typeof AUTH): Promise<void> => {
    const login = auth === undefined ? {} : { auth };
    await call('sources.add', { path, name: 'lot', role: 'own', settings: {}, ...login });
    await opened.idle();
  };
  return { call, add, idle: () => opened.idle() };
}

/** Every file of the data folder but the database's own. */
const files = (): string[] =>
  readdirSync(join(dir, 'data'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:lotwatch\.db|owner\.held)/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
const holding = (text: string): string[] => files().filter((file) => readFileSync(file).includes(text));

describe('a source that is removed', () => {
  it('takes its download, its password and its held file along', async () => {
    const { call, add, idle } = await open();
    const before = files();
    await add(`${server.origin}/lot.csv`, AUTH);
    feed = lotAt(30_000);
    await call('sync.start', { source: 'lot' });
    await idle();
    expect((await call('review.list', {})).syncs).toHaveLength(1);
    expect(files().length - before.length).toBe(3);
    await call('sources.remove', { source: 'lot' });
    expect(files()).toEqual(before);
  });

  it('that was an address first leaves nothing of the address either', async () => {
    const { call, add } = await open();
    const before = files();
    await add(`${server.origin}/lot.csv`, AUTH);
    expect(holding(AUTH.password)).toHaveLength(1);
    const file = join(dir, 'lot.csv');
    writeFileSync(file, feed);
    await add(file);
    expect(holding(AUTH.password)).toEqual([]);
    expect(files()).toEqual(before);
    await call('sources.remove', { source: 'lot' });
    expect(files()).toEqual(before);
  });

  it('an address that is added again without a password keeps none', async () => {
    const { add } = await open();
    await add(`${server.origin}/lot.csv`, AUTH);
    await add(`${server.origin}/moved/lot.csv`);
    expect(holding(AUTH.password)).toEqual([]);
  });
});

it('a start removes downloads of sources that are gone, and keeps those of the others', async () => {
  const { add } = await open();
  await add(`${server.origin}/lot.csv`);
  await core?.close();
  core = null;
  const [download] = files();
  mkdirSync(join(dir, 'data/downloads/0123456789abcdef'));
  writeFileSync(join(dir, 'data/downloads/0123456789abcdef/lot.csv'), feed);
  expect(files()).toHaveLength(2);
  await open();
  expect(files().filter((file) => file.endsWith('.csv'))).toEqual([download]);
});
