import { WHOLE_LOT } from '../shared/list-filter.ts';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallInput } from '../shared/contract.ts';
import type { CallName } from '../shared/channels.ts';
import type { LotState } from '../shared/lot.ts';
import type { Schedule } from '../shared/schedule.ts';
import { readConfig } from './config.ts';
import { callIn } from './consoles.fixture.ts';
import { openCore, type Core } from './core.ts';
import { silentLog } from './log/log.ts';
import { openWriter } from './store/open.ts';

let dir: string;
let core: Core | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-schedule-'));
});
afterEach(async () => {
  await close();
  rmSync(dir, { recursive: true, force: true });
});

async function close(): Promise<void> {
  await core?.close();
  core = null;
}

const open = async (sample = false) => {
  core = await openCore(readConfig({ dataDir: join(dir, 'data') }, {}), {
    log: silentLog(),
    adapter: 'serve',
    sample,
  });
  const opened = core;
  const lot: Partial<LotState> = {};
  const session = opened.openScreen({ adapter: 'browser' }, (frames) => {
    for (const { frame } of frames) if (frame.kind !== 'gap') Object.assign(lot, frame.data);
  });
  session.subscribe({ subscribe: 'lot', subscription: 1, position: null, filter: WHOLE_LOT });
  const call = <Name extends CallName>(name: Name, input: CallInput<Name>) => callIn(session, name, input);
  const syncs = async () => (await call('runs.list', { source: 'lot', limit: 50 })).runs.length;
  return { core: opened, call, syncs, source: () => lot.sources?.[0] };
};

const ROWS = ['VIN,MSRP,Price\n', '1HGCM82633A004352,40000,39000\n', '3GNAXMEV7NS200005,50000,48000\n'];
const write = (name: string, text: string): string => {
  const file = join(dir, name);
  writeFileSync(file, text);
  // Old enough not to be still being written, and each of its own age.
  const past = new Date(Date.now() - 60_000);
  utimesSync(file, past, past);
  return file;
};
const HOURLY: Schedule = { kind: 'cron', pattern: '0 * * * *', timezone: 'UTC' };
const add = (path: string, schedule: Schedule): CallInput<'sources.add'> => ({
  path,
  name: null,
  role: 'own',
  settings: {},
  schedule,
});
const backdate = (): void => {
  const db = openWriter(join(dir, 'data'));
  db.exec('UPDATE sources SET last_sync_at = last_sync_at - 86400000, checked_at = NULL');
  db.close();
};

// Commands are processes of their own, and a file has to come to rest: seconds, not milliseconds.
describe('the schedules of a console', { timeout: 60_000 }, () => {
  it('read a watched file once that is written in three pieces', async () => {
    const { core, call, syncs } = await open();
    const file = write('lot.csv', ROWS.join(''));
    await call('sources.add', add(file, { kind: 'watch' }));
    await core.idle();
    expect(await syncs()).toBe(1);
    writeFileSync(file, ROWS[0] ?? '');
    appendFileSync(file, '1HGCM82633A004352,40000,38500\n');
    appendFileSync(file, ROWS[2] ?? '');
    await expect.poll(syncs, { timeout: 20_000 }).toBe(2);
    await core.idle();
    const { runs } = await call('runs.list', { source: 'lot', limit: 50 });
    expect(runs.map((run) => [run.state, run.result?.vehicles, run.result?.events])).toEqual([
      ['done', 2, 1],
      ['done', 2, 0],
    ]);
  });

  it('make up once for what was missed, and read nothing where nothing is new', async () => {
    const first = await open();
    const file = write('lot.csv', ROWS.join(''));
    await first.call('sources.add', add(file, HOURLY));
    await first.core.idle();
    await close();

    backdate();
    const second = await open();
    await expect.poll(second.source).toMatchObject({ checkedAt: expect.any(String), error: null });
    await second.core.idle();
    expect(await second.syncs()).toBe(1);
    await close();

    backdate();
    write('lot.csv', ROWS.slice(0, 2).join(''));
    const third = await open();
    await expect.poll(third.syncs, { timeout: 20_000 }).toBe(2);
    third.core.resumed();
    await third.core.idle();
    expect(await third.syncs()).toBe(2);
  });

  it('are set beside it by the command, and screens see the next time at once', async () => {
    const { core, call, source } = await open();
    await call('sources.add', add(write('lot.csv', ROWS.join('')), { kind: 'manual' }));
    await core.idle();
    await expect.poll(source).toMatchObject({ schedule: { kind: 'manual' }, nextRunAt: null });
    const cli = new URL('./cli.ts', import.meta.url).pathname;
    const lotwatch = (...args: string[]) =>
      spawnSync(process.execPath, [cli, ...args, '--data-dir', join(dir, 'data')], { encoding: 'utf8' });
    const set = lotwatch('schedule', 'lot', '0 0 1 1 *', '--timezone', 'UTC');
    const nextRunAt = `${new Date().getUTCFullYear() + 1}-01-01T00:00:00.000Z`;
    const schedule = { kind: 'cron', pattern: '0 0 1 1 *', timezone: 'UTC' };
    expect([set.stderr, JSON.parse(set.stdout)]).toEqual(['', { source: 'lot', schedule, nextRunAt }]);
    await expect.poll(source).toMatchObject({ schedule, nextRunAt });
    expect(JSON.parse(lotwatch('sources').stdout)).toMatchObject({
      slug: 'lot',
      kind: 'file',
      role: 'own',
      schedule,
      nextRunAt,
      error: null,
    });
    expect(lotwatch('schedule', 'lot', '61 * * * *').stderr).toMatch(
      /^lotwatch: “61 \* \* \* \*” is not a schedule/,
    );
    expect(lotwatch('schedule', 'lot', 'off').status).toBe(0);
    await expect.poll(source).toMatchObject({ schedule: { kind: 'manual' }, nextRunAt: null });
  });

  it('that cannot be kept are refused, and nothing is stored', async () => {
    const { call, source } = await open(true);
    const file = write('lot.csv', ROWS.join(''));
    const bad: Schedule = { kind: 'cron', pattern: '0 6 * * *', timezone: 'Mars/Base' };
    await expect(call('sources.add', add(file, bad))).rejects.toThrow(
      /^bad-input: “Mars\/Base” is not a time zone/,
    );
    await expect(
      call('sources.update', { source: 'sample', settings: {}, schedule: HOURLY }),
    ).rejects.toThrow(/^bad-input: The sample has no schedule/);
    await expect.poll(source).toMatchObject({ slug: 'sample', schedule: { kind: 'manual' } });
  });
});
