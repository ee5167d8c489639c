import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runEndToEnd } from './e2e.ts';
import { provision } from './provision.ts';
import { ROOT } from './root.ts';
import { run } from './run.ts';
import type { Tally } from './test-report.ts';
import { lastLine, readPlaywright } from './test-report.ts';
import { runUnit } from './unit.ts';

/** `npm test`: everything a change must pass. Goes on after a failure, so that one run reports all. */
const REPORTS = join(ROOT, '.artifacts');
const PLAYWRIGHT = join(REPORTS, 'e2e', 'report.json');

const began = Date.now();
await rm(PLAYWRIGHT, { force: true });
const missing = await provision();
const broken: string[] = [];
const took: string[] = [];
const step = async (name: string, work: () => Promise<boolean>): Promise<boolean> => {
  const from = Date.now();
  const passed = await work();
  took.push(`${name} ${Math.round((Date.now() - from) / 1000)} s`);
  if (!passed) broken.push(name);
  return passed;
};
const succeeds = async (command: string, args: readonly string[]): Promise<boolean> =>
  (await run(command, args)) === 0;

// None of these waits for another, and each leaves a core idle now and then.
const [built] = await Promise.all([
  step('build', () => succeeds('node', ['scripts/build.ts', '--quiet'])),
  step('types', () => succeeds('tsc', ['--noEmit', '-p', 'tsconfig.json'])),
  step('lint', () => succeeds('oxlint', ['--type-aware'])),
  step('format', () => succeeds('oxfmt', ['--check'])),
]);
const tallies = new Map<string, Tally>();
const notes: string[] = [];
let isRepeated = false;
await step('unit', async () => {
  const unit = await runUnit(ROOT, REPORTS);
  if (unit.tally !== null) tallies.set('unit and integration', unit.tally);
  notes.push(...unit.notes);
  isRepeated = unit.repeated.length > 0;
  return unit.passed;
});
// Both adapters; what no adapter has a part in, once (`e2e/fixtures.ts`).
if (built) await step('e2e', async () => (await runEndToEnd([], { LOTWATCH_E2E_SHORT: '1' })) === 0);
if (existsSync(PLAYWRIGHT)) {
  for (const [project, tally] of await readPlaywright(PLAYWRIGHT)) tallies.set(`e2e ${project}`, tally);
}

for (const [name, { passed, failed, skipped }] of tallies) {
  const left = [...skipped.values()].reduce((sum, one) => sum + one, 0);
  console.log(`${name}: ${passed} passed, ${failed} failed, ${left} skipped`);
  for (const [reason, times] of skipped) notes.unshift(`skipped ${times} of ${name}: ${reason}`);
}
for (const line of missing) console.log(line);
console.log(`took ${((Date.now() - began) / 60_000).toFixed(1)} min: ${took.join(', ')}`);
if (broken.length > 0) console.log(`not passed: ${broken.join(', ')}`);
for (const line of notes) console.log(line);
const { line, failed } = lastLine([...tallies.values()], isRepeated);
console.log(line);
process.exitCode = broken.length > 0 || failed > 0 ? 1 : 0;
