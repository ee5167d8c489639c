import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { run } from './run.ts';
import type { Tally } from './test-report.ts';
import type { UnitReport } from './unit-report.ts';
import { filesToRepeat, mergeReports, readUnitReport, tallyOf } from './unit-report.ts';

export type UnitOutcome = {
  readonly passed: boolean;
  /** Null where there was no run to count. */
  readonly tally: Tally | null;
  /** What a reader of the last lines must know of it. */
  readonly notes: readonly string[];
  /** Files that were run a second time, from the root. */
  readonly repeated: readonly string[];
};

const RUNNER = join(import.meta.dirname, 'unit-run.ts');

/**
 * The unit tests of the checkout at `root`. Node 24.21 ends a worker now and then with a failed check of V8's own
 * ("jit_page"), and with it the test file that ran there: such files, and no others, are run once more.
 */
export async function runUnit(
  root: string,
  reports: string,
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<UnitOutcome> {
  const runOnce = async (report: string, files: readonly string[]): Promise<UnitReport | null> => {
    await rm(report, { force: true });
    await run('node', [RUNNER, root, report, ...files], {}, output);
    return existsSync(report) ? readUnitReport(report) : null;
  };
  await mkdir(reports, { recursive: true });
  const first = await runOnce(join(reports, 'unit.json'), []);
  if (first === null) return { passed: false, tally: null, notes: [], repeated: [] };
  const again = filesToRepeat(first);
  const repeated = again.map((path) => relative(root, path).replaceAll('\\', '/'));
  const second = again.length === 0 ? null : await runOnce(join(reports, 'unit-again.json'), again);
  const report = second === null ? first : mergeReports(first, second);
  const tally = tallyOf(report);
  const missing = report.files.filter(({ state }) => state === 'missing').length;
  const notes = [
    ...report.errors.map((error) => `outside of any test: ${error}`),
    ...(repeated.length === 0
      ? []
      : [
          `repeated ${repeated.length} of ${report.files.length} unit test files, which a crashed Node worker did not run: ${repeated.join(', ')}`,
        ]),
    ...(missing === 0 ? [] : [`${missing} unit test files came to no end`]),
  ];
  return { passed: tally.failed === 0 && report.errors.length === 0, tally, notes, repeated };
}
