import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readText } from '../../read-fixture.ts';
import { MADE_STYLES as style, workbook, type Cell, type SheetOf } from './workbook.fixture.ts';

const HEAD = [
  'VIN',
  'Year',
  'Make',
  'Model',
  'MSRP',
  'Price',
  'Stock Number',
  'Date In Stock',
  'Condition',
];
const row = (vin: Cell, msrp: number, more: readonly Cell[] = []): readonly Cell[] => [
  vin, { n: 2026 }, 'Toyota', 'RAV4', { n: msrp, s: style.dollars }, { n: msrp - 1000, s: style.thousands },
  { n: 417, s: style.five }, { n: 46255, s: style.date }, 'New', ...more,
]; // prettier-ignore
const LOT: SheetOf = {
  name: 'Lot',
  rows: [HEAD, row('1HGCM82633A004352', 40000), row('3GNAXMEV7NS200005', 50000)],
};
const other = (name: string): SheetOf => ({
  name,
  rows: [
    ['Total', 'Cars'],
    ['Lot', { n: 2 }],
  ],
});

describe('an Excel workbook', () => {
  it('is read as its cells are shown: money, leading zeros, dates', () => {
    const { snapshot, rows } = readText(workbook([LOT]));
    expect([snapshot.format, snapshot.columns]).toEqual(['xlsx', HEAD]);
    expect(rows.map(({ listing }) => listing)).toMatchObject([
      {
        vin: '1HGCM82633A004352',
        year: 2026,
        make: 'Toyota',
        msrp: 4_000_000,
        price: 3_900_000,
        stockNumber: '00417',
        dateInStock: Date.parse('2026-08-21'),
        condition: 'new',
      },
      { vin: '3GNAXMEV7NS200005', msrp: 5_000_000, price: 4_900_000 },
    ]);
  });

  it('reads sheets that are sections of one inventory, whose names say the condition', () => {
    const head = ['VIN', 'Make', 'Price'];
    const sheet = (name: string, vin: string, header = head): SheetOf => ({
      name,
      rows: [header, header.map((column) => ({ VIN: vin, Make: 'Ford', Price: '20000' })[column] ?? '')],
    });
    const conditions = (...sheets: SheetOf[]) =>
      readText(workbook(sheets), { condition: null }).rows.map(({ listing }) => [listing?.condition, listing?.price]);
    const used = sheet('Used Cars', '1HGCM82633A004352', ['Price', 'VIN']);
    expect(conditions(sheet('New', '3GNAXMEV7NS200005'), used)).toEqual([['new', 2_000_000], ['used', 2_000_000]]);
    expect(conditions(used)).toEqual([['used', 2_000_000]]);
    // Of other columns, sold ones, or days one after the other, the first alone.
    for (const other of [sheet('Used', '1HGCM82633A004352', ['VIN', 'Cost']), sheet('Used sold', '1HGCM82633A004352'), sheet('Nov 1', '1HGCM82633A004352')])
      expect(conditions(sheet('New', '3GNAXMEV7NS200005'), other)).toEqual([['new', 2_000_000]]);
  }); // prettier-ignore

  it.each([
    ['another sheet first', [other('Summary'), LOT], ['Summary']],
    ['a hidden sheet with old cars first', [{ ...LOT, name: 'Old', hidden: true }, LOT], ['Old']],
    ['two lots', [LOT, { ...LOT, name: 'Used' }, other('Sum')], ['Used', 'Sum']],
    ['an empty sheet', [{ name: 'Sheet1', rows: [] }, LOT], []],
  ])(
    'the first sheet with a VIN is taken, the others are named: %s',
    (_name, sheets: SheetOf[], left: string[]) => {
      const { snapshot, rows } = readText(workbook(sheets));
      expect(rows).toHaveLength(2);
      const said = snapshot.notices().filter(({ code }) => code === 'not-read');
      expect(said.map(({ column }) => column)).toEqual(left);
      expect(said.every(({ count }) => count > 0)).toBe(true);
    },
  );

  it('has title rows above its columns', () => {
    const rows = [['Smith Motors'], [null], ['As of', { n: 46255, s: style.date }], ...LOT.rows];
    const read = readText(workbook([{ name: 'Lot', rows }]));
    expect(read.rows.map(({ vin }) => vin)).toEqual(['1HGCM82633A004352', '3GNAXMEV7NS200005']);
    expect(read.snapshot.notices().some(({ code }) => code === 'skipped-lines')).toBe(true);
  });

  it('leaves a blank at the end of a row blank, and what a formula gave is a value', () => {
    const rows = [
      [...HEAD, 'Color'],
      row({ str: '1HGCM82633A004352' }, 40000, ['Red, "warm"\nand & bright']),
      [...row('3GNAXMEV7NS200005', 50000), { e: '#N/A' }] as readonly Cell[],
    ];
    const read = readText(workbook([{ name: 'Lot', rows }]));
    expect(read.rows.map(({ listing }) => listing?.exteriorColor ?? null)).toEqual([
      'Red, "warm"\nand & bright',
      null,
    ]);
    expect(read.rows.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('of a Mac counts its days from 1904; a day with a time keeps it', () => {
    const dated = (n: number, s: number) =>
      [
        HEAD,
        ['1HGCM82633A004352', null, null, null, null, null, null, { n, s }],
      ] as readonly (readonly Cell[])[];
    const read = (rows: readonly (readonly Cell[])[], date1904: boolean) =>
      readText(workbook([{ name: 'Lot', rows }], { date1904 })).rows[0]?.listing?.dateInStock;
    expect(read(dated(46255 - 1462, style.date), true)).toBe(Date.parse('2026-08-21'));
    expect(read(dated(46255.75, style.moment), false)).toBe(Date.parse('2026-08-21T18:00:00Z'));
  });

  it('hashes a row alike while its cells are alike, wherever its texts stand', () => {
    const [head, first, second] = LOT.rows;
    const before = readText(workbook([LOT])).hashes;
    const after = readText(
      workbook([other('Added'), { name: 'Lot', rows: [head ?? [], second ?? [], first ?? []] }]),
    ).hashes;
    expect(after).toEqual(before.toReversed());
  });

  it('in a zip archive is read, too', () => {
    const packed = zipSync({ 'lot.xlsx': workbook([LOT]) });
    expect(readText(packed).rows).toHaveLength(2);
  });

  it('without a VIN shows its columns, so that a person can say which it is', () => {
    expect(() => readText(workbook([other('Summary')]))).toThrow(/The columns are: Total, Cars/);
    const rows = [
      ['Fahrgestell', 'MSRP'],
      ['1HGCM82633A004352', { n: 40000 }],
    ] as readonly (readonly Cell[])[];
    const read = readText(workbook([other('Summary'), { name: 'Lot', rows }]), {
      mapping: { vin: ['Fahrgestell'] },
    });
    expect(read.rows[0]).toMatchObject({ vin: '1HGCM82633A004352' });
  });

  it('of texts that are repeated beyond all measure is refused', () => {
    const long = 'x'.repeat(20_000);
    const rows = [
      HEAD,
      ...Array.from({ length: 200 }, (_, i) =>
        row(`1HGCM82633A${String(i).padStart(6, '0')}`, 40000, [long]),
      ),
    ];
    expect(() => readText(workbook([{ name: 'Lot', rows }]), {}, { maxBytes: 1 << 20 })).toThrow(
      /unpacks to more than 1 MiB/,
    );
  });
});
