import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepWindowState, readWindowState } from './window-state.ts';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), debug: vi.fn() };
let dir: string;
beforeEach(() => {
  vi.useFakeTimers();
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-window-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dir, { recursive: true, force: true });
});

function window(folder = dir) {
  const state = { bounds: { x: 1, y: 2, width: 1200, height: 700 }, maximized: false, fullScreen: false };
  const events = new EventEmitter();
  const fake = Object.assign(events, {
    isDestroyed: () => false,
    getNormalBounds: () => state.bounds,
    isMaximized: () => state.maximized,
    isFullScreen: () => state.fullScreen,
  });
  keepWindowState(fake as unknown as BrowserWindow, folder, log);
  return { state, events };
}

it('the window state is kept as the window is left', () => {
  const { state, events } = window();
  expect(readWindowState(dir)).toBeNull();
  events.emit('close');
  expect(readWindowState(dir)).toEqual({ bounds: state.bounds, display: 'normal' });
});

it.each(['resize', 'move', 'maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen'])(
  'keeps it soon after a %s, once',
  (event) => {
    const { state, events } = window();
    for (let times = 0; times < 60; times += 1) events.emit(event);
    expect(readWindowState(dir)).toBeNull();
    expect(vi.getTimerCount()).toBe(1);
    Object.assign(state, { maximized: true, fullScreen: event === 'enter-full-screen' });
    vi.runAllTimers();
    expect(readWindowState(dir)?.display).toBe(event === 'enter-full-screen' ? 'full-screen' : 'maximized');
  },
);

it.each([
  '',
  '{"bounds": {"x": 1}}',
  '{"bounds": {"x": 1, "y": 1, "width": -5, "height": 5}, "display": "normal"}',
])('a window state of %j counts as a first start', (text) => {
  writeFileSync(join(dir, 'window.json'), text);
  expect(readWindowState(dir)).toBeNull();
});

it('the window goes on where the folder cannot be written', () => {
  const { events } = window(join(dir, 'none'));
  events.emit('close');
  expect(log.warn).toHaveBeenCalledWith(expect.anything(), 'the place of the window was not kept');
});
