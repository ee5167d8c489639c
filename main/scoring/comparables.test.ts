import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyInput, anyListing, anyMarket } from './arbitraries.ts';
import { positionOf } from './cis.ts';
import { comparableKey, MarketBuilder, mayCompare } from './comparables.ts';
import type { MarketListing } from './comparables.ts';
import { AS_OF, competitor, DAY, vehicle } from './fixtures.ts';
import { DEFAULT_SCORE_SETTINGS as settings } from './model.ts';
import { naivePosition } from './naive-market.ts';

function marketOf(listings: readonly MarketListing[], historyDays: number | null = 60, walkLimit?: number) {
  const historyStart = historyDays === null ? null : AS_OF - historyDays * DAY;
  const limit = walkLimit === undefined ? {} : { walkLimit };
  const builder = new MarketBuilder({ asOf: AS_OF, settings, historyStart, ...limit });
  for (const listing of listings) builder.add(listing);
  return builder.build();
}

describe('the index equals the plain reading of the rules', () => {
  /** Walk limits 0 and 4 send small markets down the paths of large ones. */
  test.each([0, 4, 48])('random markets, walk limit %i', (walkLimit) => {
    const history = fc.constantFrom(null, 10, 30, 60);
    fc.assert(
      fc.property(
        anyMarket(110),
        fc.array(anyInput, { minLength: 8, maxLength: 24, size: 'max' }),
        history,
        (listings, inputs, days) => {
          const market = marketOf(listings, days, walkLimit);
          for (const input of inputs) {
            expect(positionOf(input, market)).toEqual(
              naivePosition(input, listings, AS_OF, days, settings),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a crowded tier, one dealer with more than 64 cars in it', () => {
    const random = (seed: number) => ((seed * 2_654_435_761) >>> 8) % 1000;
    const listings = Array.from({ length: 600 }, (_, i) =>
      competitor(`V${i}`, {
        condition: 'used',
        dealerId: i % 3 === 0 ? 'big' : `d${i % 7}`,
        price: 1_500_000 + (random(i) % 90) * 10_000,
        mileage: i % 17 === 0 ? null : random(i + 7) * 100,
        photos: i % 11 === 0 ? null : random(i + 3) % 40,
        goneAt: i % 5 === 0 ? AS_OF - (i % 44) * DAY : null,
      }),
    );
    const market = marketOf(listings);
    for (let i = 0; i < 300; i += 1) {
      const input = vehicle({
        vin: i % 2 === 0 ? `V${i * 2}` : `OWN${i}`,
        dealerId: i % 4 === 0 ? 'big' : i % 4 === 1 ? 'd1' : 'ours',
        condition: 'used',
        price: 1_500_000 + (random(i + 1) % 90) * 10_000,
        mileage: i % 9 === 0 ? null : random(i) * 100,
      });
      expect(positionOf(input, market)).toEqual(naivePosition(input, listings, AS_OF, 60, settings));
    }
  });

  test('the listed comparables are those that were counted', () => {
    fc.assert(
      fc.property(anyMarket(110), anyInput, fc.constantFrom(0, 48), (listings, input, walkLimit) => {
        const market = marketOf(listings, 60, walkLimit);
        const position = positionOf(input, market);
        if (typeof position === 'string') return;
        const list = market.list(input);
        expect(list).toHaveLength(position.supply);
        expect(list.some((row) => row.dealerId === input.dealerId || row.vin === input.vin)).toBe(false);
      }),
    );
  });

  test('those around a vehicle are the ones of the whole table beside it', () => {
    const limit = fc.integer({ min: 1, max: 120 });
    fc.assert(
      fc.property(anyMarket(110), anyInput, limit, (listings, input, most) => {
        const market = marketOf(listings);
        const all = market.list(input);
        const { rows, total } = market.around(input, most);
        expect(total).toBe(all.length);
        expect(rows).toHaveLength(Math.min(all.length, most - 1));
        const isCheaper = ({ price, vin }: { price: number; vin: string }): boolean =>
          input.price === null || price < input.price || (price === input.price && vin < input.vin);
        const at = all.filter(isCheaper).length;
        const from = all.findIndex(({ vin }) => vin === rows[0]?.vin);
        if (rows.length === 0) return;
        expect(rows).toEqual(all.slice(from, from + rows.length));
        // Ours is among them or at their edge, in the middle where there are enough on both sides.
        expect(at >= from && at <= from + rows.length).toBe(true);
        if (from > 0 && from + rows.length < all.length) expect(at - from).toBe(Math.floor(most / 2));
      }),
    );
  });
});

test('the order of rows does not matter, duplicate VINs included', () => {
  const rows = fc.array(anyListing, { maxLength: 100, size: 'max' });
  const shuffled = rows.chain((listings) =>
    fc.tuple(fc.constant(listings), fc.shuffledSubarray(listings, { minLength: listings.length })),
  );
  fc.assert(
    fc.property(shuffled, anyInput, ([listings, other], input) => {
      expect(positionOf(input, marketOf(other))).toEqual(positionOf(input, marketOf(listings)));
    }),
  );
});

describe('which listings count', () => {
  const base = ['C1', 'C2', 'C3', 'C4'].map((vin) => competitor(vin));
  const count = (listings: readonly MarketListing[]) => {
    const position = positionOf(vehicle(), marketOf(listings));
    return typeof position === 'string' ? position : position.comparables;
  };

  test.each([
    ['sold', { sold: true }],
    ['not seen for 8 days', { lastSeenAt: AS_OF - 8 * DAY }],
    ['a price 96 times the MSRP', { price: 370_474_000 }],
    ['no price', { price: null }],
    ['another currency', { currency: 'CAD' }],
    ['used', { condition: 'used' }],
    ['our own dealer', { dealerId: 'ours' }],
    ['our own VIN elsewhere', { vin: vehicle().vin }],
    ['no year', { year: null }],
  ] as const)('not: %s', (_, change) => {
    expect(count([...base, competitor('X', change)])).toBe(4);
  });

  test('a car without a trim has no comparables of like trim, not those without one', () => {
    const plain = ['P1', 'P2', 'P3'].map((vin) => competitor(vin, { trim: null }));
    const position = positionOf(vehicle({ trim: null }), marketOf([...base, ...plain]));
    expect(position).toMatchObject({ tier: 3, comparables: 7 });
  });

  test('our own VIN gone from another lot is no sale', () => {
    const ours = competitor(vehicle().vin, { goneAt: AS_OF - DAY });
    const other = competitor('G', { goneAt: AS_OF - DAY });
    expect(positionOf(vehicle(), marketOf([...base, ours, other]))).toMatchObject({ gone: 1 });
  });

  test('of two rows of a VIN the one seen last gives the price', () => {
    const older = competitor('C4', { dealerId: 'a', lastSeenAt: AS_OF - DAY, price: 3_000_000 });
    const newer = competitor('C4', { dealerId: 'z', price: 4_500_000 });
    const prices = marketOf([...base.slice(0, 3), newer, older]).list(vehicle());
    expect(prices.map((row) => row.price)).toEqual([4_120_000, 4_120_000, 4_120_000, 4_500_000]);
  });

  test('a VIN at two dealers counts once, as seen last', () => {
    const twice = [
      ...base,
      competitor('C4', { dealerId: 'other', lastSeenAt: AS_OF - DAY, price: 1_000_000 }),
    ];
    expect(count(twice)).toBe(4);
    expect(
      marketOf(twice)
        .list(vehicle())
        .map((row) => row.price),
    ).toEqual([4_120_000, 4_120_000, 4_120_000, 4_120_000]);
  });

  test('a car that moved to another lot was not sold', () => {
    const moved = [...base, competitor('C1', { dealerId: 'old', goneAt: AS_OF - DAY })];
    expect(positionOf(vehicle(), marketOf(moved))).toMatchObject({ gone: 0 });
  });
});

test('keys decide what can compare at all', () => {
  expect(comparableKey(vehicle(), settings)).toBe('CHEVROLET|EQUINOX|new|USD');
  expect(comparableKey(vehicle({ model: ' ' }), settings)).toBeNull();
  expect(comparableKey(vehicle({ condition: 'cpo', currency: null }), settings)).toBe(
    'CHEVROLET|EQUINOX|used|USD',
  );
  expect(mayCompare(vehicle(), competitor('X', { year: 2023, trim: 'RS' }), settings)).toBe(true);
  expect(mayCompare(vehicle(), competitor('X', { year: 2024 }), settings)).toBe(false);
  expect(mayCompare(vehicle(), competitor('X', { dealerId: 'ours' }), settings)).toBe(false);
});
