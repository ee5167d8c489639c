import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rmSync } from 'node:fs';
import { openWorkshop, type Workshop } from './data/workshop.ts';
import { clickGoals } from './goals/clicks.ts';
import { exportGoals } from './goals/export.ts';
import { intakeGoals } from './goals/intake.ts';
import { lotListGoals } from './goals/lot-list.ts';
import { messageGoals } from './goals/messages.ts';
import { stallGoals } from './goals/stalls.ts';
import { sharedLogGoals } from './goals/shared-log.ts';
import { startGoals } from './goals/start.ts';
import { memoryGoals, pageGoals, scrollGoals } from './goals/screens.ts';
import { recomputeGoals } from './goals/recompute.ts';
import { againGoals, importGoals, readGoals, syncGoals } from './goals/sync.ts';
import { isMet, printOutcomes, writeOutcomes, type Outcome } from './measure/goal.ts';

/**
 * `node bench/run.ts [--only P1,P3] [--rows 1000000] [--quick]`: the goals of speed.md on the product, each beside a
 * reference that runs in turn with it. `--quick` keeps to 100,000 rows and one round: to see that everything works.
 * The figures also land in .artifacts/bench/<goal>.json. Exits 1 when a goal is missed.
 */
type Benchmark = {
  readonly goals: readonly string[];
  /** At each size, with as many rounds as that size gets. */
  readonly run: (shop: Workshop, rounds: number) => Promise<Outcome[]>;
  /** Only at the largest size. */
  readonly once?: boolean;
};

const BENCHMARKS: readonly Benchmark[] = [
  { goals: ['P4'], run: readGoals },
  { goals: ['INTAKE'], run: intakeGoals, once: true },
  { goals: ['P3'], run: againGoals },
  { goals: ['P2'], run: importGoals },
  { goals: ['P1', 'P5'], run: syncGoals },
  { goals: ['P6'], run: stallGoals, once: true },
  { goals: ['P14'], run: (shop, rounds) => recomputeGoals(shop, rounds, WORK), once: true },
  { goals: ['CLICK'], run: clickGoals, once: true },
  { goals: ['P7', 'P8', 'P9', 'P10'], run: sharedLogGoals, once: true },
  { goals: ['P11'], run: messageGoals, once: true },
  { goals: ['LIST'], run: lotListGoals },
  { goals: ['EXPORT'], run: exportGoals },
  { goals: ['PAGE'], run: pageGoals, once: true },
  { goals: ['P12'], run: scrollGoals, once: true },
  { goals: ['P15'], run: memoryGoals, once: true },
  { goals: ['P16'], run: startGoals, once: true },
];

const SMALL = 100_000;
const OUT = join(import.meta.dirname, '../.artifacts/bench');
const WORK = join(OUT, 'work');

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const wanted = values.only?.toUpperCase().split(',') ?? null;
const largest = values.quick ? SMALL : Number(values.rows);
const sizes = [...new Set([Math.min(SMALL, largest), largest])];
const roundsAt = (rows: number): number =>
  Number(values.rounds ?? (values.quick ? 1 : rows > SMALL ? 3 : 5));

process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; sizes ${sizes.join(', ')}\n`,
);
const all: Outcome[] = [];
try {
  for (const { goals, run, once = false } of BENCHMARKS) {
    if (wanted !== null && !goals.some((goal) => wanted.includes(goal))) continue;
    const outcomes: Outcome[] = [];
    for (const rows of once ? [largest] : sizes) {
      const shop = openWorkshop(WORK, rows);
      const found = await run(shop, roundsAt(rows));
      printOutcomes(found);
      outcomes.push(...found);
    }
    writeOutcomes(OUT, goals.join('-'), outcomes);
    all.push(...outcomes);
  }
} finally {
  rmSync(WORK, { recursive: true, force: true });
}
process.stdout.write(`\nAll of this run, load ${loadavg()[0]?.toFixed(1)}:\n`);
printOutcomes(all);
process.exitCode = all.every(isMet) ? 0 : 1;
