import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Hazard 11: miles and kilometres, short years, dates of every kind. */
const first = (columns: string, values: string) => readText(`vin\t${columns}\nA1\t${values}\n`).rows[0];

describe('hazard 11, units', () => {
  it.each([
    ['mileage', '7560 km', 4_698],
    ['mileage', '18,201', 18_201],
    ['mileage', '18k', 18_000],
    ['mileage', '2,777 miles', 2_777],
    ['mileage', '0', 0],
    ['mileage', 'TBD', null],
    ['Kilometers', '7560', 4_698],
    ['Odometer', '12.0', 12],
  ])('%s %s', (column, text, mileage) => {
    const row = first(column, text);
    expect(row?.listing?.mileage).toBe(mileage);
    expect(row?.warnings).toEqual([]);
  });

  it('the unit column wins over the text', () => {
    expect(first('mileage.value\tmileage.unit', '7560 km\tMI')?.listing?.mileage).toBe(7_560);
    expect(first('mileage.value\tmileage.unit', '7560\tKM')?.listing?.mileage).toBe(4_698);
    expect(first('Odometer\tOdometer Unit', '7560\tKM')?.listing?.mileage).toBe(4_698);
  });

  it.each([
    ['24', 2024],
    ['2024.0', 2024],
    ["'24", 2024],
    ['1985', 1985],
    ['85', 1985],
  ])('year %s', (text, year) => expect(first('year', text)?.listing?.year).toBe(year));

  const day = Date.UTC(2026, 2, 23);
  it.each([
    ['2026-03-23', day],
    ['3/23/2026', day],
    ['03/23/26', day],
    ['03/23/2026 00:00', day],
    ['20260323', day],
    [String(day), day],
    [String(day / 1000), day],
    ['46104', day],
    ['2026-03-23T06:30:00-08:00', day + 14.5 * 3_600_000],
    ['Mar 23, 2026', day],
    ['23-Mar-2026', day],
  ])('date %s', (text, ms) => expect(first('date_in_stock', text)?.listing?.dateInStock).toBe(ms));

  it.each([
    ['mileage', '12 parsecs'],
    ['year', '20x4'],
    ['date_in_stock', '2026-13-41'],
  ])('a %s of %s becomes null with a warning that names it', (column, text) => {
    const row = first(column, text);
    expect(row?.rejected).toBeNull();
    expect(row?.warnings).toEqual([expect.objectContaining({ row: 1, column, value: text })]);
  });
});
