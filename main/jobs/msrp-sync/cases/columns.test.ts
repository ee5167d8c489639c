import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../../shared/notice.ts';
import { csv, openTestLot, type TestLot } from '../fixture.ts';
import type { VehicleRecord } from '../../../store/vehicles/vehicles.ts';

/** Small feeds, each with one kind of fault in how its columns are chosen and its words read; see the notes beside them. */
const CASES = join(import.meta.dirname, '../../../../../shared/data/cases');
const NOVEMBER = Date.UTC(2026, 10, 1, 12);

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

const sync = (name: string, day = 0) =>
  lot.sync(lot.write(name, readFileSync(join(CASES, name))), {
    name: 'case',
    asOf: NOVEMBER + day * 86_400_000,
    settings: { dealer: 'D' },
  });
/** In the order of the file. */
const vehicles = (name: string): VehicleRecord[] =>
  (readFileSync(join(CASES, name), 'utf8').match(/\b[A-Z\d]{17}\b/g) ?? []).flatMap(
    (vin): VehicleRecord[] => [lot.vehicle(vin) ?? {}],
  );
const values = (name: string, field: string): unknown[] => vehicles(name).map((record) => record[field]);

describe('a feed in which nothing says new or used', () => {
  const columns = 'VIN,Year,Make,Model,Mileage,MSRP,Price';
  const rows = (msrp: number) => [
    `1FTEW1EP9NK000040,2026,Mazda,CX-90,7,${msrp},31000`,
    `1FTEW1EP0NK000041,2021,Mazda,CX-90,24001,${msrp},31100`,
    `1FTEW1EP2NK000042,2026,Mazda,CX-90,3000,${msrp},31200`,
    `1FTEW1EP4NK000043,,Mazda,CX-90,,${msrp},31300`,
  ];
  const read = (msrp: number, day: number, settings = {}) =>
    lot.sync(lot.write(`day-${day}.csv`, csv(columns, ...rows(msrp))), {
      name: 'plain',
      asOf: NOVEMBER + day * 86_400_000,
      settings: { dealer: 'D', ...settings },
    });
  const assumed = (notices: readonly Notice[]) =>
    notices.flatMap(({ code, value, count }) => (code === 'assumed' ? [`${count} ${value}`] : []));

  it('is judged by year and mileage, which is told with counts every day', () => {
    expect(assumed(read(45_000, 0).notices)).toEqual(['2 new', '1 unknown', '1 used']);
    expect(
      lot
        .vehicles()
        .map(({ condition }) => condition)
        .toSorted(),
    ).toEqual(['new', 'new', 'unknown', 'used']);
    const next = read(45_500, 1);
    expect(assumed(next.notices)).toEqual(['2 new', '1 unknown', '1 used']);
    expect(next).toMatchObject({ msrpChanges: 2, events: 2 });
    expect(read(45_500, 2).msrpChanges).toBe(0);
  });

  it('is what a person says it is', () => {
    expect(assumed(read(45_000, 0, { condition: 'new' }).notices)).toEqual([]);
    expect(lot.vehicles().map(({ condition }) => condition)).toEqual(['new', 'new', 'new', 'new']);
  });
});

describe.skipIf(!existsSync(CASES))('columns are chosen by name and content', () => {
  it('condition stands in StockType', () => {
    sync('condition-column-unnamed.csv');
    expect(values('condition-column-unnamed.csv', 'condition')).toEqual([
      'new',
      'used',
      'used',
      'new',
      'used',
      'used',
      'new',
    ]);
  });

  it('a grade does not win over the column that says new or used', () => {
    const { quarantined, notices } = sync('condition-grade-beats-type.csv');
    expect(values('condition-grade-beats-type.csv', 'condition')).toEqual([
      'used',
      'used',
      'cpo',
      'new',
      'used',
    ]);
    expect(quarantined).toBe(0);
    expect(notices).toContainEqual(
      expect.objectContaining({ code: 'chosen-column', field: 'condition', column: 'Type' }),
    );
  });

  it('C beside T is a car, and category says new or used', () => {
    sync('condition-type-letter-c.xml');
    expect(values('condition-type-letter-c.xml', 'condition')).toEqual(['used', 'new', 'used', 'used']);
  });

  it('words that are neither new nor used are not new, and only new cars have MSRP events', () => {
    sync('condition-unknown-word.csv');
    const next = sync('condition-unknown-word.next.csv', 1);
    expect(values('condition-unknown-word.csv', 'condition')).toEqual([
      'used',
      'used',
      'new',
      'used',
      'used',
      'used',
      'new',
      'used',
    ]);
    expect(values('condition-unknown-word.csv', 'stockType')).toEqual([
      null,
      null,
      null,
      null,
      null,
      'loaner',
      null,
      null,
    ]);
    expect(next).toMatchObject({ msrpChanges: 2, events: 2 });
  });

  it('a currency in the name of a money column is that of its amounts', () => {
    sync('money-columns-with-currency-name.csv');
    expect(
      vehicles('money-columns-with-currency-name.csv').map(({ msrp, price, currency }) => [
        msrp,
        price,
        currency,
      ]),
    ).toEqual([
      [36000, 35000, 'USD'],
      [36100, 35100, 'USD'],
      [36200, 35200, 'USD'],
      [36300, 35300, 'USD'],
    ]);
  });

  it('a price column that is blank in the whole file is not the price, and that is told', () => {
    const { notices } = sync('price-column-always-blank.csv');
    expect(values('price-column-always-blank.csv', 'price')).toEqual([
      35000, 35100, 35200, 35300, 35400, 35500,
    ]);
    expect(notices).toContainEqual(
      expect.objectContaining({ code: 'chosen-column', field: 'price', column: 'Selling Price' }),
    );
  });

  it('the unit of the odometer stands in "Odometer Units"', () => {
    sync('unit-column-name.csv');
    expect(values('unit-column-name.csv', 'mileage')).toEqual([49710, 50331, 50952, 83000, 84000]);
  });

  it('amounts in the notations of many countries are all there, whatever stands beside them', () => {
    expect(sync('money-notations.csv').quarantined).toBe(0);
    expect(values('money-notations.csv', 'price')).toEqual([
      12_990, 12_990, 129_900, 129_900, 45_900, 45_990, 249_900, 25_990, 25_990, 845_000, 89_900, 24_990, 45_990,
    ]); // prettier-ignore
  });

  it('a price beside a sale price is no MSRP', () => {
    sync('id-holds-vins.csv');
    expect(values('id-holds-vins.csv', 'msrp')).toEqual([null, null, null, null]);
  });

  it('prices of one name are told apart by their type', () => {
    sync('xml-price-type.xml');
    expect(
      vehicles('xml-price-type.xml').map(({ msrp, price, currency }) => [msrp, price, currency]),
    ).toEqual([
      [36000, 34500, 'USD'],
      [36100, 34600, 'USD'],
      [36200, 34700, 'USD'],
      [36300, 34800, 'USD'],
    ]);
  });
});
