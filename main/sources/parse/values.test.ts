import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCertified, parseCondition } from './condition.ts';
import { parseDate } from './dates.ts';
import { addOptions, addPhotos } from './lists.ts';
import { parseMoney, plainCents } from './money.ts';
import { parseMileage, parseYear } from './numbers.ts';

describe('money', () => {
  it.each([
    ['$45,990.00 USD', 4_599_000, 'USD'],
    ['45990', 4_599_000, null],
    ['48900.00 CAD', 4_890_000, 'CAD'],
    ['62450.00 USD', 6_245_000, 'USD'],
    ['45.990,00', 4_599_000, null],
    ['45.990', 4_599_000, null],
    ['45,990', 4_599_000, null],
    ['1,045,990', 104_599_000, null],
    ['45990,50 €', 4_599_050, 'EUR'],
    ['45 990,00', 4_599_000, null],
    ["45'990.00", 4_599_000, null],
    ['US$ 45,990', 4_599_000, 'USD'],
    ['C$45,990', 4_599_000, 'CAD'],
    ['£9,995*', 999_500, 'GBP'],
    ['usd 10,499.00', 1_049_900, 'USD'],
    ['36135.49999', 3_613_550, null],
    ['1', 100, null],
    ['99999', 9_999_900, null],
    ['12.990,- €', 1_299_000, 'EUR'],
    ['€ 12.990,-', 1_299_000, 'EUR'],
    ['12.990 Euro VB', 1_299_000, 'EUR'],
    ['12.990 € inkl. MwSt.', 1_299_000, 'EUR'],
    ['129 900,-', 12_990_000, null],
    ['129 900 kr', 12_990_000, null],
    ['kr. 129.900,00', 12_990_000, null],
    ['129 900 SEK', 12_990_000, 'SEK'],
    ['CHF 45’900.–', 4_590_000, 'CHF'],
    ['SFr. 45ʼ900.50', 4_590_050, 'CHF'],
    ['R$ 45.990,00', 4_599_000, 'BRL'],
    ['R 249 900', 24_990_000, null],
    ['AU$25,990', 2_599_000, 'AUD'],
    ['A$25,990 Drive Away', 2_599_000, 'AUD'],
    ['NZ$ 25,990', 2_599_000, 'NZD'],
    ['₹ 8,45,000', 84_500_000, 'INR'],
    ['Rs. 12,34,567', 123_456_700, null],
    ['89 900 zł', 8_990_000, 'PLN'],
    ['499\u202f900 Kč', 49_990_000, 'CZK'],
    ['7 990 000 Ft', 799_000_000, 'HUF'],
    ['¥2,500,000', 250_000_000, null],
    ['２５９９０', 2_599_000, null],
    ['$24,990 Drive Away', 2_499_000, null],
    ['MSRP $45,990', 4_599_000, null],
    ['Sale $24,990', 2_499_000, null],
    ['1 045,5', 104_550, null],
  ])('%s', (text, cents, currency) => expect(parseMoney(text)).toEqual({ cents, currency, problem: null }));

  it.each([
    '',
    ' ',
    '0',
    '0.00',
    '$0',
    'Call',
    'N/A',
    'Contact dealer',
    'TBD',
    'Call for price: 555-1234',
    '-',
    'null',
    'Price on request',
  ])('"%s" is no price, and nothing to warn of', (text) =>
    expect(parseMoney(text)).toMatchObject({ cents: null, problem: null }),
  );

  it.each([
    'abc',
    '-1',
    '-1.00',
    '$-500',
    '(500)',
    '30,000 - 35,000',
    '$30,000-$35,000',
    '1.2.3',
    '4.599E+04',
    '45,99,0',
    '12 EUR USD',
    'Kia $24,990',
    '$399 per month',
    '$399/mo',
    'From $24,990',
    '24,990 39,900',
    '$25,990 $24,990',
    '12 34 567',
    '8,45,00',
    '2,5 Mio €',
    '25½',
    'all 24,990 kr USD EUR',
  ])('"%s" is no price, with a warning', (text) =>
    expect(parseMoney(text)).toMatchObject({
      cents: null,
      problem: expect.stringContaining('Not an amount'),
    }),
  );

  it('comes back from the way it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_99 }), (cents) => {
        const plain = (cents / 100).toFixed(2);
        const us = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(cents / 100);
        const german = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format(cents / 100);
        expect(plainCents(plain)).toBe(cents);
        for (const text of [plain, `$${us}`, `${us} USD`, german])
          expect(parseMoney(text).cents).toBe(cents);
      }),
    );
  });

  it('gives what the short way gives wherever that gives anything, and never throws', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[\d.,$ -]{0,12}$/));
    fc.assert(
      fc.property(texts, (text) => {
        const money = parseMoney(text);
        expect(money.cents === null || (Number.isSafeInteger(money.cents) && money.cents > 0)).toBe(true);
        const plain = plainCents(text);
        if (plain >= 0) expect(money.cents ?? 0).toBe(plain);
      }),
    );
  });
});

describe('mileage', () => {
  it.each([
    ['2,777 miles', '', 2_777],
    ['7560 km', '', 4_698],
    ['18,201', '', 18_201],
    ['18.201', '', 18_201],
    ['18k', '', 18_000],
    ['18.5K mi', '', 18_500],
    ['0', '', 0],
    ['15.0', '', 15],
    ['7560', 'KM', 4_698],
    ['7560', 'KMT', 4_698],
    ['7560 km', 'MI', 7_560],
    ['7560', 'SMI', 7_560],
    ['TBD', '', null],
    ['', 'KM', null],
  ])('%s (%s)', (text, unit, miles) => expect(parseMileage(text, unit)).toBe(miles));

  it.each(['abc', '-5', '12 parsecs', '1.2.3'])('"%s" makes no sense', (text) =>
    expect(parseMileage(text, '')).toBeUndefined(),
  );
});

it.each([
  ['2024', 2024],
  ['24', 2024],
  ['2024.0', 2024],
  ['98', 1998],
  ["'24", 2024],
  ['', null],
  ['N/A', null],
  ['20245', undefined],
  ['abc', undefined],
])('year "%s"', (text, year) => expect(parseYear(text)).toBe(year));

describe('dates', () => {
  const day = Date.UTC(2026, 2, 23);
  it.each([
    '2026-03-23',
    '3/23/2026',
    '03/23/26',
    '23/03/2026',
    '20260323',
    '46104',
    String(day),
    String(day / 1000),
    '2026-03-23T00:00:00Z',
    '2026-03-23 00:00',
    'Mar 23, 2026',
    '2026-03-23T02:00:00+02:00',
    '2026/03/23',
    '3/23/2026 12:00 AM',
  ])('%s', (text) => expect(parseDate(text)).toBe(day));
  it('keep their time of day', () => expect(parseDate('3/23/2026 1:30 PM')).toBe(day + 13.5 * 3_600_000));
  it.each(['', 'N/A', '0000-00-00', '0'])('"%s" is none', (text) => expect(parseDate(text)).toBeNull());
  it.each(['2026-02-30', '13/13/2026', 'soon', '2026-03-23 99:00'])('"%s" makes no sense', (text) =>
    expect(parseDate(text)).toBeUndefined(),
  );
});

it.each([
  ['New', 'new'], ['N', 'new'], ['https://schema.org/NewCondition', 'new'], ['U', 'used'], ['Pre-Owned', 'used'], ['UsedCondition', 'used'],
  ['CPO', 'cpo'], ['Certified Pre-Owned', 'cpo'], ['Non-Certified', 'used'], ['GOOD', null], ['FAIR', null], ['car_truck', null], ['', null],
])('condition "%s"', (text, condition) => expect(parseCondition(text)).toBe(condition)); // prettier-ignore

it('certified is said in several ways', () => {
  expect(['1', 'yes', 'TRUE', 'Y', 'Certified Pre-Owned'].every(isCertified)).toBe(true);
  expect(['0', 'no', 'false', '', 'n'].some(isCertified)).toBe(false);
});

describe('lists', () => {
  const photos = (...cells: string[]): string[] =>
    cells.reduce<string[]>((into, cell) => (addPhotos(cell, into), into), []);
  const options = (cell: string): string[] => {
    const into: string[] = [];
    addOptions(cell, into);
    return into;
  };

  it('photos: commas, pipes, lines, several columns, no photo twice', () => {
    expect(photos('https://a/1.jpg, https://a/2.jpg')).toEqual(['https://a/1.jpg', 'https://a/2.jpg']);
    expect(photos('https://a/1.jpg|https://a/2.jpg')).toHaveLength(2);
    expect(photos('https://a/1.jpg', '', 'https://a/2.jpg', 'https://a/1.jpg')).toHaveLength(2);
    expect(photos('a.jpg,b.jpg')).toEqual(['a.jpg', 'b.jpg']);
  });

  it('photos: a comma inside an address does not separate', () => {
    expect(photos('https://a/w_800,h_600/1.jpg,https://a/w_800,h_600/2.jpg')).toEqual([
      'https://a/w_800,h_600/1.jpg',
      'https://a/w_800,h_600/2.jpg',
    ]);
  });

  it('options: lines before pipes before semicolons before commas', () => {
    expect(options('Wheels, 18 in\n')).toEqual(['Wheels, 18 in']);
    expect(options('A, B|C')).toEqual(['A, B', 'C']);
    expect(options('A,B, ,C')).toEqual(['A', 'B', 'C']);
  });
});
