import { EventEmitter } from 'node:events';
import type { App, BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterCrash, logChildProcesses, reviveWindow } from './crash-policy.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), debug: vi.fn() };
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function window() {
  const loaded: string[] = [];
  const webContents = new EventEmitter();
  const fake = Object.assign(new EventEmitter(), {
    webContents,
    isDestroyed: () => false,
    loadURL: (url: string) => Promise.resolve(void loaded.push(url)),
  });
  reviveWindow(fake as unknown as BrowserWindow, log);
  const end = (reason: string) => webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  return { loaded, end };
}

it('a crashed window loads again at once, then later, then later still, then shows the static page', () => {
  const { loaded, end } = window();
  for (const [reason, waitMs] of [
    ['crashed', 0],
    ['oom', 1_000],
    ['killed', 4_000],
  ] as const) {
    const before = loaded.length;
    end(reason);
    if (waitMs > 0) vi.advanceTimersByTime(waitMs - 1);
    expect(loaded).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(loaded.slice(before)).toEqual(['app://lotwatch/index.html']);
  }
  end('crashed');
  vi.runAllTimers();
  expect(loaded.at(-1)).toBe('app://lotwatch/stopped.html');
  expect(loaded).toHaveLength(4);
});

it('a minute later three new tries are given', () => {
  expect(afterCrash([0, 1, 2], 59_999)).toEqual({ action: 'give-up' });
  expect(afterCrash([0, 1, 2], 60_002)).toEqual({ action: 'reload', waitMs: 0 });
});

it('a window that ended as it should is left alone', () => {
  const { loaded, end } = window();
  end('clean-exit');
  vi.runAllTimers();
  expect(loaded).toEqual([]);
});

it('child processes that ended are logged', () => {
  const app = new EventEmitter();
  logChildProcesses(app as unknown as App, log);
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 11 });
  expect(log.error).toHaveBeenCalledWith(expect.objectContaining({ type: 'GPU' }), 'child process ended');
});
