import { EventEmitter } from 'node:events';
import type { App, PowerMonitor } from 'electron';
import { expect, it, vi } from 'vitest';
import { followPower } from './power.ts';

function following(suspended: () => Promise<void> = async () => {}) {
  const power = new EventEmitter();
  const app = Object.assign(new EventEmitter(), { quit: vi.fn() });
  const steps = { suspended: vi.fn(suspended), resumed: vi.fn(), onError: vi.fn() };
  followPower(power as unknown as PowerMonitor, app as unknown as App, steps);
  return { power, app, ...steps };
}

it('the power watch reports every suspend and every resume', () => {
  const { power, suspended, resumed } = following();
  power.emit('suspend');
  expect([suspended.mock.calls.length, resumed.mock.calls.length]).toEqual([1, 0]);
  power.emit('resume');
  power.emit('resume');
  expect([suspended.mock.calls.length, resumed.mock.calls.length]).toEqual([1, 2]);
});

it('the power watch reports the end of a Windows session, where no quit event comes', () => {
  const { app, suspended } = following();
  const window = new EventEmitter();
  app.emit('browser-window-created', {}, window);
  window.emit('query-session-end');
  expect(suspended).toHaveBeenCalledOnce();
});

it('the app quits when the system shuts down', () => {
  const { power, app } = following();
  power.emit('shutdown');
  expect(app.quit).toHaveBeenCalledOnce();
});

it('the power watch passes on what failed', async () => {
  const error = new Error('the worker is gone');
  const { power, onError } = following(() => Promise.reject(error));
  power.emit('suspend');
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(error));
});
