import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { msrpChangeSchema } from '../../../shared/events.ts';
import { plainMoney, remembered } from './plain-money.ts';

const ID = '0199a000-0000-7000-8000-000000000001';
const good = {
  vin: '5TDYRKEC00000001A',
  old: 30_000,
  new: 30_250.5,
  deltaPct: 0.84,
  ts: '2026-09-02T12:00:00.000Z',
  id: ID,
  dealerId: 'harbor',
  source: 'feed',
  runId: 'run',
};
/** Values that are right in some field, nearly right, or wrong everywhere. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    'x',
    'x'.repeat(65),
    'x'.repeat(201),
    0,
    -1,
    1.005,
    19.99,
    1e21,
    NaN,
    Infinity,
    '2026-09-02',
    '2026-02-30T12:00:00Z',
    '2026-09-02T12:00:00+02:00',
    ID,
    'not-an-id',
    true,
    [],
    {},
  ),
  fc.double(),
  fc.string(),
  fc.integer({ min: -10, max: 10_000_000 }).map((cents) => cents / 100),
);
const payload = fc.oneof(
  fc
    .dictionary(fc.constantFrom(...Object.keys(good), 'more'), anything)
    .map((some) => ({ ...good, ...some })),
  fc.dictionary(fc.constantFrom(...Object.keys(good)), anything),
  anything,
);

describe('the quick look at a money payload', () => {
  it('recognises what consoles write', () => {
    expect(plainMoney(good)).toBe(good);
    expect(plainMoney({ ...good, old: null, deltaPct: null })).not.toBeNull();
  });

  it('accepts nothing that the schema refuses, and changes nothing', () => {
    let believed = 0;
    fc.assert(
      fc.property(payload, (value) => {
        const plain = plainMoney(value);
        if (plain === null) return;
        believed += 1;
        const parsed = msrpChangeSchema.safeParse(value);
        expect(parsed.success).toBe(true);
        expect(plain).toMatchObject(parsed.data ?? {});
      }),
      { numRuns: 5_000 },
    );
    expect(believed).toBeGreaterThan(50);
  });

  it('remembers results, never errors', () => {
    let asked = 0;
    const read = remembered((text) => {
      asked += 1;
      if (text === 'bad') throw new Error('bad');
      return text.length;
    });
    expect([read('abc'), read('abc'), asked]).toEqual([3, 3, 1]);
    expect(() => read('bad')).toThrow('bad');
    expect(() => read('bad')).toThrow('bad');
    expect(asked).toBe(3);
  });
});
