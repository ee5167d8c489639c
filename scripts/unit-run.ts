import { writeFile } from 'node:fs/promises';
import type { TestModule } from 'vitest/node';
import { createVitest } from 'vitest/node';
import type { UnitReport } from './unit-report.ts';

/**
 * One run of vitest: `node unit-run.ts <root> <report> [files]`, all files where none is named. Vitest's own reports
 * say neither which files a crashed worker left without a result nor what floated, so this writes one of our own.
 */
const [root = '', report = '', ...only] = process.argv.slice(2);
const vitest = await createVitest('test', { root, watch: false, reporters: ['dot'] });
await vitest.standalone();
const all = await vitest.globTestSpecifications();
const wanted = only.length === 0 ? all : all.filter(({ moduleId }) => only.includes(moduleId));
const { testModules, unhandledErrors } = await vitest.runTestSpecifications(wanted, only.length === 0);

const modules = new Map(testModules.map((one) => [one.moduleId, one]));
const result: UnitReport = {
  files: wanted.map(({ moduleId }) => fileOf(moduleId, modules.get(moduleId))),
  errors: unhandledErrors.map(said),
};
await writeFile(report, JSON.stringify(result));
await vitest.close();

function fileOf(path: string, module: TestModule | undefined): UnitReport['files'][number] {
  const tests = [...(module?.children.allTests() ?? [])].map((test) => ({
    name: test.fullName,
    state: test.result().state,
  }));
  const state = module?.state() ?? 'pending';
  if (state === 'failed' || tests.some((test) => test.state === 'failed')) {
    return { path, state: 'failed', tests };
  }
  const isWhole = tests.every((test) => test.state !== 'pending');
  return {
    path,
    state: state === 'pending' || state === 'queued' || !isWhole ? 'missing' : state,
    tests,
  };
}

/** What a worker died of is in the cause. */
function said(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  return 'cause' in error && error.cause !== undefined ? said(error.cause) : String(error.message);
}
