import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lastLine, readPlaywright } from './test-report.ts';

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

it('counts the adapters apart and takes what passed only when repeated for a failure', async () => {
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

it('sums up in the last line, which says when something was repeated', () => {
  const tallies = [
    { passed: 7, failed: 0, skipped: new Map([['needs curl', 2]]) },
    { passed: 3, failed: 1, skipped: new Map() },
  ];
  expect(lastLine(tallies, false)).toEqual({ line: '10 passed, 1 failed, 2 skipped', failed: 1 });
  expect(lastLine(tallies, true).line).toBe('repeated: 10 passed, 1 failed, 2 skipped');
});
