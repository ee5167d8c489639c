import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlaywright, readVitest } from './test-report.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotwatch-report-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(content: unknown): Promise<string> {
  const path = join(folder, 'report.json');
  await writeFile(path, JSON.stringify(content));
  return path;
}

it('counts unit tests, files that did not load, and skips with their reason', async () => {
  const test = (status: string, fullName = 'a') => ({ status, fullName });
  const path = await report({
    testResults: [
      { name: '/x/a.test.ts', status: 'passed', assertionResults: [test('passed'), test('passed')] },
      { name: '/x/b.test.ts', status: 'failed', assertionResults: [test('failed'), test('passed')] },
      { name: '/x/c.test.ts', status: 'failed', assertionResults: [] },
      {
        name: '/x/d.test.ts',
        status: 'passed',
        assertionResults: [
          test('skipped', 'sienna (needs ../shared/data) syncs'),
          test('pending', 'sienna (needs ../shared/data) groups'),
          test('todo'),
        ],
      },
    ],
  });
  expect(await readVitest(path)).toEqual({
    passed: 3,
    failed: 2,
    skipped: new Map([
      ['needs ../shared/data', 2],
      ['in x/d.test.ts', 1],
    ]),
  });
});

it('counts the doors apart and takes what passed only when repeated for a failure', async () => {
  const test = (projectName: string, status: string, description?: string) => ({
    projectName,
    status,
    annotations: description === undefined ? [] : [{ type: 'skip', description }],
  });
  const path = await report({
    suites: [
      {
        specs: [
          { tests: [test('electron', 'skipped', 'no Electron runtime'), test('browser', 'expected')] },
        ],
        suites: [
          {
            specs: [
              { tests: [test('browser', 'flaky'), test('electron', 'skipped', 'no Electron runtime')] },
            ],
          },
        ],
      },
    ],
  });
  const tallies = await readPlaywright(path);
  expect(tallies.get('electron')).toEqual({
    passed: 0,
    failed: 0,
    skipped: new Map([['no Electron runtime', 2]]),
  });
  expect(tallies.get('browser')).toEqual({ passed: 1, failed: 1, skipped: new Map() });
});
