import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { databasePath } from '../main/store/open.ts';
import { SeededRandom } from '../main/sources/sample/random.ts';
import { writeInventory } from './data/inventory.ts';
import { syncFile, syncWell, type KillAt } from './faults/cli.ts';
import { hasRedisServer } from '../main/bus/redis-server.fixture.ts';
import { redisFaults, type FaultRun } from './faults/redis.ts';
import { damage, integrity, lastRunState, readLot } from './faults/lot-state.ts';

/**
 * `node bench/faults.ts [--rows 100000] [--kills 20] [--seed 1]`: kills `lotwatch sync` with SIGKILL again and again.
 * After each kill the database must be sound and the next sync must end exactly where an undisturbed one ends.
 * Then faults around a Redis, each `--times` (50; a minute's absence a tenth of that), with bare Pub/Sub as the control:
 * `--only redis` or `--only sync` for one of the two, `--fault "kill -9 redis"` for the faults with that in their name.
 * Exits 1 unless nothing at all is missing, double or different. Figures also land in .artifacts/bench/faults*.json.
 */
const OUT = join(import.meta.dirname, '../.artifacts/bench');
const WORK = join(OUT, 'faults');
const DAY_1 = '2026-09-01T12:00:00Z';
const DAY_2 = '2026-09-02T12:00:00Z';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    times: { type: 'string', default: '50' },
    only: { type: 'string' },
    fault: { type: 'string' },
  },
});
const [rows, kills, seed] = [Number(values.rows), Number(values.kills), Number(values.seed)];

type Scenario = {
  readonly name: string;
  readonly kills: number;
  /** Null: the sync that is killed is the first. */
  readonly before: string | null;
  readonly file: string;
  readonly asOf: string;
};

type Tally = Record<string, number>;

const faults =
  (values.only === 'redis' ? 0 : await syncFaults()) + (values.only === 'sync' ? 0 : await aroundRedis());
process.stdout.write(
  faults === 0 ? 'Nothing missing, nothing double, nothing different.\n' : `${faults} FAULTS\n`,
);
process.exitCode = faults === 0 ? 0 : 1;

async function syncFaults(): Promise<number> {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  const tallies: Record<string, Tally> = {};
  try {
    const day1 = inventory('lot-day-1.csv', 1, 0.03);
    const day2 = inventory('lot-day-2.csv', 2, 0.03);
    const busy = inventory('lot-busy-day.csv', 2, 0.4);
    const scenarios: Scenario[] = [
      { name: 'the next day, 3 % changed', kills, before: day1, file: day2, asOf: DAY_2 },
      {
        name: 'a day with 40 % changed (writes early in its transaction)',
        kills: Math.ceil(kills / 2),
        before: day1,
        file: busy,
        asOf: DAY_2,
      },
      { name: 'a first import', kills: Math.ceil(kills / 2), before: null, file: day1, asOf: DAY_1 },
    ];
    for (const scenario of scenarios) tallies[scenario.name] = await torture(scenario);
  } finally {
    rmSync(WORK, { recursive: true, force: true });
  }
  mkdirSync(OUT, { recursive: true });
  writeFileSync(
    join(OUT, 'faults.json'),
    `${JSON.stringify({ at: new Date().toISOString(), rows, seed, tallies }, null, 2)}\n`,
  );
  return Object.values(tallies).reduce((total, tally) => total + (tally['faults'] ?? 0), 0);
}

async function aroundRedis(): Promise<number> {
  if (!hasRedisServer) {
    process.stdout.write('Faults around Redis: skipped, there is no /usr/bin/redis-server\n');
    return 0;
  }
  const print = (run: FaultRun): void => {
    process.stdout.write(`${JSON.stringify(run)}\n`);
    keepRuns([run]);
  };
  const runs = await redisFaults(WORK, Number(values.times), values.fault ?? null, print);
  // What was trimmed under a console is lost: it must be reported, to the last one.
  return runs.reduce(
    (sum, run) => sum + Math.abs(run.missing - run.reportedMissing) + run.double + run.stateDiffers,
    0,
  );
}

/** Each fault is kept as soon as it is through, beside those of other runs: hours of them need not be one run. */
function keepRuns(runs: readonly FaultRun[]): void {
  const file = join(OUT, 'faults-redis.json');
  const kept: { runs: FaultRun[] } = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { runs: [] };
  const others = kept.runs.filter(({ fault }) => !runs.some((run) => run.fault === fault));
  mkdirSync(OUT, { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), runs: [...others, ...runs] }, null, 2)}\n`,
  );
}

function inventory(name: string, day: 1 | 2, changed: number): string {
  const file = join(WORK, name);
  writeInventory(file, { rows, day, changed });
  // Settled, and the same in every run.
  utimesSync(file, new Date(DAY_1), new Date(DAY_1));
  return file;
}

async function torture(scenario: Scenario): Promise<Tally> {
  const random = new SeededRandom(seed);
  const base = join(WORK, 'base');
  const lot = join(WORK, 'lot');
  const afresh = (): void => {
    rmSync(lot, { recursive: true, force: true });
    if (scenario.before !== null) cpSync(base, lot, { recursive: true });
  };
  rmSync(base, { recursive: true, force: true });
  if (scenario.before !== null) await syncWell(scenario.before, base, DAY_1);
  const runsBefore = scenario.before === null ? 0 : 1;

  afresh();
  const undisturbed = await syncWell(scenario.file, lot, scenario.asOf);
  const wanted = readLot(lot);
  const duration = Number(/"durationMs":(\d+)/.exec(undisturbed.output)?.[1] ?? undisturbed.ms);
  process.stdout.write(
    `${scenario.name}: undisturbed ${duration} ms, ${wanted.vehicles.size} vehicles, ${wanted.events.length} events\n`,
  );
  const tally: Tally = { kills: 0, before: 0, within: 0, after: 0, faults: 0 };
  for (let number = 0; number < scenario.kills; number += 1) {
    afresh();
    // Two of three by the clock, from the first page written (the claim of the run) over the whole duration; one of
    // three while early writes or the commit grow the write-ahead log.
    const share = random.next();
    const byClock = number % 3 !== 2;
    const kill: KillAt = byClock
      ? { when: walHolds(lot, 1), thenMs: share * duration }
      : { when: walHolds(lot, 100_000 + share * rows * 60), thenMs: 0 };
    const ending = await syncFile(scenario.file, lot, scenario.asOf, kill);
    const state =
      statSync(databasePath(lot), { throwIfNoEntry: false }) === undefined
        ? 'none'
        : stateOf(lot, runsBefore);
    const sound = state === 'none' ? 'ok' : integrity(lot);
    await syncWell(scenario.file, lot, scenario.asOf);
    const found = damage(readLot(lot), wanted);
    const soundAfter = integrity(lot);
    const faulty = Object.entries(found).filter(([, count]) => count !== 0);
    const faults = faulty.length + (sound === 'ok' ? 0 : 1) + (soundAfter === 'ok' ? 0 : 1);
    count(tally, ending.killed ? 'kills' : 'endedFirst');
    count(tally, state === 'none' ? 'before' : state === 'running' ? 'within' : 'after');
    for (const [name, amount] of faulty) tally[name] = (tally[name] ?? 0) + amount;
    tally['faults'] = (tally['faults'] ?? 0) + faults;
    const how = byClock
      ? `${Math.round(kill.thenMs)} ms into it`
      : `as the log grew, ${Math.round(ending.ms)} ms after its start`;
    const verdict =
      faults === 0
        ? 'same vehicles, same events'
        : JSON.stringify({ ...Object.fromEntries(faulty), sound, soundAfter });
    process.stdout.write(`  ${number + 1}: killed ${how}, run ${state}; then ${verdict}\n`);
  }
  process.stdout.write(`  ${JSON.stringify(tally)}\n`);
  return tally;
}

/** A database killed in its first moments may have no tables yet. */
function stateOf(dataDir: string, runsBefore: number): string {
  try {
    return lastRunState(dataDir, runsBefore);
  } catch {
    return 'none';
  }
}

/** True once the write-ahead log has so many bytes. */
function walHolds(dataDir: string, bytes: number): () => boolean {
  const path = `${databasePath(dataDir)}-wal`;
  return () => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= bytes;
}

function count(tally: Tally, name: string): void {
  tally[name] = (tally[name] ?? 0) + 1;
}
