import { describe, expect, it } from 'vitest';
import { FIRST_WAIT_MS, isMomentary, retrying, retryingLater, TRIES } from './retrying.ts';

const fault = (code: string): Error => Object.assign(new Error(code), { code });

/** Fails so often with this code, then works. */
function flaky(code: string, failures: number) {
  let calls = 0;
  const work = (): string => {
    calls += 1;
    if (calls <= failures) throw fault(code);
    return 'done';
  };
  return { work, calls: () => calls };
}

describe('something in the way of a file', () => {
  it('is waited out, a little longer each time', async () => {
    const waits: number[] = [];
    const held = flaky('EBUSY', 3);
    expect(retrying(held.work, (ms) => waits.push(ms))).toBe('done');
    expect(waits).toEqual([FIRST_WAIT_MS, FIRST_WAIT_MS * 2, FIRST_WAIT_MS * 4]);
    const later: number[] = [];
    const again = flaky('EBUSY', 3);
    expect(await retryingLater(again.work, async (ms) => later.push(ms))).toBe('done');
    expect(later).toEqual(waits);
  });

  it('is reported when it does not go away', async () => {
    const held = flaky('EBUSY', Infinity);
    expect(() => retrying(held.work, () => undefined)).toThrow('EBUSY');
    expect(held.calls()).toBe(TRIES);
    const again = flaky('EMFILE', Infinity);
    await expect(retryingLater(again.work, async () => undefined)).rejects.toThrow('EMFILE');
    expect(again.calls()).toBe(TRIES);
  });

  it('is reported at once where waiting is vain', () => {
    const full = flaky('ENOSPC', 1);
    expect(() => retrying(full.work, () => undefined)).toThrow('ENOSPC');
    expect(full.calls()).toBe(1);
  });

  it('is recognised by its code: what Windows says of a held file means a missing right elsewhere', () => {
    expect(['EBUSY', 'EACCES', 'EPERM', 'ENOENT'].map((code) => isMomentary(fault(code), 'win32'))).toEqual(
      [true, true, true, false],
    );
    expect(['EBUSY', 'EACCES', 'EPERM'].map((code) => isMomentary(fault(code), 'linux'))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
