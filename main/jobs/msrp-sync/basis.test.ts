import { v7 as uuidv7 } from 'uuid';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/review.ts';
import { listHeldSyncs } from '../../store/review/held-syncs.ts';
import { mustFindSource } from '../../store/sync/sources.ts';
import { decideNow } from '../review/decide.ts';
import { syncSource } from '../sync-source.ts';
import type { SourceRequest } from '../sources/define.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';

const HEADER = 'VIN,Condition,MSRP,Price,Make,Model,Dealer Name';
const MODELS = [
  'RAV4',
  'Camry',
  'Corolla',
  'Tacoma',
  'Tundra',
  'Sienna',
  'Prius',
  'Highlander',
  'Venza',
  '4Runner',
  'Supra',
  'bZ4X',
];
const vin = (n: number): string => `1HGCM82633A10${String(n).padStart(4, '0')}`;

type Car = {
  readonly vin: string;
  readonly model: string;
  readonly price: number;
  readonly dealer: string;
};
/** Three of each of twelve models, each at a price of its own. */
const LOT: readonly Car[] = Array.from({ length: 36 }, (_, n) => ({
  vin: vin(n),
  model: MODELS[n % 12] ?? '',
  price: 25_000 + n * 310,
  dealer: 'North',
}));

let lot: TestLot;
let day = 0;
beforeEach(() => {
  lot = openTestLot();
  day = 0;
});
afterEach(() => lot.close());

const row = (car: Car, column = car.price): string =>
  `${car.vin},new,40000,${column},Toyota,${car.model},${car.dealer}`;
function next(cars: readonly Car[], header = HEADER, request: Partial<SourceRequest> = {}) {
  day += 1;
  const text = csv(header, ...cars.map((car) => row(car)));
  return lot.sync(lot.write(`lot-${String(day).padStart(3, '0')}.csv`, text), { name: 'lot', ...request });
}
const raised = (by: (car: Car, n: number) => number, cars = LOT): Car[] =>
  cars.map((car, n) => ({ ...car, price: car.price + by(car, n) }));

/** What `lotwatch review` does with every held sync. */
function answer(decision: Exclude<Decision, 'reject'>): void {
  const ids = listHeldSyncs(lot.db).map(({ id }) => id);
  const { left } = decideNow(lot.db, { decision, values: [], syncs: ids }, Date.UTC(2026, 5, 1));
  for (const { id, source } of left) {
    const request = { slug: source, runId: uuidv7(), asOf: null, held: { id, decision } };
    const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
    for (const outcome of syncSource(lot.db, request, hooks)) expect(outcome).toMatchObject({ ok: true });
  }
}
const moves = () => lot.events().map(({ vin: of, old, new: now }) => [of, old, now]);
const causes = (of: string): unknown[] =>
  lot.db
    .prepare(
      'SELECT cause, old, new FROM history WHERE listing_id = (SELECT id FROM listings WHERE vin = ?) ORDER BY id',
    )
    .all(of)
    .map(({ cause, old, new: now }) => [cause, old, now]);

describe('a doc fee of $499 is put in on day 9, and one model really rises by $500', () => {
  const fee = raised((car) => (car.model === 'Tacoma' ? 999 : 499));
  const isTacoma = ({ model }: Car): boolean => model === 'Tacoma';
  beforeEach(() => {
    for (let n = 0; n < 8; n += 1) next(LOT);
  });

  it('is one question, and nothing is reported until a person answers', () => {
    expect(next(fee).held).toEqual({
      check: 'sync:basis',
      reason:
        '33 of 36 known vehicles, of 11 models, move in price by +499. Did prices move, or what the price includes?',
    });
    expect(next(fee).held?.check).toBe('sync:basis');
    const [held, ...others] = listHeldSyncs(lot.db);
    expect(others).toEqual([]);
    expect(held?.figures).toMatchObject({ matched: 36, moved: 36 });
    // What a person judges by: both what moved otherwise and what moved alike.
    const rises = held?.figures.samples.map((sample) => sample.new - sample.old);
    expect(rises).toEqual([999, 999, 999, ...Array.from({ length: 9 }, () => 499)]);
    expect(moves()).toEqual([]);
  });

  it('basis: only the model that rose is reported, by what it rose on the new basis', () => {
    next(fee);
    answer('basis');
    expect(moves()).toEqual(LOT.filter(isTacoma).map((car) => [car.vin, car.price + 499, car.price + 999]));
    const [plain, tacoma] = [LOT[0], LOT.find(isTacoma)];
    const cents = (price: number): number => price * 100;
    expect(causes(vin(0))).toEqual([
      ['rebase', cents(plain?.price ?? 0), cents((plain?.price ?? 0) + 499)],
    ]);
    expect(causes(tacoma?.vin ?? '')).toEqual([
      ['rebase', cents(tacoma?.price ?? 0), cents((tacoma?.price ?? 0) + 499)],
      ['change', cents((tacoma?.price ?? 0) + 499), cents((tacoma?.price ?? 0) + 999)],
    ]);
    expect(listHeldSyncs(lot.db)).toEqual([]);
    // The day after, a plain change is a change.
    expect(next(raised((_car, n) => (n === 5 ? -300 : 0), fee))).toMatchObject({
      held: null,
      priceChanges: 1,
    });
  });

  it('price: every move is reported', () => {
    next(fee);
    answer('accept');
    expect(moves()).toHaveLength(36);
    expect(causes(vin(0))).toEqual([['change', 2_500_000, 2_549_900]]);
  });

  it('always: this source is not asked again', () => {
    next(fee);
    answer('always');
    expect(mustFindSource(lot.db, 'lot').guardOff).toEqual(['sync:basis']);
    expect(next(raised(() => 100, fee)).held).toBeNull();
  });
});

describe('what is asked', () => {
  it('one factor for nearly all, rounded to whole dollars', () => {
    next(LOT);
    const taxed = LOT.map((car) => ({ ...car, price: Math.round(car.price * 1.03) }));
    expect(next(taxed).held?.reason).toContain('by the factor 1.0300');
    answer('basis');
    expect(moves()).toEqual([]);
  });

  it('one dealer of several puts a fee in', () => {
    const south = LOT.map((car, n) => ({
      ...car,
      vin: vin(100 + n),
      dealer: 'South',
      price: car.price + 55,
    }));
    next([...LOT, ...south]);
    expect(next([...LOT, ...raised(() => 299, south)]).held?.check).toBe('sync:basis');
    answer('basis');
    expect(moves()).toEqual([]);
  });

  it('the price comes from another column', () => {
    const request = { settings: { currency: 'USD' } };
    next(LOT, HEADER, request);
    // Rule 7 keeps a column for good; a source of which it was forgotten chooses again.
    lot.db.exec("UPDATE sources SET price_kind = NULL WHERE slug = 'lot'");
    const held = next(
      raised((_car, n) => -100 - n * 7),
      HEADER.replace('Price', 'Internet Price'),
      request,
    ).held;
    expect(held?.reason).toBe(
      'The price comes from another column: internet, before price. Did prices move, or what the price includes?',
    );
    answer('accept');
    expect(moves()).toHaveLength(36);
  });

  it('all amounts come in another currency, and whatever the answer they are no change', () => {
    next(LOT, HEADER, { settings: { currency: null } });
    const euro = (cars: readonly Car[], code: string, by: number): string =>
      csv(
        HEADER,
        ...cars.map((car) => `${car.vin},new,,${code} ${car.price + by},Toyota,${car.model},North`),
      );
    lot.sync(lot.write('lot-101.csv', euro(LOT, 'USD', 0)), { name: 'lot' });
    expect(
      lot.sync(lot.write('lot-102.csv', euro(LOT, 'EUR', 713)), { name: 'lot' }).held?.reason,
    ).toContain('The price is in another currency: EUR.');
    answer('accept');
    expect(moves()).toEqual([]);
  });

  it('what a person said is included is said otherwise, and prices move', () => {
    next(LOT, HEADER, { settings: { priceIncludes: [] } });
    const some = raised((_car, n) => (n < 2 ? 777 + n : 0));
    expect(next(some, HEADER, { settings: { priceIncludes: ['docFee'] } }).held?.reason).toBe(
      'The price includes something else by the settings of the source: doc fee included, before nothing else. Did prices move, or what the price includes?',
    );
    answer('basis');
    expect(moves()).toEqual([]);
  });
});

describe('what is not asked', () => {
  it('one model that moves by one amount, however large its share of the lot', () => {
    const many = LOT.map((car) => ({ ...car, model: 'RAV4' }));
    next(many);
    expect(next(raised(() => 500, many))).toMatchObject({ held: null, priceChanges: 36 });
  });

  it('a few models that move by one amount while most stay', () => {
    next(LOT);
    const some = new Set(MODELS.slice(0, 5));
    expect(next(raised(({ model }) => (some.has(model) ? 500 : 0)))).toMatchObject({
      held: null,
      priceChanges: 15,
    });
  });

  it('a lot too small to judge', () => {
    next(LOT.slice(0, 9));
    expect(next(raised(() => 499).slice(0, 9))).toMatchObject({ held: null, priceChanges: 9 });
  });

  it('a competitor’s lot, which reports nothing', () => {
    next(LOT, HEADER, { role: 'competitor' });
    expect(
      next(
        raised(() => 499),
        HEADER,
        { role: 'competitor' },
      ).held,
    ).toBeNull();
  });

  it('moves of each vehicle’s own amount, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -900, max: 900 }), { minLength: 36, maxLength: 36 }),
        (amounts) => {
          lot.close();
          lot = openTestLot();
          next(LOT);
          expect(next(raised((_car, n) => amounts[n] ?? 0)).held).toBeNull();
        },
      ),
      { numRuns: 5 },
    );
  });
});

it('a held value cannot be decided as a new basis', () => {
  next(LOT);
  next(raised((_car, n) => (n === 0 ? 3_000_000 : 0)));
  const [value] = lot.db.prepare('SELECT id FROM held_values').all();
  expect(() =>
    decideNow(lot.db, { decision: 'basis', values: [Number(value?.['id'])], syncs: [] }, 0),
  ).toThrow('Only a held sync');
});
