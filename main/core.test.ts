import { EVERY_CHANGE, WHOLE_LOT } from '../shared/list-filter.ts';
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallInput, FeedSnapshot } from '../shared/contract.ts';
import type { CallName } from '../shared/channels.ts';
import type { TaggedFrame } from '../shared/wire.ts';
import { readConfig } from './config.ts';
import { callIn } from './consoles.fixture.ts';
import { openCore, type Core } from './core.ts';
import type { ScreenSession } from './adapter.ts';
import { silentLog } from './log/log.ts';

let dir: string;
const cores: Core[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-core-'));
});
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close();
  rmSync(dir, { recursive: true, force: true });
});

const open = async (sample: boolean): Promise<Core> => {
  const config = readConfig({ dataDir: join(dir, 'data') }, {});
  const core = await openCore(config, { log: silentLog(), adapter: 'serve', sample });
  cores.push(core);
  return core;
};
const close = async (core: Core): Promise<void> => {
  cores.splice(cores.indexOf(core), 1);
  await core.close();
};

/** A screen that remembers its frames; `call` returns the value or throws the failure. */
const openScreen = (core: Core) => {
  const frames: TaggedFrame[] = [];
  const session: ScreenSession = core.openScreen({ adapter: 'browser' }, (batch) => frames.push(...batch));
  const call = <Name extends CallName>(name: Name, input: CallInput<Name>) => callIn(session, name, input);
  return { frames, session, call };
};

const csv = (price: number) =>
  `VIN,MSRP,Price\n1HGCM82633A004352,40000,${price}\n3GNAXMEV7NS200005,50000,48000\n`;

describe('the core', () => {
  it('shows the sample at a first start, with changes, and has them after a restart', async () => {
    const core = await open(true);
    const screen = openScreen(core);
    const rows = async () => (await screen.call('changes.page', { before: null, limit: 500 })).rows;
    await expect.poll(async () => (await rows()).length).toBeGreaterThan(0);
    await core.idle();
    const shown = await rows();
    expect(shown.every((row) => row.sample)).toBe(true);
    await close(core);

    const again = openScreen(await open(true));
    expect((await again.call('changes.page', { before: null, limit: 500 })).rows).toEqual(shown);
  });

  it('syncs an own file from adding it to the frames a screen gets, and sends the sample away', async () => {
    const core = await open(true);
    await core.idle();
    const screen = openScreen(core);
    screen.session.subscribe({
      subscribe: 'changes',
      subscription: 1,
      position: null,
      filter: EVERY_CHANGE,
    });
    const file = join(dir, 'lot.csv');
    writeFileSync(file, csv(39_000));
    const { sources } = await screen.call('sources.add', {
      path: file,
      name: null,
      role: 'own',
      settings: {},
    });
    expect(sources.map((source) => source.slug)).toEqual(['lot']);
    await core.idle();
    writeFileSync(file, csv(38_500));
    await screen.call('sync.start', { source: null });
    await core.idle();
    const prices = () =>
      screen.frames
        .filter(({ frame }) => frame.kind === 'delta')
        .flatMap(({ frame }) =>
          frame.kind === 'delta' ? (frame.data as FeedSnapshot<'changes'>).rows : [],
        )
        .filter((row) => row.kind === 'event' && !row.sample);
    await expect
      .poll(prices)
      .toEqual([expect.objectContaining({ old: 39_000, new: 38_500, deltaPct: -1.28 })]);
    const { runs } = await screen.call('runs.list', { source: 'lot', limit: 10 });
    expect(runs.map((run) => [run.state, run.result?.priceChanges])).toEqual([
      ['done', 1],
      ['done', 0],
    ]);
  });

  it('names the console that owns the folder to a second one', async () => {
    await open(false);
    await expect(open(false)).rejects.toThrow(/already running on .*process/);
  });

  it('answers what is expected as failures and refuses what breaks the contract', async () => {
    const { session, call } = openScreen(await open(false));
    expect(await session.call('sync.start', { source: 5 })).toMatchObject({
      ok: false,
      error: { code: 'bad-input' },
    });
    await expect(call('sync.start', { source: null })).rejects.toThrow(/no source yet/);
    await expect(
      call('sources.add', { path: join(dir, 'none.csv'), name: null, role: 'own', settings: {} }),
    ).rejects.toThrow(/^source: There is no file or folder/);
    await expect(call('files.pick', { kind: 'file' })).rejects.toThrow(/^unavailable/);
    await expect(call('sync.cancel', { runId: 'none' })).rejects.toThrow(/^not-found/);
  });

  it('keeps settings from one start to the next', async () => {
    const core = await open(false);
    await openScreen(core).call('settings.set', { colorScheme: 'dark' });
    await close(core);
    expect(await openScreen(await open(false)).call('settings.get', {})).toMatchObject({
      colorScheme: 'dark',
      groupAtLeast: 5,
    });
  });

  it('leaves everything in the one file when it closes, and before the machine goes to sleep', async () => {
    const core = await open(false);
    const wal = () => statSync(join(dir, 'data', 'lotwatch.db-wal'), { throwIfNoEntry: false })?.size ?? 0;
    const kept = () => {
      copyFileSync(join(dir, 'data', 'lotwatch.db'), join(dir, 'copy.db'));
      const copy = new DatabaseSync(join(dir, 'copy.db'));
      const scheme = copy
        .prepare("SELECT value ->> '$.colorScheme' AS scheme FROM settings WHERE key = 'preferences'")
        .get()?.['scheme'];
      copy.close();
      return scheme;
    };
    const { call } = openScreen(core);
    await call('settings.set', { colorScheme: 'light' });
    expect(wal()).toBeGreaterThan(0);
    await core.suspended();
    expect([wal(), kept()]).toEqual([0, 'light']);
    await call('settings.set', { colorScheme: 'dark' });
    expect(wal()).toBeGreaterThan(0);
    await close(core);
    expect([wal(), kept()]).toEqual([0, 'dark']);
  });

  it('notices what another process commits beside it', async () => {
    const core = await open(false);
    const screen = openScreen(core);
    const file = join(dir, 'lot.csv');
    writeFileSync(file, csv(39_000));
    await screen.call('sources.add', { path: file, name: null, role: 'own', settings: {} });
    await core.idle();
    screen.session.subscribe({ subscribe: 'lot', subscription: 1, position: null, filter: WHOLE_LOT });
    const { spawnSync } = await import('node:child_process');
    writeFileSync(file, csv(38_000));
    const cli = new URL('./cli.ts', import.meta.url).pathname;
    const done = spawnSync(process.execPath, [cli, 'sync', file, '--data-dir', join(dir, 'data')], {
      encoding: 'utf8',
    });
    expect(done.stderr).toBe('');
    // Frames about runs alone may follow.
    const figures = () =>
      screen.frames
        .map(({ frame }) => (frame.kind === 'gap' ? null : frame.data))
        .findLast((data) => Object.hasOwn(data ?? {}, 'figures'));
    await expect.poll(figures).toMatchObject({ figures: { priceChangesToday: 1 } });
    // The command leaves the scores to the console that owns the folder.
    const scored = async () => (await screen.call('runs.list', { source: null, limit: 1 })).runs[0];
    await expect
      .poll(scored)
      .toMatchObject({ task: 'ai_score_recompute', state: 'done', recompute: { scored: 1 } });
  });
});
