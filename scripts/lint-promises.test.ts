import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from './root.ts';

/** A floating promise is a fault that no test sees: the linter refuses it, with the types that `npm run check` gives it. */
const PLANTED = `
const work = async (): Promise<void> => { throw new Error('lost'); };
export function floats(): void {
  work();
}
const misused = (all: readonly number[]): void => all.forEach(async () => { await work(); });
export const meant = (): void => void work();
export const awaited = (): Promise<void> => work();
`;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotwatch-promises-'));
  await cp(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  await writeFile(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "types": [] } }');
  await mkdir(join(folder, 'shared'));
});
afterAll(() => rm(folder, { recursive: true }));

it('refuses promises that nobody waits for', async () => {
  await writeFile(join(folder, 'shared', 'planted.ts'), PLANTED);
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [, flags = ''] = /oxlint( --type-aware)?/.exec(scripts['check'] ?? '') ?? [];
  const oxlint = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const args = [oxlint, ...flags.split(' ').filter(Boolean), '-f', 'unix', folder];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT }).catch(
    (failed: { stdout: string }) => failed,
  );
  const found = stdout.split('\n').flatMap((line) => /:(\d+):\d+:.*typescript\((.*)\)\]$/.exec(line) ?? []);
  expect(found.filter((_, at) => at % 3 !== 0)).toEqual([
    '4',
    'no-floating-promises',
    '6',
    'no-misused-promises',
  ]);
});
