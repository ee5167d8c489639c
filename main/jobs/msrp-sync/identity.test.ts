import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNoVin } from '../../../shared/no-vin.ts';
import { normaliseVin } from '../../../shared/vin.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';

const CASES = new URL('../../../../shared/data/cases/', import.meta.url).pathname;
const read = (name: string): string => readFileSync(`${CASES}${name}`, 'utf8');

let lot: TestLot;
beforeEach(() => (lot = openTestLot()));
afterEach(() => lot.close());

const vinOf = (n: number): string => `1FTEW1EP1NK${String(n).padStart(6, '0')}`;
const HEADER = 'Unit,Chassis,VIN,Type,MSRP,Price';
const cars = (numbers: readonly number[], column: 'Chassis' | 'VIN' = 'Chassis'): string =>
  csv(
    HEADER,
    ...numbers.map(
      (n) =>
        `B${n},${column === 'VIN' ? '' : vinOf(n)},${column === 'VIN' ? vinOf(n) : ''},New,${40_000 + n},${39_000 + n}`,
    ),
  );
const sync = (text: string, mapping: Record<string, string[]> = {}) =>
  lot.sync(lot.write('lot.csv', text), { settings: { mapping } });
const listed = () =>
  lot.vehicles().flatMap(({ vin, status }) => (status === 'listed' ? [String(vin)] : []));
const SIX = [1, 2, 3, 4, 5, 6];

describe('another column for the VIN, by the word of a person', () => {
  it('is a new baseline: nothing added, removed or reported, and what was listed before leaves at once', () => {
    sync(cars(SIX), { vin: ['Unit'] });
    const silent = {
      baseline: true,
      added: 0,
      removed: 0,
      returned: 0,
      events: 0,
      vehicles: 6,
      held: null,
    };
    expect(sync(cars(SIX), { vin: ['Chassis'] })).toMatchObject(silent);
    expect(listed()).toEqual(SIX.map(vinOf));
    expect(lot.events()).toEqual([]);
    expect(sync(cars([...SIX, 7]), { vin: ['Chassis'] })).toMatchObject({
      baseline: false,
      added: 1,
      removed: 0,
      events: 2,
    });
    // Back again: the first ones were kept, and come back as silently.
    expect(sync(cars(SIX), { vin: ['Unit'] })).toMatchObject({ ...silent, removed: 0 });
    expect(listed()).toEqual(SIX.map((n) => `B${n}`));
  });

  it('is none where both name the same vehicles', () => {
    const both = csv('VIN,Serial,Price', ...SIX.map((n) => `${vinOf(n)},${vinOf(n)},${30_000 + n}`));
    sync(both);
    expect(sync(both.replace('30001', '30101'), { vin: ['Serial'] })).toMatchObject({
      baseline: false,
      priceChanges: 1,
      added: 0,
    });
  });

  it('in a lot large enough is not taken for a file of other vehicles, which a new file in the same column is', () => {
    const many = Array.from({ length: 30 }, (_, i) => i);
    sync(cars(many), { vin: ['Unit'] });
    expect(sync(cars(many), { vin: ['Chassis'] })).toMatchObject({ baseline: true, held: null });
    expect(sync(cars(many.map((n) => n + 500)), { vin: ['Chassis'] }).held).toMatchObject({
      check: 'sync:other',
    });
    expect(listed()).toHaveLength(30);
  });

  it('whose vehicles left so are no sales of the market', () => {
    sync(cars(SIX), { vin: ['Unit'] });
    sync(cars(SIX), { vin: ['Chassis'] });
    const marks = lot.db
      .prepare('SELECT no_vehicle AS marked, count(*) AS n FROM listings GROUP BY no_vehicle ORDER BY 1')
      .all();
    expect(marks.map(({ marked, n }) => [marked, n])).toEqual([
      [0, 6],
      [1, 6],
    ]);
    expect(
      lot.db.prepare('SELECT coalesce(sum(removed), 0) AS removed FROM lot_moves').get()?.['removed'],
    ).toBe(0);
  });
});

describe('a file that names no vehicle', () => {
  const text = (...vins: string[]) =>
    csv('VIN,Type,Price', ...vins.map((vin, i) => `${vin},New,${30_000 + i}`));

  it.each([
    ['placeholders alone', ['TBD', 'PENDING', 'N/A']],
    ['masked VINs', ['1FTEW1EP*********', '1FTEW1EPXXXXXXXXX']],
    ['one text in every row', ['4711', '4711', '4711', '4711']],
  ])('fails with its reason, and is no baseline: %s', (_, vins) => {
    expect(() => sync(text(...vins))).toThrow(/names (?:a|no) vehicle/);
    expect(sync(text(vinOf(1), vinOf(2)))).toMatchObject({ baseline: true, vehicles: 2, events: 0 });
    expect(() => sync(text(...vins))).toThrow(/names (?:a|no) vehicle/);
    expect(listed()).toEqual([vinOf(1), vinOf(2)]);
  });

  it('a placeholder never becomes a vehicle, wherever it stands and whatever cars stand beside it', () => {
    const placeholder = fc.oneof(
      fc.constantFrom(
        'TBD',
        'tbd',
        'Pending',
        'N/A',
        'UNKNOWN',
        'NULL',
        'None',
        'nan',
        '0',
        'ON ORDER',
        'In Transit',
        '#REF!',
        '#N/A',
        '*****',
        'XXXXXXXXXXXXXXXXX',
        'VIN',
        'Total',
        'TBD-2',
        '',
      ),
      fc.stringMatching(/^[A-Za-z]{2,7}( [A-Za-z]{2,6})?$/),
      fc.integer({ min: 0, max: 13 }).map((n) => `${vinOf(1).slice(0, n)}${'*'.repeat(17 - n)}`),
    );
    fc.assert(
      fc.property(
        fc.array(placeholder, { maxLength: 6 }),
        fc.array(placeholder, { maxLength: 6 }),
        (one, two) => {
          const own = openTestLot();
          const day = (texts: readonly string[]) =>
            own.sync(own.write('lot.csv', text(vinOf(1), ...texts, vinOf(2))));
          expect(day(one)).toMatchObject({ vehicles: 2, rejectedRows: one.length, duplicates: 0 });
          expect(day(two)).toMatchObject({ vehicles: 2, rejectedRows: two.length, added: 0 });
          for (const { vin } of own.vehicles())
            expect(isNoVin(String(vin), normaliseVin(String(vin)))).toBe(false);
          expect(own.vehicles()).toHaveLength(2);
          own.close();
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe.skipIf(!existsSync(CASES))('the cases of identity', () => {
  it('vin-placeholders', () => {
    const first = lot.sync(lot.write('lot.csv', read('vin-placeholders.csv')));
    expect(first).toMatchObject({ rows: 10, vehicles: 6, rejectedRows: 4, duplicates: 0 });
    const said = first.notices.filter(({ code }) => code === 'no-identity');
    expect(said.map(({ value, count }) => [value, count])).toEqual([
      ['TBD', 2],
      ['PENDING', 2],
    ]);
    const next = lot.sync(lot.write('lot.csv', read('vin-placeholders.next.csv')));
    expect(next).toMatchObject({
      vehicles: 6,
      added: 0,
      removed: 0,
      msrpChanges: 0,
      priceChanges: 0,
      events: 0,
    });
  });

  it('vin-remapped', () => {
    const file = lot.write('lot.csv', read('vin-remapped.csv'));
    lot.sync(file, { settings: { mapping: { vin: ['Unit'] } } });
    const again = lot.sync(file, {
      settings: { mapping: { vin: ['Chassis No'] } },
      asOf: Date.UTC(2026, 10, 2),
    });
    expect(again).toMatchObject({ baseline: true, added: 0, removed: 0, events: 0, vehicles: 6 });
    expect(listed()).toHaveLength(6);
    expect(lot.sync(file, { settings: { mapping: { vin: ['Chassis No'] } }, asOf: Date.UTC(2026, 10, 3) })).toMatchObject({
      added: 0, removed: 0, events: 0,
    }); // prettier-ignore
  });

  it('guard-other-file', () => {
    lot.sync(lot.write('lot.csv', read('guard-other-file.csv')));
    const next = lot.sync(lot.write('lot.csv', read('guard-other-file.next.csv')));
    expect(next.held).toMatchObject({ check: 'sync:other' });
    expect(lot.vehicles().map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'listed'));
  });

  it('guard-range-of-other-currencies', () => {
    expect(lot.sync(lot.write('lot.csv', read('guard-range-of-other-currencies.csv')))).toMatchObject({
      quarantined: 0,
    });
    for (const { price, currency } of lot.vehicles())
      expect([currency, Number(price) > 1_000_000]).toEqual(['JPY', true]);
  });
});
