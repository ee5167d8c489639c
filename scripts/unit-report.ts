import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Tally } from './test-report.ts';

/** What a run of the unit tests left: `unit-run.ts` writes it, `unit.ts` judges it. */
const fileSchema = z.object({
  path: z.string(),
  /** `missing`: not all of its tests came to an end, and none of them failed before. */
  state: z.enum(['passed', 'failed', 'skipped', 'missing']),
  tests: z.array(z.object({ name: z.string(), state: z.enum(['passed', 'failed', 'skipped', 'pending']) })),
});
const unitReportSchema = z.object({
  files: z.array(fileSchema),
  /** What happened outside of tests: a floating rejection, an error in a timer, a worker that went away. */
  errors: z.array(z.string()),
});
export type UnitReport = z.infer<typeof unitReportSchema>;

export const readUnitReport = async (path: string): Promise<UnitReport> =>
  unitReportSchema.parse(JSON.parse(await readFile(path, 'utf8')));

/** How a failed check of the runtime's own ends a process; an exit that code asked for, or a kill, is none. */
const CRASH = /^Worker exited unexpectedly with (?:exit code (\d+|null) )?(?:signal (SIG[A-Z]+) )?during/;
const CRASH_SIGNALS = new Set(['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGBUS']);
/** Windows has no signals: abort() of the C library, and the codes of exceptions. */
const ABORT_CODE = 134;
const FIRST_EXCEPTION = 0x8000_0000;

export function isCrash(error: string): boolean {
  const [, code, signal] = CRASH.exec(error) ?? [];
  if (signal !== undefined) return CRASH_SIGNALS.has(signal);
  return code !== undefined && (Number(code) === ABORT_CODE || Number(code) >= FIRST_EXCEPTION);
}

/**
 * The files to run again: those without a result, where crashes of the runtime are all that went wrong outside of
 * tests. Anything else, such as a floating rejection, stays what it is.
 */
export function filesToRepeat({ files, errors }: UnitReport): readonly string[] {
  if (errors.length === 0 || !errors.every(isCrash)) return [];
  return files.filter(({ state }) => state === 'missing').map(({ path }) => path);
}

/** The first run with the results of the second in place of what it did not have. */
export function mergeReports(first: UnitReport, second: UnitReport): UnitReport {
  const again = new Map(second.files.map((file) => [file.path, file]));
  return {
    files: first.files.map((file) => (file.state === 'missing' ? (again.get(file.path) ?? file) : file)),
    errors: second.errors,
  };
}

/** A file that did not load, whose hooks failed or that has no result, and every error outside of tests, is a failure. */
export function tallyOf({ files, errors }: UnitReport): Tally {
  const skipped = new Map<string, number>();
  let passed = 0;
  let failed = errors.filter((error) => !isCrash(error)).length;
  for (const { path, state, tests } of files) {
    const failures = tests.filter((test) => test.state === 'failed').length;
    passed += tests.filter((test) => test.state === 'passed').length;
    failed += state === 'missing' || (state === 'failed' && failures === 0) ? 1 : failures;
    for (const { name } of tests.filter((test) => test.state === 'skipped')) {
      const reason = reasonIn(name) ?? `in ${path.split(/[\\/]/).slice(-2).join('/')}`;
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    }
  }
  return { passed, failed, skipped };
}

/** A suite or test that may be skipped ends its name in "(needs …)". */
function reasonIn(name: string): string | null {
  return /\((needs [^)]+)\)/.exec(name)?.[1] ?? null;
}
