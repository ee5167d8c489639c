import { describe, expect, it } from 'vitest';
import { DEFAULT_GUARD, guardSettingsSchema } from '../../../shared/guard.ts';
import { GUARD_FIGURES, guardFaults, type GuardKey } from './guard-draft.ts';

describe('a draft of the guard', () => {
  it('is faultless by default', () => expect(guardFaults(DEFAULT_GUARD)).toEqual([]));

  it('names what is missing, out of bounds or the wrong way round', () => {
    const faults = guardFaults({ ...DEFAULT_GUARD, minAmount: 2_000_000, jumpPercent: Number.NaN });
    expect(faults.join('\n')).toMatch(/Lowest plausible amount: must be from 0 to 1,000,000/);
    expect(faults.join('\n')).toMatch(/Confirm moves over .*: a number is missing/);
    expect(faults.join('\n')).toMatch(/must be below the highest/);
  });

  it('has the bounds of the core', () => {
    for (const key of Object.keys(GUARD_FIGURES).filter((one): one is GuardKey => one in DEFAULT_GUARD)) {
      const { min, max } = GUARD_FIGURES[key];
      const base = { ...DEFAULT_GUARD, minAmount: 0, maxAmount: 100_000_000 };
      for (const [value, good] of [
        [min, true],
        [max, true],
        [min - 1, false],
        [max + 1, false],
      ] as const) {
        const draft = { ...base, [key]: value };
        if (draft.minAmount >= draft.maxAmount) continue;
        expect([key, value, guardSettingsSchema.safeParse(draft).success]).toEqual([key, value, good]);
        expect([key, value, guardFaults(draft).length === 0]).toEqual([key, value, good]);
      }
    }
  });
});
