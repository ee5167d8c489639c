import { builtinModules } from 'node:module';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import type { Wall } from './import-walls.ts';
import { WALLS } from './import-walls.ts';
import { ROOT } from './root.ts';

/** Turns the table of import walls into the linter's configuration; `npm run format` writes it. */

type Pattern = {
  readonly group?: readonly string[];
  readonly regex?: string;
  readonly allowTypeImports?: boolean;
  readonly message: string;
};
type Restrictions = {
  readonly paths?: readonly { name: string; importNames: readonly string[]; message: string }[];
  readonly patterns: readonly Pattern[];
};
type Override = {
  readonly files: readonly string[];
  readonly excludeFiles?: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
};

/** Folders below a walled one, counted from it. Deeper nesting has no place in this tree. */
const MAX_DEPTH = 3;
const IPC_NAMES = ['ipcMain', 'ipcRenderer'];
/** Every way to reach IPC from an electron object that is not the two names above. */
const IPC_PROPERTIES = ['ipcMain', 'ipcRenderer', 'ipc', 'send', 'sendSync', 'sendToFrame', 'postMessage'];
const FILE_FOLDER = 'main/files';
const FILE_CHANGES = ['rename', 'rm', 'unlink', 'rmdir', 'copyFile', 'cp'];
const REACT = ['react', 'react-dom', '@mantine', '@tanstack', 'zustand', 'uplot'];
const NODE_PACKAGES = [
  'fastify',
  '@fastify',
  'pino',
  'pino-roll',
  'papaparse',
  'commander',
  'redis',
  'uuid',
];

/** The whole `.oxlintrc.json`, from its hand-written part `oxlint.base.json` and the table. */
export async function lintConfig(): Promise<unknown> {
  const base: unknown = JSON.parse(await readFile(join(ROOT, 'oxlint.base.json'), 'utf8'));
  if (!isConfig(base)) throw new Error('oxlint.base.json needs an object with "overrides": []');
  const folders = WALLS.filter((wall) => !wall.from.endsWith('.ts'));
  const files = WALLS.filter((wall) => wall.from.endsWith('.ts'));
  // The last matching override wins: folders from the general to the special, then single files, then tests.
  folders.sort((a, b) => a.from.split('/').length - b.from.split('/').length);
  const walls = [...folders.flatMap(folderOverrides), ...files.map(fileOverride), ...testOverrides()];
  return { ...base, overrides: [...base.overrides, ...walls, ...ipcOverrides()] };
}

function folderOverrides(wall: Wall): Override[] {
  return Array.from({ length: MAX_DEPTH + 1 }, (_, depth) => ({
    files: [`${wall.from}/${'*/'.repeat(depth)}*.{ts,tsx}`],
    rules: restricted(wall, posix.join(wall.from, '_/'.repeat(depth)), '../'.repeat(depth + 1)),
  }));
}

function fileOverride(wall: Wall): Override {
  const folder = posix.dirname(wall.from);
  // A single file's neighbours are walled too, unless it lives in a folder that has a row of its own.
  const insideRow = WALLS.some((other) => other.from === folder);
  return { files: [wall.from], rules: restricted(wall, folder, insideRow ? '../' : './') };
}

function restricted(wall: Wall, folder: string, outside: string): Override['rules'] {
  const relative = (entry: string) => {
    const path = posix.relative(folder, entry);
    return path.startsWith('.') ? path : `./${path}`;
  };
  const allow = (entries: readonly string[]) =>
    entries.map((entry) => `!${relative(entry)}${posix.extname(entry) === '' ? '/**' : ''}`);
  const message = `${wall.from} may import ${wall.may.join(', ') || 'nothing outside itself'} (scripts/import-walls.ts)`;
  const everything = outside === './' ? ['./**', '../**'] : [`${outside}**`];
  const patterns: Pattern[] = [
    { group: [...everything, ...allow(wall.may), ...allow(wall.typesOf ?? [])], message },
    // Otherwise `./a/../../b` would be read as a path inside the folder.
    { regex: '[^./]/\\.\\./|^\\./\\.\\./', message: 'write the shortest relative path' },
    ...packagePatterns(wall),
  ];
  // First in the list: a negation in a group ends the search through the patterns behind it.
  for (const entry of wall.typesOf ?? []) {
    const [value] = wall.may.filter((path) => path.startsWith(`${entry}/`));
    const regex = `^${escape(relative(entry))}/${anyBut(value?.slice(entry.length + 1) ?? '')}`;
    patterns.unshift({ regex, allowTypeImports: true, message: `${message}; types of ${entry}` });
  }
  const restrictions: Restrictions = { paths: [...electronPaths(wall), ...filePaths(wall)], patterns };
  return { 'no-restricted-imports': ['error', restrictions] };
}

function electronPaths(wall: Wall): NonNullable<Restrictions['paths']> {
  const importNames = IPC_NAMES.filter((name) => name !== wall.electron);
  return [
    {
      name: 'electron',
      importNames,
      message: 'IPC lives in main/desktop/ipc.ts and main/preload.ts alone',
    },
  ];
}

/** On Windows another program's look at a file makes these fail for a moment: one folder knows how to outlast it. */
function filePaths({ from, packages }: Wall): NonNullable<Restrictions['paths']> {
  if (packages !== 'node' || from === FILE_FOLDER) return [];
  const message = `files are renamed, removed and copied by ${FILE_FOLDER}, which tries again`;
  return [
    { name: 'node:fs', importNames: FILE_CHANGES.map((name) => `${name}Sync`), message },
    { name: 'node:fs/promises', importNames: FILE_CHANGES, message },
  ];
}

function packagePatterns(wall: Wall): Pattern[] {
  const refuse = (names: readonly string[], why: string): Pattern => ({
    regex: `^(?:${names.join('|')})(?:/|$)`,
    message: `${wall.from}: ${why}`,
  });
  const electron =
    wall.electron === undefined ? [refuse(['electron'], 'electron belongs to main/desktop')] : [];
  switch (wall.packages) {
    case 'zod':
      // No look-ahead in this engine: "any bare name but zod", letter by letter.
      return [
        { regex: '^(?:[^.z]|z[^o]|zo[^d]|zod[^/])', message: `${wall.from} imports no package but zod` },
      ];
    case 'browser':
      return [
        ...electron,
        { regex: '^node:', message: `${wall.from} runs in a browser` },
        refuse(
          [...builtinModules.filter((name) => !name.startsWith('_')), ...NODE_PACKAGES],
          'runs in a browser',
        ),
      ];
    case 'node':
      return [...electron, refuse(REACT, 'has no screen')];
  }
}

/** The linter's regular expressions know no look-ahead: what does not start with `word`, letter by letter. */
function anyBut(word: string): string {
  const heads = Array.from(word, (letter, at) => `${escape(word.slice(0, at))}[^${escape(letter)}]`);
  return `(?:${heads.join('|')})`;
}

function escape(text: string): string {
  return text.replaceAll(/[.^$*+?()[\]{}|\\/-]/g, String.raw`\$&`);
}

/** Tests may cross walls inside main or inside the renderer, never between the two. */
function testOverrides(): Override[] {
  const tests = (folder: string, others: readonly string[]): Override => ({
    files: [`${folder}/**/*.test.{ts,tsx}`, `${folder}/**/*.fixture.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: others.map((other) => ({
            group: [`**/${other}/**`],
            message: `${folder} never imports ${other}`,
          })),
        },
      ],
    },
  });
  return [tests('shared', ['main', 'renderer']), tests('main', ['renderer']), tests('renderer', ['main'])];
}

/** Only files that may import electron can hold a webContents; among them only ipc.ts may send with it. */
function ipcOverrides(): Override[] {
  const files = WALLS.filter((wall) => wall.electron === 'no-ipc').map((wall) =>
    wall.from.endsWith('.ts') ? wall.from : `${wall.from}/**`,
  );
  const excludeFiles = ['main/desktop/ipc.ts', 'main/desktop/ipc/**', '**/*.test.ts'];
  const message = 'messages to and from windows pass through main/desktop/ipc.ts alone';
  const properties = IPC_PROPERTIES.map((property) => ({ property, message }));
  return [{ files, excludeFiles, rules: { 'no-restricted-properties': ['error', ...properties] } }];
}

function isConfig(value: unknown): value is { overrides: Override[] } {
  return (
    typeof value === 'object' && value !== null && 'overrides' in value && Array.isArray(value.overrides)
  );
}

if (basename(process.argv[1] ?? '') === 'lint-walls.ts') {
  const path = join(ROOT, '.oxlintrc.json');
  const text = `${JSON.stringify(await lintConfig(), null, 2)}\n`;
  if (!existsSync(path) || (await readFile(path, 'utf8')) !== text) await writeFile(path, text);
}
