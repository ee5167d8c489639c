import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inspection, SourceSettings } from '../../../shared/lot.ts';
import { inspectPath } from './inspect.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'lotwatch-inspect-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function inspect(content: string, settings: Partial<SourceSettings> = {}, name = 'feed.csv'): Inspection {
  const file = join(folder, name);
  writeFileSync(file, content);
  return inspectPath(file, settings);
}

/** "Column: field (why)" of every column that is taken for something. */
const taken = ({ suggestions }: Inspection): readonly string[] =>
  suggestions.flatMap(({ column, field, why }) => (field === null ? [] : [`${column}: ${field} (${why})`]));
const suggestion = ({ suggestions }: Inspection, column: string) =>
  suggestions.find((one) => one.column === column);

const CARS = [
  ['2T3W1RFV5PW000017', 'P1042A', '2023', 'Toyota', 'RAV4', 'New', '31,450', '29,995', '12', '2026-05-02'],
  [
    '1HGCY1F37PA000021',
    'P1043',
    '2023',
    'Honda',
    'Accord',
    'Used',
    '33,100',
    '30,250',
    '18204',
    '2026-04-11',
  ],
  ['5TDBRKEC1PS000038', 'P1051B', '2024', 'Toyota', 'Sienna', 'New', '44,310', '43,800', '8', '2026-05-20'],
  [
    '3GNAXMEV7NS200005',
    'P1060',
    '2022',
    'Chevrolet',
    'Equinox',
    'Used',
    '28,900',
    '24,750',
    '31877',
    '2026-03-01',
  ],
  [
    '1FTFW1E85NF000052',
    'P1066',
    '2022',
    'Ford',
    'F-150',
    'Used',
    '61,205',
    '52,499',
    '40112',
    '2026-02-14',
  ],
] as const;
const HEADERS = [
  'Chassis',
  'Tag',
  'MY',
  'Builder',
  'Nameplate',
  'Class',
  'Sticker',
  'Cash deal',
  'Clock',
  'Landed',
];

const table = (headers: readonly string[], order: readonly number[], separator = '\t'): string =>
  [headers, ...CARS].map((row) => order.map((at) => row[at]).join(separator)).join('\n') + '\n';
const IN_ORDER = [...HEADERS.keys()];

describe('a feed with names nobody uses', () => {
  it('is understood by its values, in any order of columns', () => {
    for (const order of [IN_ORDER, IN_ORDER.toReversed(), [5, 7, 1, 9, 0, 3, 8, 6, 2, 4]]) {
      const found = inspect(table(HEADERS, order));
      expect(new Set(taken(found))).toEqual(
        new Set([
          'Chassis: vin (values)',
          'Tag: stockNumber (values)',
          'MY: year (values)',
          'Builder: make (values)',
          'Nameplate: model (values)',
          'Class: condition (values)',
          'Sticker: msrp (values)',
          'Cash deal: price (values)',
          'Clock: mileage (values)',
          'Landed: dateInStock (values)',
        ]),
      );
      expect(found.missing).toEqual(['dealer']);
      expect(found.samples[0]).toMatchObject({ vin: CARS[0][0], msrp: '31450.00', price: '29995.00' });
    }
  });

  it('is understood without any word to go by: the larger amount is the MSRP', () => {
    const names = IN_ORDER.map((at) => `F${at + 1}`);
    const found = inspect(table(names, IN_ORDER));
    expect(suggestion(found, 'F1')).toMatchObject({ field: 'vin', why: 'values' });
    expect(suggestion(found, 'F3')).toMatchObject({ field: 'year' });
    expect(suggestion(found, 'F7')).toMatchObject({ field: 'msrp' });
    expect(suggestion(found, 'F8')).toMatchObject({ field: 'price' });
    expect(suggestion(found, 'F9')).toMatchObject({ field: 'mileage' });
    expect(suggestion(found, 'F2')).toMatchObject({ field: 'stockNumber' });
    for (const { why, confidence } of found.suggestions)
      if (why === 'values') expect(confidence).toBeLessThan(0.95);
  });

  it('shows the first rows as they stand, and samples of each column', () => {
    const found = inspect(table(HEADERS, IN_ORDER));
    expect(found.columns).toEqual(HEADERS);
    expect(found.rows).toHaveLength(5);
    expect(found.rows[1]).toEqual([...CARS[1]]);
    expect(suggestion(found, 'Builder')?.samples).toEqual(['Toyota', 'Honda', 'Chevrolet']);
  });

  it('JSON with names nobody uses is not a failure either', () => {
    const rows = CARS.map((car) => ({
      id: { fin: car[0] },
      ask: Number(car[7].replace(',', '')),
      pics: [`https://x.example/${car[0]}.jpg`],
    }));
    const found = inspect(JSON.stringify(rows), {}, 'feed.json');
    expect(taken(found)).toContain('id.fin: vin (values)');
    expect(taken(found)).toContain('ask: price (values)');
    expect(found.suggestions.find(({ field }) => field === 'photos')?.column).toMatch(/^pics/);
  });
});

describe('names and values together', () => {
  it('is sure of usual names, and says why', () => {
    const found = inspect('VIN,MSRP,Price,Odometer\n2T3W1RFV5PW000017,31000,30000,5\n');
    expect(taken(found)).toEqual([
      'VIN: vin (header)',
      'MSRP: msrp (header)',
      'Price: price (header)',
      'Odometer: mileage (header)',
    ]);
    expect(suggestion(found, 'VIN')?.confidence).toBe(0.95);
    expect(found.missing).toEqual(['dealer', 'make', 'model', 'year', 'condition']);
  });

  it('prefers a column of VINs to one that only has a VIN’s name', () => {
    const rows = CARS.map((car, at) => `${1000 + at},${car[0]},${car[7].replace(',', '')}`).join('\n');
    const found = inspect(`vehicle_id,frame,price\n${rows}\n`);
    expect(suggestion(found, 'frame')).toMatchObject({ field: 'vin', why: 'values' });
    expect(suggestion(found, 'vehicle_id')?.field).not.toBe('vin');
  });

  it('takes no usual name over values that are something else: the person is asked', () => {
    const rows = CARS.map((car) => `${car[0]},SUV,${car[7].replace(',', '')}`).join('\n');
    const found = inspect(`VIN,Type,Price\n${rows}\n`);
    expect(suggestion(found, 'Type')).toMatchObject({ field: 'bodyStyle', why: 'values' });
    expect(found.missing).toContain('condition');
  });

  it('never takes what a car cost, or costs a month, for its price', () => {
    const rows = CARS.map(
      (car) =>
        `${car[0]},$21${car[8].padStart(3, '0').slice(0, 3)}.00,$450.00,$${car[7].replace(',', '')}.00`,
    );
    const found = inspect(`Chassis,Invoice,Monthly payment,Tag\n${rows.join('\n')}\n`);
    expect(suggestion(found, 'Tag')).toMatchObject({ field: 'price' });
    expect(suggestion(found, 'Invoice')).toMatchObject({ field: null, why: 'none' });
    expect(suggestion(found, 'Monthly payment')).toMatchObject({ field: null });
  });

  it('leaves a leading column of row numbers without a name alone', () => {
    const rows = CARS.map((car, at) => `${at},${car[0]},${car[6].replace(',', '')}`).join('\n');
    const found = inspect(`,Chassis,Sticker\n${rows}\n`);
    expect(found.suggestions[0]).toMatchObject({ column: '', field: null });
    expect(taken(found)).toEqual(['Chassis: vin (values)', 'Sticker: msrp (values)']);
  });
});

describe('what a person said', () => {
  it('stands before names and values', () => {
    const found = inspect(table(HEADERS, IN_ORDER), { mapping: { price: ['Sticker'], vin: ['Chassis'] } });
    expect(suggestion(found, 'Sticker')).toMatchObject({ field: 'price', why: 'chosen', confidence: 1 });
    expect(suggestion(found, 'Cash deal')?.field).not.toBe('price');
  });

  it('holds for columns that mean nothing, too', () => {
    const text = 'VIN,MSRP,Price\n2T3W1RFV5PW000017,31000,30000\n';
    const found = inspect(text, { ignored: ['MSRP'] });
    expect(suggestion(found, 'MSRP')).toMatchObject({ field: null, why: 'chosen', confidence: 1 });
    expect(found.missing).toContain('msrp');
    expect(found.samples[0]).not.toHaveProperty('msrp');
  });

  it('a mapping to a column that is gone is reported, not thrown', () => {
    const found = inspect('VIN,Price\n2T3W1RFV5PW000017,30000\n', { mapping: { msrp: ['List'] } });
    expect(found.notes.join()).toContain('no column "List" for msrp');
    expect(found.missing).toContain('msrp');
  });

  it('a value from the settings fills what no column does', () => {
    const found = inspect('VIN,Price\n2T3W1RFV5PW000017,30000\n', {
      dealer: 'Eastside',
      constants: { make: 'Toyota' },
    });
    expect(found.missing).toEqual(['msrp', 'model', 'year', 'condition']);
  });
});

describe('a file without VINs', () => {
  it('names the VIN first among what is missing and shows the rows all the same', () => {
    const found = inspect('colour,amount\nred,12\nblue,13\n');
    expect(found.missing[0]).toBe('vin');
    expect(found.rows).toEqual([
      ['red', '12'],
      ['blue', '13'],
    ]);
    expect(found.samples).toEqual([]);
  });
});

describe('a column that counts days in stock', () => {
  const feed = (name: string, values: readonly string[]): Inspection =>
    inspect(
      `VIN\tPrice\t${name}\n${CARS.slice(0, values.length)
        .map((car, i) => `${car[0]}\t${car[7]}\t${values[i]}`)
        .join('\n')}\n`,
    );
  it.each([
    'Days in Stock',
    'Days on Lot',
    'DOL',
    'DIS',
    'Age',
    'Inventory Age',
    'Days In Inventory',
    'Lot Age',
  ])('%s is known by name, with the date that it leads back to', (name) => {
    const found = feed(name, ['4', '45', '112', '9']);
    expect(taken(found)).toContain(`${name}: daysInStock (header)`);
    expect(found.samples[0]?.['dateInStock']).toMatch(/^\d+$/);
  });
  it.each([
    ['Days we had it in stock', ['4', '45', '112', '9'], 'daysInStock (values)'],
    ['Aging (lot)', ['4', '45', '112', '9'], 'daysInStock (values)'],
    ['Age', ['2026-05-02', '2026-04-11', '2026-05-20', '2026-03-01'], 'dateInStock (header)'],
    ['Age', ['2023', '2023', '2024', '2022'], 'year (values)'],
    ['In-Stock Date', ['2026-05-02', '2026-04-11', '2026-05-20', '2026-03-01'], 'dateInStock (header)'],
  ])('%s with %s is %s', (name, values, expected) =>
    expect(taken(feed(name, values))).toContain(`${name}: ${expected}`),
  );
  it.each(['Avg days on market lots', 'Market days supply of stock', 'Days since price change'])(
    '%s is none',
    (name) => expect(taken(feed(name, ['4', '45', '112', '9'])).join()).not.toContain('InStock'),
  );
});
