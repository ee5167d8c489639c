import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';
import { parseDays } from './stock-date.ts';

const DAY = 86_400_000;
const AS_OF = Date.UTC(2026, 0, 31, 15);
const day = (text: string): number => Date.parse(`${text}T00:00Z`);

describe('a number of days', () => {
  it.each<[string, number | null | undefined]>([
    ['45', 45],
    ['0', 0],
    ['45.0', 45],
    ['1,045', 1_045],
    ['45 days', 45],
    ['1 Day', 1],
    ['12d', 12],
    ['2000 days', 2_000],
    ['', null],
    ['N/A', null],
    ['-3', null],
    // Model years, spreadsheet's dates, epochs, money, dates.
    ['2019', undefined],
    ['45678', undefined],
    ['20260114', undefined],
    ['1767225600', undefined],
    ['25,990', undefined],
    ['$45', undefined],
    ['2026-01-14', undefined],
    ['old', undefined],
  ])('"%s" is %s', (text, days) => expect(parseDays(text)).toBe(days));
});

/** The date in stock of one car, its feed being of 31 January. */
const dateOf = (
  columns: Readonly<Record<string, string>>,
  settings: Parameters<typeof readText>[1] = {},
): { date: number | null | undefined; findings: number; warnings: number } => {
  const all = { VIN: '1HGCM82633A004352', ...columns };
  const names = Object.keys(all).join('|');
  const { rows, snapshot } = readText(`${names}\n${Object.values(all).join('|')}\n`, settings, {
    asOf: AS_OF,
  });
  const [row] = rows;
  return {
    date: row?.listing?.dateInStock,
    findings: snapshot.findings().length,
    warnings: row?.warnings.length ?? 0,
  };
};

describe('a column that counts days', () => {
  it.each([
    'Days in Stock', 'Days on Lot', 'DOL', 'DIS', 'Age', 'Inventory Age', 'Days In Inventory', 'Lot Age', 'days_in_stock',
    'DaysInStock',
  ])('%s leads back to the date, from the date of the feed', (name) => {
    expect(dateOf({ [name]: '45' })).toEqual({ date: day('2025-12-17'), findings: 0, warnings: 0 });
    expect(dateOf({ [name]: '0' }).date).toBe(day('2026-01-31'));
  }); // prettier-ignore

  it('is judged by what is in it: dates stay dates, and what is neither is reported once for the column', () => {
    expect(dateOf({ Age: '12/17/2025' })).toEqual({ date: day('2025-12-17'), findings: 0, warnings: 0 });
    for (const text of ['2019', '45678', '1767225600', '20251217', 'old'])
      expect(dateOf({ Age: text })).toEqual({ date: null, findings: 1, warnings: 0 });
  });

  it('gives way to a date in the same row', () => {
    expect(dateOf({ 'Days in Stock': '45', 'Date In Stock': '2025-11-01' }).date).toBe(day('2025-11-01'));
    expect(dateOf({ 'Days in Stock': '45', 'Date In Stock': '' }).date).toBe(day('2025-12-17'));
  });

  it('is meant by a person who maps it as the date in stock', () => {
    const settings = { mapping: { dateInStock: ['Days in Stock'] } };
    expect(dateOf({ 'Days in Stock': '45' }, settings)).toMatchObject({
      date: day('2025-12-17'),
      warnings: 0,
    });
  });

  it('may have any name where a person says so', () => {
    expect(dateOf({ Standtage: '45' }, { mapping: { daysInStock: ['Standtage'] } }).date).toBe(
      day('2025-12-17'),
    );
  });
});

describe('a column of dates', () => {
  it.each(['Date In Stock', 'In-Stock Date', 'Received', 'Date Received'])('%s stays one', (name) => {
    expect(dateOf({ [name]: '2025-12-17' }).date).toBe(day('2025-12-17'));
    expect(dateOf({ [name]: '46008' }).date).toBe(day('2025-12-17'));
    expect(dateOf({ [name]: '45' })).toMatchObject({ date: null, warnings: 1 });
  });
});

describe('the same in the other formats', () => {
  const read = (text: string) => readText(text, {}, { asOf: AS_OF }).rows[0]?.listing?.dateInStock;
  it('JSON and XML', () => {
    expect(read('[{"vin":"1HGCM82633A004352","daysInStock":45,"price":20000}]')).toBe(
      AS_OF - 15 * 3_600_000 - 45 * DAY,
    );
    expect(
      read(
        '<lot><car><vin>1HGCM82633A004352</vin><daysonlot>45</daysonlot><price>20000</price></car></lot>',
      ),
    ).toBe(day('2025-12-17'));
  });
});
