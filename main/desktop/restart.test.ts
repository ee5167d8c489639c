import { EventEmitter } from 'node:events';
import type { App, RelaunchOptions } from 'electron';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterFault, restartArgs, restartOnFault } from './restart.ts';

const MINUTE = 60_000;
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), debug: vi.fn() };
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function running({ restarted = 0, ranMs = MINUTE, env = {}, close = async () => {} } = {}) {
  const did: unknown[] = [];
  const exited = Promise.withResolvers<number>();
  const app = Object.assign(new EventEmitter(), {
    relaunch: (options: RelaunchOptions) => void did.push(['relaunch', options]),
    exit: (code: number) => {
      did.push(['exit', code]);
      exited.resolve(code);
    },
  });
  const said: string[] = [];
  const process = Object.assign(new EventEmitter(), {
    argv: ['/opt/lotwatch', '--data-dir', '/lots/a', `--restarted=${restarted}`],
    env,
    stderr: { write: (text: string) => void said.push(text) },
  });
  restartOnFault({
    app: app as unknown as App,
    process: process as unknown as NodeJS.Process,
    log: () => log,
    close: () => {
      did.push('close');
      return close();
    },
    restarted,
    ranMs: () => ranMs,
  });
  return { app, process, did, said, exited: exited.promise };
}

it.each([
  ['uncaughtException', 'uncaught exception'],
  ['unhandledRejection', 'unhandled rejection'],
])('after an %s: logs it, closes what is open, starts again and ends', async (event, words) => {
  const { process, did, said, exited } = running();
  const error = new Error('odd');
  process.emit(event, error);
  await exited;
  const args = ['--data-dir', '/lots/a', '--restarted=1'];
  expect(did).toEqual(['close', ['relaunch', { args }], ['exit', 1]]);
  expect(log.error).toHaveBeenCalledWith(expect.objectContaining({ err: error, action: 'restart' }), words);
  expect(said.join('')).toBe(`lotwatch: ${words}: odd; starting again, 1 of 3\n`);
});

it('the app starts again three times in a row, then says so and ends', async () => {
  for (const restarted of [0, 1, 2]) expect(afterFault(restarted, MINUTE).action).toBe('restart');
  const { process, did, said, exited } = running({ restarted: 3 });
  process.emit('uncaughtException', new Error('odd'));
  expect(await exited).toBe(1);
  expect(did).toEqual(['close', ['exit', 1]]);
  expect(said.join('')).toMatch(/stopped 4 times in a row and is not started again/);
});

it('the count starts again at zero after ten minutes without a fault', () => {
  expect(afterFault(3, 10 * MINUTE - 1)).toEqual({ action: 'give-up' });
  expect(afterFault(3, 10 * MINUTE)).toEqual({ action: 'restart', restarts: 1 });
});

it('the restart count stands once on the command line', () => {
  expect(restartArgs(['electron', '.', '--restarted=2', '--unattended'], 3)).toEqual([
    '.',
    '--unattended',
    '--restarted=3',
  ]);
});

it('a restart starts an AppImage by its own file', async () => {
  const { process, did, exited } = running({ env: { APPIMAGE: '/home/a/Lotwatch.AppImage' } });
  process.emit('uncaughtException', new Error('odd'));
  await exited;
  expect(did[1]).toEqual(['relaunch', expect.objectContaining({ execPath: '/home/a/Lotwatch.AppImage' })]);
});

it('the app starts again once, whatever goes wrong meanwhile, and does not wait for what hangs', async () => {
  const { process, did, exited } = running({ close: () => new Promise(() => {}) });
  process.emit('uncaughtException', new Error('odd'));
  process.emit('unhandledRejection', 'another');
  await vi.advanceTimersByTimeAsync(5_000);
  await exited;
  expect(did).toEqual(['close', ['relaunch', expect.anything()], ['exit', 1]]);
});

it('the app starts again also where closing fails', async () => {
  const { process, did, exited } = running({ close: () => Promise.reject(new Error('full')) });
  process.emit('uncaughtException', new Error('odd'));
  await exited;
  expect(did.at(-1)).toEqual(['exit', 1]);
});

it('an app that a person is just quitting is not started again', async () => {
  const { app, process, did } = running();
  app.emit('before-quit');
  process.emit('uncaughtException', new Error('late'));
  await vi.runAllTimersAsync();
  expect(did).toEqual([]);
  expect(log.error).toHaveBeenCalled();
});
