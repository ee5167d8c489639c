import { describe, expect, it } from 'vitest';
import { openRedisBus } from './redis.ts';

const open = (url: string) =>
  openRedisBus({
    target: { url, namespace: null },
    maxLength: 1_000,
    now: Date.now,
    onListenerError: () => undefined,
  });

describe('the address of a Redis', () => {
  it('is refused where it is none, and not repeated', () => {
    for (const url of ['http://user:hunter2@host', 'hunter2', 'redis://:hunter2@host/x']) {
      expect(() => open(url)).toThrow(/redis:\/\/|number/);
      expect(() => open(url)).not.toThrow(/hunter2/);
    }
  });
});
