import { expect, it } from 'vitest';
import { Runner, type Job } from './runner.ts';
import type { WorkerHost } from './worker-host.ts';

/** A worker whose tasks end at once; what it was asked is kept. */
function openHost() {
  const asked: string[] = [];
  const host = {
    run: (task: string) => {
      asked.push(task);
      return { done: Promise.resolve(null), cancel: () => undefined };
    },
  };
  // Only `run` is ever called.
  return { host: host as unknown as WorkerHost, asked };
}

const sync = (source: string): Job => ({ task: 'msrp_sync', source });
const boom = (): never => {
  throw new Error('A screen is broken');
};

it.each(['onRuns', 'onCommit', 'onEnd', 'onFailure'] as const)(
  'goes on with the next job where the listener %s throws, and reports the error',
  async (listener) => {
    const { host, asked } = openHost();
    const errors: unknown[] = [];
    const quiet = () => undefined;
    const listeners = { onRuns: quiet, onCommit: quiet, onEnd: quiet, onFailure: quiet };
    const failing = { ...host, run: () => ({ done: Promise.reject(new Error('no')), cancel: quiet }) };
    const runner = new Runner(listener === 'onFailure' ? (failing as unknown as WorkerHost) : host, {
      ...listeners,
      [listener]: boom,
      onError: (error) => errors.push(error),
      now: () => 0,
    });
    runner.start(sync('a'));
    runner.start(sync('b'));
    await runner.idle();
    runner.start(sync('c'));
    await runner.idle();
    expect(runner.runs).toEqual([]);
    expect(errors).toContainEqual(new Error('A screen is broken'));
    if (listener !== 'onFailure') expect(asked.filter((task) => task === 'sync')).toHaveLength(3);
  },
);
