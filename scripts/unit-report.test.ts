import { describe, expect, it } from 'vitest';
import type { UnitReport } from './unit-report.ts';
import { filesToRepeat, isCrash, mergeReports, tallyOf } from './unit-report.ts';

type File = UnitReport['files'][number];
const test = (state: File['tests'][number]['state'], name = 'a') => ({ name, state });
const file = (path: string, state: File['state'], ...tests: File['tests']): File => ({
  path,
  state,
  tests,
});
const CRASH =
  'Worker exited unexpectedly with signal SIGTRAP during started state while running test file /a';

describe('the count', () => {
  it('has every test, what did not load or ended badly, and skips with their reason', () => {
    const files = [
      file('/x/a.test.ts', 'passed', test('passed'), test('passed')),
      file('/x/b.test.ts', 'failed', test('failed'), test('passed')),
      file('/x/does-not-load.test.ts', 'failed'),
      file('/x/after-all-throws.test.ts', 'failed', test('passed')),
      file('/x/no-result.test.ts', 'missing', test('pending')),
      file(
        '/x/d.test.ts',
        'passed',
        test('skipped', 'sienna (needs ../shared/data) syncs'),
        test('skipped'),
      ),
    ];
    expect(tallyOf({ files, errors: ['it floats'] })).toEqual({
      passed: 4,
      failed: 5,
      skipped: new Map([
        ['needs ../shared/data', 1],
        ['in x/d.test.ts', 1],
      ]),
    });
  });
});

describe('a crash of the runtime', () => {
  it.each([
    'Worker exited unexpectedly with signal SIGABRT during started state',
    'Worker exited unexpectedly with exit code null signal SIGILL during started state',
    'Worker exited unexpectedly with exit code 134 during started state',
    'Worker exited unexpectedly with exit code 3221225477 during started state',
  ])('is %s', (error) => expect(isCrash(error)).toBe(true));

  it.each([
    'Worker exited unexpectedly with exit code 0 during started state',
    'Worker exited unexpectedly with exit code 1 during started state',
    'Worker exited unexpectedly with signal SIGKILL during started state',
    'Worker exited unexpectedly during started state',
    'nobody waits: Worker exited unexpectedly with signal SIGABRT during started state',
  ])('is not %s', (error) => expect(isCrash(error)).toBe(false));
});

describe('what is repeated', () => {
  const done = file('/done', 'passed', test('passed'));
  const lost = file('/lost', 'missing', test('pending'));

  it('is what a crash left without a result, and nothing else', () => {
    const failed = file('/failed', 'failed', test('failed'), test('pending'));
    expect(filesToRepeat({ files: [done, lost, failed], errors: [CRASH] })).toEqual(['/lost']);
    expect(filesToRepeat({ files: [done, lost], errors: [] })).toEqual([]);
  });

  it('is nothing where something floated, too', () =>
    expect(filesToRepeat({ files: [done, lost], errors: [CRASH, 'it floats'] })).toEqual([]));

  it('takes the place of what was lost, and what floats in it stays a failure', () => {
    const second = { files: [file('/lost', 'passed', test('passed'))], errors: ['it floats'] };
    const merged = mergeReports({ files: [done, lost], errors: [CRASH] }, second);
    expect(tallyOf(merged)).toEqual({ passed: 2, failed: 1, skipped: new Map() });
  });

  it('is a failure where it crashed once more', () => {
    const second = { files: [lost], errors: [CRASH] };
    expect(tallyOf(mergeReports({ files: [done, lost], errors: [CRASH] }, second)).failed).toBe(1);
  });
});
