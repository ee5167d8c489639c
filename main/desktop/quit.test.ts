import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, it, vi } from 'vitest';
import { closeBeforeQuit } from './quit.ts';

function quitting(steps: (() => Promise<void>)[]) {
  const exited = Promise.withResolvers<number>();
  const app = Object.assign(new EventEmitter(), { exit: (code: number) => exited.resolve(code) });
  closeBeforeQuit(app as unknown as App, steps);
  const preventDefault = vi.fn();
  app.emit('will-quit', { preventDefault });
  app.emit('will-quit', { preventDefault });
  return { code: exited.promise, preventDefault };
}

it('a quit runs every step once and in order before the app exits', async () => {
  const ran: string[] = [];
  const step = (name: string) => async () => void ran.push(name);
  const { code, preventDefault } = quitting([step('core'), step('log')]);
  expect(preventDefault).toHaveBeenCalledTimes(2);
  expect(await code).toBe(0);
  expect(ran).toEqual(['core', 'log']);
});

it('a quit goes on after a step that fails, and says so with the exit code', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const ran: string[] = [];
  const failing = () => Promise.reject(new Error('full'));
  expect(await quitting([failing, async () => void ran.push('log')]).code).toBe(1);
  expect(ran).toEqual(['log']);
  expect(write).toHaveBeenCalledWith('lotwatch: Error: full\n');
});
