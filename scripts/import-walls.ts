/**
 * Who may import whom. Everything that is not in a folder's list is refused by the linter, also for `import type`;
 * a folder without a row here fails `lint-walls.test.ts`. Tests and their `*.fixture.ts` may reach further: they build what they need.
 */
export type Wall = {
  /** A folder (its files and all below) or one file. The most specific row wins. */
  readonly from: string;
  /** Folders and files outside `from` that it may import. */
  readonly may: readonly string[];
  /** What of `electron` it may touch; absent = nothing. */
  readonly electron?: 'no-ipc' | 'ipcMain' | 'ipcRenderer';
  /** `zod` = no other package; `browser` = nothing of Node; `node` = nothing of React. */
  readonly packages: 'zod' | 'browser' | 'node';
  /** Modules of which only types may be imported. */
  readonly typesOf?: readonly string[];
};

const CORE_FILES = ['main/adapter.ts', 'main/core.ts', 'main/config.ts'];
const BELOW_CALLS = [
  'shared',
  'main/files',
  'main/net',
  'main/log',
  'main/sources',
  'main/sync',
  'main/scoring',
  'main/alerts',
  'main/store',
  'main/bus',
  'main/sharing',
  'main/jobs',
  'main/feeds',
  'main/notify',
];
const BELOW_CORE = [...BELOW_CALLS, 'main/calls', 'main/version.ts'];
/** What every part of the screens may use: words, formats and keys. */
const SCREEN_BASE = [
  'shared',
  'renderer/download.ts',
  'renderer/format',
  'renderer/keys',
  'renderer/text',
  'renderer/text.ts',
];
const node = { packages: 'node' } as const;

export const WALLS: readonly Wall[] = [
  { from: 'shared', may: [], packages: 'zod' },

  { from: 'main/files', may: ['shared'], ...node },
  { from: 'main/log', may: ['shared', 'main/files'], ...node },
  { from: 'main/net', may: ['shared', 'main/files'], ...node },
  { from: 'main/sources', may: ['shared', 'main/files', 'main/net'], ...node },
  { from: 'main/sync', may: ['shared', 'main/sources/snapshot.ts'], ...node },
  { from: 'main/scoring', may: ['shared', 'main/files'], ...node },
  { from: 'main/store', may: ['shared', 'main/files', 'main/log', 'main/alerts/types.ts'], ...node },
  { from: 'main/alerts', may: ['shared'], ...node },
  {
    from: 'main/notify',
    may: ['shared', 'main/log', 'main/net', 'main/sources/http', 'main/store', 'main/jobs', 'main/feeds'],
    ...node,
  },
  { from: 'main/bus', may: ['shared', 'main/log', 'main/net'], ...node },
  { from: 'main/sharing', may: ['shared', 'main/log', 'main/sync', 'main/store', 'main/bus'], ...node },
  {
    from: 'main/jobs',
    may: [
      'shared',
      'main/files',
      'main/net',
      'main/log',
      'main/sources',
      'main/sync',
      'main/scoring',
      'main/alerts',
      'main/store',
      'main/bus',
      'main/sharing',
    ],
    ...node,
  },
  { from: 'main/feeds', may: ['shared', 'main/log', 'main/store', 'main/bus'], ...node },
  { from: 'main/calls', may: [...BELOW_CALLS, 'main/adapter.ts'], ...node },
  {
    from: 'main/desktop',
    may: ['shared', 'main/files', 'main/log', 'main/feeds', ...CORE_FILES],
    electron: 'no-ipc',
    ...node,
  },
  {
    from: 'main/desktop/ipc.ts',
    may: ['shared', 'main/log', 'main/adapter.ts'],
    electron: 'ipcMain',
    ...node,
  },
  { from: 'main/gateway', may: ['shared', 'main/files', 'main/log', 'main/feeds', ...CORE_FILES], ...node },
  {
    from: 'main/cli',
    may: [...BELOW_CORE, 'main/gateway', ...CORE_FILES],
    ...node,
  },
  {
    from: 'main/core.ts',
    may: [...BELOW_CORE, 'main/adapter.ts', 'main/config.ts'],
    ...node,
  },
  { from: 'main/version.ts', may: ['package.json'], ...node },
  { from: 'main/config.ts', may: ['shared', 'main/files', 'main/net'], ...node },
  { from: 'main/adapter.ts', may: ['shared'], ...node },
  {
    from: 'main/cli.ts',
    may: ['shared', 'main/cli', 'main/config.ts', 'main/files', 'main/log', 'main/version.ts'],
    ...node,
  },
  {
    from: 'main/index.ts',
    may: [
      'shared',
      'main/files',
      'main/log',
      'main/desktop',
      'main/gateway',
      'main/core.ts',
      'main/config.ts',
    ],
    electron: 'no-ipc',
    ...node,
  },
  {
    from: 'main/preload.ts',
    may: ['shared/channels.ts'],
    typesOf: ['shared'],
    electron: 'ipcRenderer',
    ...node,
  },

  { from: 'renderer', may: ['shared'], packages: 'browser' },
  {
    from: 'renderer/stores',
    may: [...SCREEN_BASE, 'renderer/api.ts', 'renderer/connection.ts'],
    packages: 'browser',
  },
  {
    from: 'renderer/components',
    may: [...SCREEN_BASE, 'renderer/stores-context.tsx'],
    packages: 'browser',
  },
  {
    from: 'renderer/views',
    may: [...SCREEN_BASE, 'renderer/stores', 'renderer/stores-context.tsx', 'renderer/components'],
    packages: 'browser',
  },
];
