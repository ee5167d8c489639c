import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ListingRow } from '../../../shared/listing.ts';
import { readFile } from '../read-fixture.ts';
import type { ReadSettings } from '../snapshot.ts';

/** The same three cars as every kind of feed writes them (made up). What a format cannot say is named with it. */
const photos = (stock: string): string[] =>
  [1, 2, 3].map((n) => `https://img.northlot.example/${stock}/${n}.jpg`);
const url = (vin: string): string => `https://www.northlot.example/inventory/${vin.toLowerCase()}`;
const SHARED = {
  currency: 'USD',
  dealerId: 'north-14',
  dealerName: 'North Lot Toyota',
};

const CARS: readonly Partial<ListingRow>[] = [
  {
    ...SHARED,
    vin: '5YFS4MCE9RP200101',
    stockNumber: 'N1001',
    condition: 'new',
    year: 2024,
    make: 'Toyota',
    model: 'Corolla',
    trim: 'LE',
    bodyStyle: 'Sedan',
    exteriorColor: 'Ice Cap',
    interiorColor: 'Black',
    engine: '1.8L I4',
    transmission: 'CVT',
    drivetrain: 'FWD',
    fuel: 'Gasoline',
    mileage: 12,
    msrp: 2_535_000,
    price: 2_499_000,
    title: '2024 Toyota Corolla LE',
    description: 'New Corolla LE with a 1.8 L engine, 169 hp and a 4.2" display, seats five',
    url: url('5YFS4MCE9RP200101'),
    photos: photos('N1001'),
    options: ['Wheels 16 in', 'Cargo tray'],
    dateInStock: Date.UTC(2026, 7, 3),
  },
  {
    ...SHARED,
    vin: '1FTFW1E56NFA00303',
    stockNumber: 'U2002',
    condition: 'used',
    year: 2022,
    make: 'Ford',
    model: 'F-150',
    trim: 'XLT',
    bodyStyle: 'Truck',
    exteriorColor: 'Oxford White',
    interiorColor: 'Gray',
    engine: '3.5L V6',
    transmission: 'Automatic',
    drivetrain: '4WD',
    fuel: 'Gasoline',
    mileage: 31_250,
    msrp: null,
    price: 3_875_000,
    title: '2022 Ford F-150 XLT',
    description: 'One owner; tow package, 5,000 lb hitch',
    url: url('1FTFW1E56NFA00303'),
    photos: photos('U2002'),
    options: ['Tow package', 'Bed liner'],
    dateInStock: Date.UTC(2026, 6, 19),
  },
  {
    ...SHARED,
    vin: 'JTDACAAU1P3000505',
    stockNumber: 'C3003',
    condition: 'cpo',
    year: 2023,
    make: 'Toyota',
    model: 'Prius',
    trim: 'Limited',
    bodyStyle: 'Hatchback',
    exteriorColor: 'Supersonic Red',
    interiorColor: 'Ivory',
    engine: '2.0L Hybrid',
    transmission: 'eCVT',
    drivetrain: 'FWD',
    fuel: 'Hybrid',
    mileage: 8_120,
    msrp: null,
    price: 3_348_000,
    title: '2023 Toyota Prius Limited',
    description: 'Certified hybrid, 196 hp, panoramic roof',
    url: url('JTDACAAU1P3000505'),
    photos: photos('C3003'),
    options: ['Panoramic roof'],
    dateInStock: Date.UTC(2026, 7, 11),
  },
];

type Format = {
  readonly file: string;
  /** Fields the format has no word for. */
  readonly without?: readonly (keyof ListingRow)[];
  /** What it says otherwise of every car. */
  readonly says?: (car: Partial<ListingRow>) => Partial<ListingRow>;
  readonly settings?: Partial<ReadSettings>;
};

const shouted = ({ bodyStyle }: Partial<ListingRow>): Partial<ListingRow> => ({
  bodyStyle: bodyStyle?.toUpperCase() ?? null,
});
const NO_CURRENCY = ['currency', 'title'] as const;

const FORMATS: readonly Format[] = [
  { file: 'google.csv' },
  { file: 'google.xml' },
  { file: 'meta.csv', says: shouted },
  { file: 'meta.xml', says: shouted },
  { file: 'tiktok.tsv', without: ['engine', 'options', 'dateInStock'] },
  { file: 'homenet.csv', without: NO_CURRENCY },
  { file: 'homenet.xml', without: NO_CURRENCY },
  { file: 'vauto.csv', without: NO_CURRENCY },
  {
    file: 'dealercenter.csv',
    settings: { condition: 'used' },
    without: [
      ...NO_CURRENCY,
      'msrp',
      'bodyStyle',
      'engine',
      'drivetrain',
      'fuel',
      'url',
      'options',
      'dateInStock',
    ],
    says: () => ({ condition: 'used' }),
  },
  {
    file: 'dealer-inspire.json',
    without: ['currency', 'description'],
    says: () => ({ dealerId: 'north-lot-toyota' }),
  },
  {
    file: 'schema-org.json',
    without: ['msrp', 'options', 'dateInStock'],
    // It has no word for certified, and names no dealer id.
    says: ({ condition }) => ({
      dealerId: 'north-lot-toyota',
      condition: condition === 'new' ? 'new' : 'used',
    }),
  },
];

const blank = (field: keyof ListingRow): unknown => (field === 'options' ? [] : null);

describe('the same cars come out of every format', () => {
  it.each(FORMATS)('$file', ({ file, without = [], says = () => ({}), settings = {} }) => {
    const { rows, snapshot } = readFile(join(import.meta.dirname, file), settings);
    const missing = Object.fromEntries(without.map((field) => [field, blank(field)]));
    expect(rows.map(({ listing }) => listing)).toMatchObject(
      CARS.map((car) => ({ ...car, ...says(car), ...missing })),
    );
    expect(rows.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(snapshot.notes).toEqual([]);
  });

  it.each([
    ['google.csv', 'WA 98057'],
    ['google.xml', 'WA 98057'],
    ['tiktok.tsv', 'WA 98057'],
    ['meta.csv', 'WA, 98057'],
    ['meta.xml', 'WA, 98057'],
    ['homenet.csv', 'WA, 98057'],
    ['homenet.xml', 'WA, 98057'],
    ['schema-org.json', 'WA, 98057'],
  ])('%s places its dealer on the map', (file, end) => {
    for (const { listing } of readFile(join(import.meta.dirname, file)).rows)
      expect(listing?.dealerLocation).toBe(`1400 Harbor Ave N, Renton, ${end}`);
  });
});
