import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WALLS } from './import-walls.ts';
import { lintConfig } from './lint-walls.ts';
import { ROOT } from './root.ts';

const OXLINT = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
type Plant = {
  readonly name: string;
  readonly path: string;
  readonly source: string;
  readonly wall?: string;
};

const isFile = (entry: string) => posix.extname(entry) !== '';
const covers = (entry: string, target: string) => target === entry || target.startsWith(`${entry}/`);
const specifier = (from: string, to: string) => {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
};
let planted = 0;
const placeIn = (from: string, depth: number) =>
  isFile(from) ? from : posix.join(from, 'below/'.repeat(depth), `planted-${(planted += 1)}.ts`);

/** For every row of the table and every other row it may not import: one forbidden import, at two depths. */
const forbidden: Plant[] = WALLS.flatMap((wall) =>
  WALLS.filter(({ from }) => {
    const mine = covers(wall.from, from) || covers(from, wall.from);
    return !mine && ![...wall.may, ...(wall.typesOf ?? [])].some((entry) => covers(entry, from));
  }).flatMap(({ from }) =>
    [0, 2].map((depth) => {
      const path = placeIn(wall.from, depth);
      const target = specifier(path, isFile(from) ? from : `${from}/thing.ts`);
      return {
        name: `${path} -> ${from}`,
        path,
        wall: wall.from,
        source: `import type { Thing } from '${target}';\nexport type Mine = Thing;\n`,
      };
    }),
  ),
);

const allowed: Plant[] = WALLS.flatMap((wall) =>
  [0, 2].map((depth) => {
    const path = placeIn(wall.from, depth);
    const imports = wall.may.map((entry, index) => {
      const target = specifier(path, isFile(entry) ? entry : `${entry}/thing.ts`);
      return `export { thing as t${index} } from '${target}';\n`;
    });
    return { name: `${path} keeps to its row`, path, source: `${imports.join('')}export const own = 1;\n` };
  }),
);

const single: (Plant & { readonly says: string })[] = [
  ['shared/a.ts', `export { v7 } from 'uuid';`, 'no package but zod'],
  ['shared/b.ts', `export { readFile } from 'node:fs';`, 'no package but zod'],
  ['renderer/a.tsx', `export { readFile } from 'node:fs';`, 'runs in a browser'],
  ['renderer/b.ts', `export { shell } from 'electron';`, 'electron belongs'],
  ['main/store/a.ts', `import type { App } from 'electron';\nexport type A = App;`, 'electron belongs'],
  ['main/gateway/a.ts', `export const load = () => import('electron');`, 'electron belongs'],
  ['main/feeds/a.ts', `export { useState } from 'react';`, 'has no screen'],
  ['main/desktop/a.ts', `export { ipcMain } from 'electron';`, 'alone'],
  ['main/desktop/b.ts', `import * as electron from 'electron';\nexport const x = electron;`, 'alone'],
  [
    'main/desktop/c.ts',
    `export const f = (w: Electron.BrowserWindow) => w.webContents.send('x');`,
    'alone',
  ],
  ['main/desktop/d.ts', `export const f = (w: Electron.BrowserWindow) => w.webContents.ipc;`, 'alone'],
  ['main/desktop/e.ts', `export { x } from './deep/../../store/x.ts';`, 'shortest'],
  ['main/index.ts', `export { ipcMain } from 'electron';`, 'alone'],
  [
    'main/preload.ts',
    `import { contract } from '../shared/contract.ts';\nexport const c = contract;`,
    'types of shared',
  ],
  ['main/store/b.ts', `export { renameSync } from 'node:fs';`, 'tries again'],
  ['main/desktop/f.ts', `export { rm } from 'node:fs/promises';`, 'tries again'],
  ['main/sync/a.ts', `export default 1;`, 'default export'],
  ['main/sync/b.ts', `export const a = (x: any) => x;`, 'any'],
  ['main/sync/c.ts', `console.log(1);`, 'console'],
  ['main/sync/d.ts', `export type T = import('../store/x.ts').T;`, 'import()'],
  ['main/sync/e.test.ts', `export { App } from '../../renderer/views/app.tsx';`, 'never imports renderer'],
  ['renderer/c.test.ts', `export { core } from '../main/core.ts';`, 'never imports main'],
].map(([path = '', source = '', says = '']) => ({ name: `${path}: ${source}`, path, source, says }));

type Finding = { readonly filename: string; readonly message: string; readonly help?: string };

/** One run of the linter over planted files; messages by plant, since one path may carry several plants. */
async function lint(plants: readonly Plant[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'lotwatch-walls-'));
  folders.push(folder);
  // One tree takes each path once; what meets an occupied path goes to the next tree.
  const trees: Map<string, number>[] = [];
  await Promise.all(
    plants.map(async ({ path, source }, index) => {
      let tree = trees.findIndex((taken) => !taken.has(path));
      if (tree < 0) tree = trees.push(new Map()) - 1;
      trees[tree]?.set(path, index);
      const root = join(folder, String(tree));
      await mkdir(join(root, dirname(path)), { recursive: true });
      await writeFile(join(root, path), source);
    }),
  );
  for (const tree of trees.keys()) {
    await cp(join(ROOT, '.oxlintrc.json'), join(folder, String(tree), '.oxlintrc.json'));
  }
  const run = promisify(execFile)(process.execPath, [OXLINT, '-f', 'json', folder], { maxBuffer: 1 << 26 });
  const { stdout } = await run.catch((failed: { stdout: string }) => failed);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] };
  const found = plants.map(() => '');
  for (const { filename, message, help = '' } of diagnostics) {
    const [tree = '', ...path] = posix.relative(folder, filename.replaceAll('\\', '/')).split('/');
    const index = trees[Number(tree)]?.get(path.join('/'));
    if (index !== undefined) found[index] += `${message} ${help}\n`;
  }
  return found;
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

describe('the import walls', () => {
  let onForbidden: string[];
  let onAllowed: string[];
  let onSingle: string[];
  beforeAll(async () => {
    const all = await lint([...forbidden, ...allowed, ...single]);
    onForbidden = all.slice(0, forbidden.length);
    onAllowed = all.slice(forbidden.length, forbidden.length + allowed.length);
    onSingle = all.slice(forbidden.length + allowed.length);
  }, 60_000);

  it.each(WALLS.map(({ from }) => from))('hold around %s', (from) => {
    const mine = forbidden.map((plant, index) => ({ ...plant, said: onForbidden[index] ?? '' }));
    const ours = mine.filter(({ wall }) => wall === from);
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter(({ said }) => !said.includes('scripts/import-walls.ts'))).toEqual([]);
  });
  it('let pass what the table allows', () => {
    expect(onAllowed.filter((said) => said !== '')).toEqual([]);
  });
  it.each(single.map(({ name, says }, index) => ({ name, says, index })))(
    'refuses $name',
    ({ says, index }) => {
      expect(onSingle[index]).toContain(says);
    },
  );
});

describe('the table', () => {
  it('is what .oxlintrc.json was made of (npm run format)', async () => {
    const written: unknown = JSON.parse(await readFile(join(ROOT, '.oxlintrc.json'), 'utf8'));
    expect(written).toEqual(await lintConfig());
  });

  it('has one row for each place', () => {
    const places = WALLS.map(({ from }) => from);
    expect(places.filter((from, at) => places.indexOf(from) !== at)).toEqual([]);
  });

  it('has a row for every folder of main', async () => {
    const entries = await readdir(join(ROOT, 'main'), { withFileTypes: true });
    const sources = entries.filter(
      (entry) => entry.isDirectory() || /^(?!.*\.(?:test|fixture)\.).*\.ts$/.test(entry.name),
    );
    const missing = sources.filter(({ name }) => !WALLS.some(({ from }) => from === `main/${name}`));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
