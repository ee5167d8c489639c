import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallName } from '../shared/channels.ts';
import type { CallInput, CallOutput } from '../shared/contract.ts';
import { readConfig } from './config.ts';
import { call as callOf } from './consoles.fixture.ts';
import { openCore, type Core } from './core.ts';
import { silentLog } from './log/log.ts';
import { DAY_MS } from '../shared/units.ts';

let dir: string;
let core: Core;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-outcome-'));
  mkdirSync(join(dir, 'daily'));
  const config = readConfig({ dataDir: join(dir, 'data') }, {});
  core = await openCore(config, { log: silentLog(), adapter: 'serve', sample: false });
});
afterEach(async () => {
  await core.close();
  rmSync(dir, { recursive: true, force: true });
});

const call = <Name extends CallName>(name: Name, input: CallInput<Name>) => callOf(core, name, input);

/** A file as it was left so many days ago; negative = in a moment, so that it is young however slow the machine is. */
function write(name: string, content: string, daysAgo: number): string {
  const path = join(dir, 'daily', name);
  writeFileSync(path, content);
  const then = new Date(Date.now() - daysAgo * DAY_MS);
  utimesSync(path, then, then);
  return path;
}
const csv = (price: number) =>
  `VIN,MSRP,Price\n1HGCM82633A004352,40000,${price}\n3GNAXMEV7NS200005,50000,48000\n`;
const add = async (path: string): Promise<void> => {
  await call('sources.add', { path, name: 'lot', role: 'own', settings: {} });
  await core.idle();
};
const sync = async (): Promise<CallOutput<'runs.outcome'>> => {
  const { runIds } = await call('sync.start', { source: 'lot' });
  return call('runs.outcome', { runId: runIds[0] ?? '' });
};

describe('what came of a sync', () => {
  it('says what was stored, and that nothing is new since then', async () => {
    write('lot-1.csv', csv(39_000), 3);
    await add(join(dir, 'daily'));
    write('lot-2.csv', csv(38_500), 2);
    expect(await sync()).toMatchObject({
      source: 'lot',
      state: 'done',
      synced: { results: [{ file: 'lot-2.csv', priceChanges: 1 }], young: [], failed: [] },
    });
    const before = Date.now();
    const nothing = await sync();
    expect(nothing).toMatchObject({ state: 'done', synced: { results: [], young: [], failed: [] } });
    const { runs } = await call('runs.list', { source: 'lot', limit: 1 });
    expect(nothing.lastNewsAt).toBe(runs[0]?.endedAt);
    expect(Date.parse(nothing.lastNewsAt ?? '')).toBeLessThanOrEqual(before);
  });

  it('knows a file that is as it was from one that is new', async () => {
    const file = write('lot.csv', csv(39_000), 3);
    await add(file);
    const { runs } = await call('runs.list', { source: 'lot', limit: 1 });
    const again = await sync();
    expect(again.synced?.results).toMatchObject([{ unchanged: true }]);
    expect(again.lastNewsAt).toBe(runs[0]?.endedAt);
  });

  it('names a file that is still being written, beside what was read', async () => {
    write('lot-1.csv', csv(39_000), 3);
    await add(join(dir, 'daily'));
    write('lot-2.csv', csv(38_500), 2);
    write('lot-3.csv', csv(38_000), -1);
    const first = await sync();
    expect(first.synced).toMatchObject({ results: [{ file: 'lot-2.csv' }], young: ['lot-3.csv'] });
    expect((await sync()).synced).toEqual({ results: [], young: ['lot-3.csv'], failed: [] });
  });

  it('names what failed, also beside a file that did not', async () => {
    write('lot-1.csv', csv(39_000), 4);
    await add(join(dir, 'daily'));
    write('lot-2.csv', '', 3);
    write('lot-3.csv', csv(38_000), 2);
    const mixed = await sync();
    expect(mixed.synced?.results).toMatchObject([{ file: 'lot-3.csv' }]);
    expect(mixed.synced?.failed).toEqual([expect.stringContaining('lot-2.csv')]);
    write('lot-4.csv', '', 1);
    expect(await sync()).toMatchObject({
      state: 'failed',
      synced: null,
      message: expect.stringContaining('lot-4.csv'),
    });
  });
});

it('the core returns the outcome of a recompute, and no outcome for a run that it never knew', async () => {
  await add(write('lot.csv', csv(39_000), 3));
  const { runId } = await call('scores.recompute', { scope: { kind: 'all' } });
  expect(await call('runs.outcome', { runId })).toMatchObject({
    state: 'done',
    recompute: { scored: 2 },
  });
  await expect(call('runs.outcome', { runId: 'none' })).rejects.toThrow(/^not-found/);
});
