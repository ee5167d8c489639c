import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv, openTestLot, type TestLot } from './fixture.ts';

const CASES = new URL('../../../../shared/data/cases/', import.meta.url).pathname;
const A = '1FTEW1EP9NK000460';
const HEADER = 'VIN,Type,Year,Make,Model,Mileage,MSRP,Price,Last Updated,Stock';

let lot: TestLot;
beforeEach(() => (lot = openTestLot()));
afterEach(() => lot.close());

type Row = {
  readonly price: number | null;
  readonly msrp: number | null;
  readonly miles: number;
  readonly date: string;
  readonly stock: number;
};
const line = ({ price, msrp, miles, date, stock }: Row): string =>
  `${A},New,2024,Ford,F-150,${miles},${msrp ?? ''},${price ?? ''},${date},S${stock}`;
const others = Array.from(
  { length: 4 },
  (_, i) => `1FTEW1EP0NK00047${i},New,2024,Ford,F-150,9,40000,3900${i},,T${i}`,
);
const sync = (rows: readonly string[]) => lot.sync(lot.write('lot.csv', csv(HEADER, ...rows)));
const price = () => lot.vehicle(A)?.['price'];

const rowOf = (date: fc.Arbitrary<string>): fc.Arbitrary<Row> =>
  fc.record({
    price: fc.constantFrom(19_500, 20_000, 31_000, 300, null),
    msrp: fc.constantFrom(40_000, 41_000, null),
    miles: fc.constantFrom(5, 8),
    date,
    stock: fc.integer({ min: 1, max: 9 }),
  });

describe('rows of one VIN that disagree', () => {
  it.each([
    ['without a date', fc.constant('')],
    ['with dates', fc.constantFrom('2026-10-01', '2026-10-02', '')],
  ])('are no change in any other order, %s', (_, date) => {
    fc.assert(
      fc.property(
        fc
          .array(rowOf(date), { minLength: 2, maxLength: 4 })
          .chain((rows) =>
            fc.tuple(...[0, 1, 2, 3].map(() => fc.shuffledSubarray(rows, { minLength: rows.length }))),
          ),
        fc.boolean(),
        (orders, isNew) => {
          const own = openTestLot();
          const one = (rows: readonly Row[]) =>
            own.sync(own.write('lot.csv', csv(HEADER, ...others, ...rows.map(line))));
          if (!isNew)
            own.sync(
              own.write(
                'lot.csv',
                csv(HEADER, ...others, line({ price: 30_000, msrp: 40_500, miles: 5, date: '', stock: 1 })),
              ),
            );
          one(orders[0] ?? []);
          // A value that waits for its second observation may be accepted now; from then on nothing happens.
          one(orders[1] ?? []);
          const seq = own.events().length;
          const before = own.vehicle(A)?.['price'];
          for (const order of orders)
            expect(one(order)).toMatchObject({ priceChanges: 0, msrpChanges: 0, events: 0 });
          expect(own.events()).toHaveLength(seq);
          expect(own.vehicle(A)?.['price']).toBe(before);
          own.close();
        },
      ),
      { numRuns: 15 },
    );
  });

  const row = (part: Partial<Row>): string =>
    line({ price: 20_000, msrp: null, miles: 5, date: '', stock: 1, ...part });

  it('count by the newest date, wherever it stands', () => {
    const [old, newer] = [row({ date: '2026-10-01' }), row({ date: '10/02/2026', price: 19_500 })];
    sync([newer, old, ...others]);
    expect(price()).toBe(19_500);
    expect(sync([old, ...others, newer])).toMatchObject({ priceChanges: 0, duplicates: 1 });
    // The other one is the newer now.
    expect(sync([row({ date: '2026-10-03' }), newer, ...others])).toMatchObject({ priceChanges: 1 });
    expect(price()).toBe(20_000);
  });

  it('count by what was known without dates, and by the last where nothing was', () => {
    sync([row({}), row({ price: 19_500 }), ...others]);
    expect(price()).toBe(19_500);
    expect(sync([row({ price: 19_500 }), row({}), ...others]).priceChanges).toBe(0);
    expect(sync([row({ price: 18_000 }), row({ price: 19_000 }), ...others]).priceChanges).toBe(1);
    expect(price()).toBe(19_000);
  });

  it('are flagged as long as they disagree, and reported with the VIN', () => {
    sync([row({}), ...others]);
    const notice = { code: 'conflict', field: null, column: null, value: null, count: 1, sample: [A] };
    const second = sync([row({}), ...others, row({ price: 19_500 })]);
    expect(second.notices).toContainEqual(expect.objectContaining(notice));
    expect(second).toMatchObject({ priceChanges: 0, duplicates: 1 });
    expect(lot.vehicle(A)).toMatchObject({ price: 20_000, conflict: true });
    expect(sync([row({ price: 19_500 }), ...others, row({})]).notices).toContainEqual(
      expect.objectContaining(notice),
    );
    const alone = sync([...others, row({})]);
    expect(alone.notices.map(({ code }) => code)).not.toContain('conflict');
    expect(lot.vehicle(A)).toMatchObject({ price: 20_000, conflict: false });
  });

  it('are one vehicle also where they stand thousands of rows apart and are written one by one', () => {
    const far = Array.from(
      { length: 1_500 },
      (_, i) => `1FTEW1EP0NK1${String(i).padStart(5, '0')},New,2024,Ford,F-150,9,40000,39000,,T`,
    );
    const [a, b] = [row({}), row({ price: 19_500 })];
    sync([a, ...far, b]);
    expect(price()).toBe(19_500);
    expect(sync([b, ...far, a])).toMatchObject({ priceChanges: 0, events: 0 });
    sync([b, ...far]);
    // One of them was passed over as unchanged long before the other is read.
    expect(sync([b, ...far, a])).toMatchObject({ priceChanges: 0, events: 0, duplicates: 1 });
    expect(lot.vehicle(A)).toMatchObject({ price: 19_500, conflict: true });
  });
});

describe.skipIf(!existsSync(CASES))('the case duplicate-order', () => {
  it('the same rows in another order are no change', () => {
    const [first, next] = ['duplicate-order.csv', 'duplicate-order.next.csv'].map((name) =>
      readFileSync(`${CASES}${name}`, 'utf8'),
    );
    lot.sync(lot.write('lot.csv', first ?? ''));
    const before = lot.vehicle(A)?.['price'];
    expect(lot.sync(lot.write('lot.csv', next ?? ''))).toMatchObject({
      priceChanges: 0,
      msrpChanges: 0,
      events: 0,
      duplicates: 1,
    });
    expect(lot.vehicle(A)).toMatchObject({ price: before, conflict: true });
  });
});
