import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from './root.ts';
import { runUnit } from './unit.ts';

/** Real runs of vitest on planted test files, below the checkout: there they find vitest. */
let folder: string;
beforeEach(async () => {
  await mkdir(join(ROOT, '.artifacts'), { recursive: true });
  folder = await mkdtemp(join(ROOT, '.artifacts', 'planted-'));
  // The strictest setting cannot be switched off by a configuration.
  await plant(
    'vitest.config.ts',
    `export default { test: { pool: 'forks', maxWorkers: 1, dangerouslyIgnoreUnhandledErrors: true } };`,
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const plant = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
const testFile = (body: string): string => `
import { appendFileSync, existsSync } from 'node:fs';
import { it } from 'vitest';
appendFileSync(import.meta.dirname + '/log.txt', import.meta.url.split('/').at(-1) + ' ');
${body}`;
const crashing = (when: string): string =>
  testFile(`
it('comes first', () => {});
it('crashes', async () => {
  const again = existsSync(import.meta.dirname + '/again');
  appendFileSync(import.meta.dirname + '/again', '');
  if (${when}) {
    process.kill(process.pid, 'SIGABRT');
    await new Promise(() => {});
  }
});`);
const started = async (): Promise<readonly string[]> =>
  (await readFile(join(folder, 'log.txt'), 'utf8')).trim().split(' ').toSorted();
const outcome = () => runUnit(folder, join(folder, 'reports'), 'ignore');

it('runs what passes once', async () => {
  await plant('fine.test.ts', testFile(`it('is fine', () => {});`));
  expect(await outcome()).toEqual({
    passed: true,
    tally: { passed: 1, failed: 0, skipped: new Map() },
    notes: [],
    repeated: [],
  });
  expect(await started()).toEqual(['fine.test.ts']);
});

it.runIf(process.platform !== 'win32')(
  'runs a file again whose worker crashed, and no other (needs signals)',
  async () => {
    await plant('fine.test.ts', testFile(`it('is fine', () => {});`));
    await plant('lost.test.ts', crashing('!again'));
    const { passed, tally, notes, repeated } = await outcome();
    expect([passed, repeated]).toEqual([true, ['lost.test.ts']]);
    expect(tally).toEqual({ passed: 3, failed: 0, skipped: new Map() });
    expect(notes).toEqual([
      'repeated 1 of 2 unit test files, which a crashed Node worker did not run: lost.test.ts',
    ]);
    expect(await started()).toEqual(['fine.test.ts', 'lost.test.ts', 'lost.test.ts']);
  },
);

it.runIf(process.platform !== 'win32')(
  'fails where the worker crashes both times (needs signals)',
  async () => {
    await plant('lost.test.ts', crashing('true'));
    const { passed, tally } = await outcome();
    expect([passed, tally?.failed]).toEqual([false, 1]);
    expect(await started()).toEqual(['lost.test.ts', 'lost.test.ts']);
  },
);

it.each([
  ['a floating rejection', `void Promise.reject(new Error('nobody waits'));`, 'nobody waits'],
  ['an error in a timer', `setTimeout(() => { throw new Error('too late'); });`, 'too late'],
])('fails by %s in a test that passes, and repeats nothing', async (_, body, said) => {
  await plant('floating.test.ts', testFile(`it('passes', () => { ${body} });`));
  await plant('fine.test.ts', testFile(`it('is fine', () => {});`));
  const { passed, tally, notes, repeated } = await outcome();
  expect(passed).toBe(false);
  expect(tally).toMatchObject({ passed: 2, failed: 1 });
  expect(notes).toEqual([`outside of any test: ${said}`]);
  expect(repeated).toEqual([]);
  expect(await started()).toEqual(['fine.test.ts', 'floating.test.ts']);
});

it('fails by a worker that left of its own will, and repeats nothing', async () => {
  await plant('left.test.ts', testFile(`it('leaves', () => { process.reallyExit(0); });`));
  const { passed, repeated } = await outcome();
  expect([passed, repeated]).toEqual([false, []]);
  expect(existsSync(join(folder, 'reports', 'unit-again.json'))).toBe(false);
});
