import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltaPct } from '../../shared/events.ts';
import type { ListingRow } from '../../shared/listing.ts';
import { compare, firstSight, isEvent, type CompareRules, type Known } from './compare.ts';

const RULES: CompareRules = { observation: 7, rebased: { msrp: false, price: false } };
const KNOWN: Known = {
  msrp: 4_200_000,
  price: 4_100_000,
  currency: 'USD',
  msrpCurrency: null,
  msrpBlankSince: null,
  priceBlankSince: null,
  mileage: 10,
  photos: 'a',
  description: 'text',
  status: null,
};
const ROW: ListingRow = {
  vin: '1HGCM82633A004352',
  stockNumber: null,
  condition: 'new',
  stockType: null,
  year: 2026,
  make: 'Toyota',
  model: 'RAV4',
  trim: 'LE',
  bodyStyle: null,
  exteriorColor: null,
  interiorColor: null,
  engine: null,
  transmission: null,
  drivetrain: null,
  fuel: null,
  kilometres: null,
  mileage: 10,
  msrp: 4_200_000,
  price: 4_100_000,
  currency: 'USD',
  title: null,
  description: 'text',
  url: null,
  photos: ['a'],
  options: [],
  dateInStock: null,
  dealerId: 'north',
  dealerName: null,
  dealerLocation: null,
  availability: null,
  status: null,
};
const against = (row: Partial<ListingRow>, known: Partial<Known> = {}, rules = RULES) =>
  compare({ ...KNOWN, ...known }, { ...ROW, ...row }, { photos: 'a' }, rules);

describe('comparing a row with what is known', () => {
  it('finds nothing where nothing differs', () => {
    expect(against({})).toMatchObject({ moves: [], listingChanged: false });
  });

  it('keeps the last known value through a blank and remembers since when', () => {
    expect(against({ msrp: null })).toMatchObject({ msrp: 4_200_000, msrpBlankSince: 7, moves: [] });
    expect(against({ msrp: null }, { msrpBlankSince: 3 })).toMatchObject({ msrpBlankSince: 3 });
    expect(against({}, { msrpBlankSince: 3 })).toMatchObject({ msrpBlankSince: null, moves: [] });
  });

  it('calls another meaning or another currency a new baseline', () => {
    const rebased = { ...RULES, rebased: { msrp: false, price: true } };
    expect(against({ price: 1 }, {}, rebased).moves).toEqual([
      { field: 'price', cause: 'rebase', old: 4_100_000, new: 1 },
    ]);
    expect(against({ price: 1, currency: 'CAD' }).moves[0]).toMatchObject({ cause: 'rebase' });
    expect(against({ price: 1, currency: null }).moves[0]).toMatchObject({ cause: 'change' });
  });

  it('sees the listing change with its mileage, photos or text', () => {
    expect(against({ mileage: 11 }).listingChanged).toBe(true);
    expect(against({ description: 'other' }).listingChanged).toBe(true);
    expect(compare(KNOWN, ROW, { photos: 'b' }, RULES).listingChanged).toBe(true);
    expect(against({ url: 'https://x.test/' }).listingChanged).toBe(false);
  });

  it('never reports a move to the value that is known, nor two of one field', () => {
    const cents = fc.option(fc.integer({ min: 1, max: 9_999_999 }), { nil: null });
    fc.assert(
      fc.property(cents, cents, cents, cents, (knownMsrp, knownPrice, msrp, price) => {
        const { moves, ...settled } = against({ msrp, price }, { msrp: knownMsrp, price: knownPrice });
        expect(settled.msrp).toBe(msrp ?? knownMsrp);
        expect(settled.price).toBe(price ?? knownPrice);
        expect(moves.every((move) => move.old !== move.new)).toBe(true);
        expect(moves.map((move) => move.field)).toEqual(
          [
            msrp !== null && msrp !== knownMsrp ? 'msrp' : '',
            price !== null && price !== knownPrice ? 'price' : '',
          ].filter(Boolean),
        );
      }),
    );
  });
});

describe('which moves are events', () => {
  const [msrp, price] = firstSight(ROW, 1).moves;
  if (msrp === undefined || price === undefined) throw new Error('a first sight has both');

  it('MSRP for new vehicles only, price for all, none of a competitor, none of a new baseline', () => {
    expect(isEvent(msrp, { condition: 'new' }, true)).toBe(true);
    expect(isEvent(msrp, { condition: 'cpo' }, true)).toBe(false);
    expect(isEvent(price, { condition: 'used' }, true)).toBe(true);
    expect(isEvent(price, { condition: 'new' }, false)).toBe(false);
    expect(isEvent({ ...price, cause: 'rebase' }, { condition: 'new' }, true)).toBe(false);
  });
});

describe('delta in percent', () => {
  it('follows the vectors: half away from zero on cents', () => {
    expect(deltaPct(4_000_000, 4_025_000)).toBe(0.63);
    expect(deltaPct(3_200_000, 3_100_000)).toBe(-3.13);
    expect(deltaPct(4_200_000, 4_250_000)).toBe(1.19);
    expect(deltaPct(4_250_000, 4_200_000)).toBe(-1.18);
    expect(deltaPct(null, 4_200_000)).toBeNull();
    expect(deltaPct(0, 4_000_000)).toBeNull();
  });

  it('mirrors: up and down by the same amount from the same value are opposite', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.nat(99_999_999), (old, by) => {
        const up = deltaPct(old, old + by) ?? NaN;
        expect(deltaPct(old, old - by)).toBe(up === 0 ? 0 : -up);
      }),
    );
  });
});
