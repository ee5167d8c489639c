import { describe, expect, it } from 'vitest';
import { isCertified, parseCondition } from './condition.ts';
import { parseDate } from './dates.ts';
import { addOptions, addPhotos } from './lists.ts';
import { parseDistance, parseMileage, parseYear } from './numbers.ts';

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
    ['45.000 km', '', 27_962],
    ['km 45 000', '', 27_962],
    ['45’000 km', '', 27_962],
    ['45\u202f000 km', '', 27_962],
  ])('%s (%s)', (text, unit, miles) => expect(parseMileage(text, unit)).toBe(miles));

  it.each([
    ['7560 km', '', 7_560],
    ['7560', 'KM', 7_560],
    ['45’000 km', '', 45_000],
    ['18k km', '', 18_000],
    ['7560 km', 'MI', null],
    ['7,560 miles', '', null],
  ])('%s (%s) stays what it says in kilometres: %s', (text, unit, kilometres) =>
    expect(parseDistance(text, unit)?.kilometres).toBe(kilometres),
  );

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
