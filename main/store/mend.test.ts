import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEFAULT_PREFERENCES, preferencesSchema } from '../../shared/preferences.ts';
import { DEFAULT_SCORE_SETTINGS, scoreSettingsSchema } from '../scoring/model.ts';
import { mend } from './mend.ts';

describe('what is stored and does not fit', () => {
  const stored = {
    ...DEFAULT_PREFERENCES,
    colorScheme: 'dark',
    groupAtLeast: 7,
    guard: { ...DEFAULT_PREFERENCES.guard, jumpPercent: 80, atLeast: 25 },
  };
  const mended = (change: object) => mend(preferencesSchema, { ...stored, ...change }, DEFAULT_PREFERENCES);

  it('stays as it is where it fits', () => expect(mended({})).toEqual({ value: stored, faults: [] }));

  it('costs the field alone: the others stay, and the value used instead is reported', () => {
    const { value, faults } = mended({ guard: { ...stored.guard, jumpPercent: 99_999 } });
    expect(value).toEqual({ ...stored, guard: { ...stored.guard, jumpPercent: 50 } });
    expect(faults).toMatchObject([{ path: 'guard.jumpPercent', found: '99999', used: '50' }]);
  });

  it('faults of several kinds are mended at once', () => {
    const { value, faults } = mended({
      colorScheme: 'sepia',
      live: { ...stored.live, types: ['msrp', 'lease', 'rent'], minPercent: null },
      scores: { reasons: ['aging', 'of-tomorrow'], minMove: 3 },
    });
    expect(value).toEqual({
      ...stored,
      colorScheme: 'auto',
      live: { ...stored.live, types: ['msrp'] },
      scores: { reasons: ['aging'], minMove: 3 },
    });
    expect(faults.map(({ path }) => path).toSorted()).toEqual([
      'colorScheme',
      'live.minPercent',
      'live.types.1',
      'live.types.2',
      'scores.reasons.1',
    ]);
  });

  it('takes the whole of what holds it where a default does not fit beside the rest', () => {
    const { value } = mended({ guard: { ...stored.guard, minAmount: 400, maxAmount: 300 } });
    expect(value).toEqual({ ...stored, guard: DEFAULT_PREFERENCES.guard });
  });

  it('leaves out what only a later version knows, also where others are refused', () => {
    const settings = {
      ...DEFAULT_SCORE_SETTINGS,
      magic: 1,
      trust: { ...DEFAULT_SCORE_SETTINGS.trust, luck: 2, yearsAhead: 3 },
    };
    const { value, faults } = mend(scoreSettingsSchema, settings, DEFAULT_SCORE_SETTINGS);
    expect(value).toEqual({
      ...DEFAULT_SCORE_SETTINGS,
      trust: { ...DEFAULT_SCORE_SETTINGS.trust, yearsAhead: 3 },
    });
    expect(faults.map(({ path }) => path).toSorted()).toEqual(['magic', 'trust.luck']);
  });

  it('is the default where nothing of it can be read', () => {
    for (const whole of [undefined, null, 7, 'x', []]) {
      const { value, faults } = mend(preferencesSchema, whole, DEFAULT_PREFERENCES);
      expect(value).toEqual(DEFAULT_PREFERENCES);
      expect(faults.length).toBeGreaterThan(0);
    }
  });

  it('whatever stands in whichever field, every other one stays', () => {
    const schema = z.object({
      a: z.number().min(0).max(9),
      b: z.enum(['x', 'y']),
      c: z.object({ d: z.array(z.number()), e: z.boolean() }),
      f: z.record(z.string(), z.string()),
    });
    const fallback = { a: 1, b: 'x' as const, c: { d: [1], e: true }, f: {} };
    const good = { a: 5, b: 'y' as const, c: { d: [4, 5, 6], e: false }, f: { k: 'v', l: 'w' } };
    const paths = fc.constantFrom(['a'], ['b'], ['c', 'e'], ['c', 'd', '1'], ['f', 'k']);
    fc.assert(
      fc.property(paths, fc.constantFrom(null, -5, 'nonsense', [[]], { z: 1 }), (path, bad) => {
        const broken = structuredClone(good) as Record<string, unknown>;
        let holder = broken;
        for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
        holder[path.at(-1) ?? ''] = bad;
        fc.pre(!schema.safeParse(broken).success);
        const { value, faults } = mend(schema, broken, fallback);
        const [first] = path;
        expect(faults).toHaveLength(1);
        for (const key of ['a', 'b', 'c', 'f'] as const)
          if (key !== first) expect(value[key]).toEqual(good[key]);
        if (path.join('.') === 'c.d.1') expect(value.c).toEqual({ d: [4, 6], e: false });
        if (path.join('.') === 'c.e') expect(value.c).toEqual({ d: [4, 5, 6], e: true });
        if (path.join('.') === 'f.k') expect(value.f).toEqual({ l: 'w' });
      }),
    );
  });
});
