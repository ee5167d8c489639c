import { expect } from 'vitest';
import type { BusStatus } from '../shared/bus-state.ts';
import type { CallName } from '../shared/channels.ts';
import type { CallInput, CallOutput } from '../shared/contract.ts';
import type { Result } from '../shared/result.ts';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { readConfig } from './config.ts';
import { openCore, type Core, type CoreOptions } from './core.ts';
import type { ScreenSession } from './adapter.ts';
import { silentLog } from './log/log.ts';
import { databasePath } from './store/open.ts';

/** For tests: consoles in folders of their own, as many as asked for, and the command line on them. */
const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

export type TestConsole = {
  readonly dataDir: string;
  /** Opens the core on its folder; again after a close. */
  open(env: Record<string, string>, options?: Partial<CoreOptions>): Promise<Core>;
  close(): Promise<void>;
  /** Rows of a query on its database. */
  rows(sql: string): Record<string, unknown>[];
  /** `lotwatch` in a process of its own, on the same folder. */
  cli(env: Record<string, string>, ...args: string[]): { code: number | null; out: string; err: string };
  /** An inventory file of its own, old enough to be read. */
  file(text: string): string;
};

export function makeConsole(): TestConsole & { end(): Promise<void> } {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-console-'));
  const dataDir = join(dir, 'data');
  let core: Core | null = null;
  const close = async (): Promise<void> => {
    await core?.close();
    core = null;
  };
  return {
    dataDir,
    open: async (env, options = {}) => {
      core = await openCore(readConfig({ dataDir }, env), {
        log: silentLog(),
        adapter: 'serve',
        sample: false,
        ...options,
      });
      return core;
    },
    close,
    rows: (sql) => {
      const db = new DatabaseSync(databasePath(dataDir), { readOnly: true });
      try {
        return db
          .prepare(sql)
          .all()
          .map((row) => ({ ...row }));
      } finally {
        db.close();
      }
    },
    cli: (env, ...args) => {
      const options = { encoding: 'utf8', env: { ...process.env, ...env } } as const;
      const done = spawnSync(
        process.execPath,
        ['--no-warnings', CLI, ...args, '--data-dir', dataDir],
        options,
      );
      return { code: done.status, out: done.stdout, err: done.stderr };
    },
    file: (text) => {
      const path = join(dir, 'lot.csv');
      writeFileSync(path, text);
      const past = new Date(Date.now() - 60_000);
      utimesSync(path, past, past);
      return path;
    },
    end: async () => {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What a screen is answered; the failure is thrown. */
export const callIn = async <Name extends CallName>(
  screen: Pick<ScreenSession, 'call'>,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> => {
  const result = (await screen.call(name, input)) as Result<CallOutput<Name>>;
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
};

/** The same of a screen that is opened for this call alone. */
export const call = async <Name extends CallName>(
  core: Core,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> => {
  const screen = core.openScreen({ adapter: 'browser' }, () => undefined);
  try {
    return await callIn(screen, name, input);
  } finally {
    screen.close();
  }
};
/** Syncs an own file inside the console, as its screen does; settles when all of it is committed and scored. */
export const syncInside = async (core: Core, path: string): Promise<void> => {
  const { sources } = await call(core, 'sources.add', {
    path,
    name: null,
    role: 'own',
    settings: { dealer: 'TEST' },
  }).catch(() => ({ sources: [] }));
  if (sources.length === 0) await call(core, 'sync.start', { source: null });
  await core.idle();
};
export const report = (core: Core) => call(core, 'diagnostics.get', {});
export const until = (core: Core, status: BusStatus) =>
  expect.poll(async () => (await report(core)).state.status).toBe(status);
