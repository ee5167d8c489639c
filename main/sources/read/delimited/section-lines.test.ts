import { describe, expect, it } from 'vitest';
import { readText } from '../../read-fixture.ts';
import { workbook } from '../xlsx/workbook.fixture.ts';

const vin = (at: number): string => `1FTEW1EP${at % 10}RK${String(at).padStart(6, '0')}`;
const row = (at: number): string[] => [vin(at), `S${at}`, '2024', 'Ford', 'F-150', `${30_000 + at}`];
const HEADER = ['VIN', 'Stock', 'Year', 'Make', 'Model', 'Price'];
const line = (...cells: string[]): string[] => [
  ...cells,
  ...Array.from({ length: Math.max(0, 6 - cells.length) }, () => ''),
];
const csv = (rows: readonly (readonly string[])[], mark = ','): string =>
  `${rows.map((cells) => cells.join(mark)).join('\n')}\n`;
const read = (content: string | Uint8Array, settings = {}) =>
  readText(content, { dealer: 'D', condition: null, ...settings }, { asOf: Date.UTC(2024, 5, 1) });
const conditions = (content: string | Uint8Array, settings = {}) =>
  read(content, settings).rows.flatMap(({ listing }) => (listing === null ? [] : [listing.condition]));
const sections = (content: string | Uint8Array) =>
  read(content)
    .snapshot.notices()
    .filter(({ code }) => code === 'section')
    .map(({ field, value, count, sample }) => [field, value, count, sample]);

describe('a text alone in its row', () => {
  const first = [HEADER, line('NEW VEHICLES'), row(1), row(2)];

  it('says the condition of the rows below it, and that is told', () => {
    const text = csv([...first, line('USED VEHICLES (34)'), HEADER, row(3), line('Certified'), row(4)]);
    expect(conditions(text)).toEqual(['new', 'new', 'used', 'cpo']);
    expect(sections(text)).toEqual([
      ['condition', 'new', 1, ['NEW VEHICLES']],
      ['condition', 'used', 1, ['USED VEHICLES (34)']],
      ['condition', 'cpo', 1, ['Certified']],
    ]);
    const { snapshot, rows } = read(text);
    expect(snapshot.mapped['condition']).toBe('section');
    expect(snapshot.notices()).not.toContainEqual(expect.objectContaining({ code: 'no-column', field: 'condition' }));
    expect(rows.filter(({ rejected }) => rejected !== null).map(({ rejected }) => rejected?.reason)).toEqual([
      'no VIN: the line of column names is repeated',
    ]);
  }); // prettier-ignore

  it.each([
    ['Pre-owned inventory', 'used'], ['PREOWNED', 'used'], ['Certified Pre-Owned', 'cpo'], ['Demos', 'unknown'], ['used', 'used'],
    ['34 used cars', 'used'], ['Section: Used', 'used'], ['*** USED ***', 'used'], ['Gebrauchtwagen', 'used'], ['Neuwagen', 'new'],
    ['Neufahrzeuge', 'new'], ["Véhicules d'occasion", 'used'], ['Vehículos nuevos', 'new'], ['Seminuevos', 'used'], ['Auto usate', 'used'],
    ['Used Trucks & SUVs', 'used'], ['2024 New Ford F-150', 'new'], ['"Used, all years"', 'used'], ['New Ford Inventory', 'new'], ['Not certified', 'used'], ['Loaners', 'unknown'],
  ])('%s: %s', (name, condition) => {
    const text = csv([HEADER, line(name), row(1)]);
    expect(conditions(text)).toEqual([condition]);
    expect(sections(text)).toHaveLength(1);
  }); // prettier-ignore

  it('of demos says so beside their condition', () => {
    const { rows } = read(csv([...first, line('DEMOS'), row(3), line('New demonstrators'), row(4)]));
    expect(rows.map(({ listing }) => [listing?.condition, listing?.stockType])).toEqual([
      ['new', null], ['new', null], ['unknown', 'demo'], ['new', 'demo'],
    ]); // prettier-ignore
  });

  it('of sold or reserved ones says their status', () => {
    const { rows } = read(csv([...first, line('SOLD VEHICLES'), row(3), line('Sale pending'), row(4), line('Used'), row(5)]));
    expect(rows.map(({ listing }) => listing?.status)).toEqual([null, null, 'sold', 'pending', null]);
  }); // prettier-ignore

  it.each([
    ['in any column', csv([HEADER, ['', '', '', 'USED VEHICLES', '', ''], row(1)])],
    ['without the other cells', `${HEADER.join()}\nUSED VEHICLES\n${row(1).join()}\n`],
    ['with its count in the next cell', csv([HEADER, line('USED VEHICLES', '34'), row(1)])],
    ['in quotes', csv([HEADER, line('"USED VEHICLES"'), row(1)])],
    ['with every cell in quotes', csv([HEADER, line('USED VEHICLES'), row(1)].map((cells) => cells.map((cell) => `"${cell}"`)))],
    ['between tabs', csv([HEADER, line('USED VEHICLES'), row(1)], '\t')],
    ['between semicolons', csv([HEADER, line('USED VEHICLES'), row(1)], ';')],
    ['with Windows line ends', csv([HEADER, line('USED VEHICLES'), row(1)]).replaceAll('\n', '\r\n')],
    ['above the column names', csv([['USED VEHICLES'], HEADER, row(1)])],
    ['above a column of VINs without a name for it', csv([['Chassis', ...HEADER.slice(1)], line('USED VEHICLES'), row(1)])],
    ['beside a column of body styles', csv([[...HEADER, 'Type'], line('USED VEHICLES'), [...row(1), 'SUV']])],
    ['beside a blank condition', csv([[...HEADER, 'Condition'], line('USED VEHICLES'), [...row(1), '']])],
    ['in a workbook', workbook([{ name: 'Lot', rows: [HEADER, ['USED VEHICLES'], row(1)] }])],
  ])('is found %s', (_, text) => {
    expect(conditions(text)).toEqual(['used']);
  }); // prettier-ignore

  it('gives way to what a row says itself', () => {
    const text = csv([
      [...HEADER, 'Condition'],
      line('USED VEHICLES'),
      [...row(1), 'New'],
      [...row(2), ''],
    ]);
    expect(conditions(text)).toEqual(['new', 'used']);
  });

  it('makes a row another one when it moves', () => {
    const hashes = (name: string) => read(csv([HEADER, line(name), row(1), line('DEMOS'), row(2)])).hashes;
    const [used, asNew] = [hashes('USED'), hashes('NEW')];
    expect(used[0]).not.toBe(asNew[0]);
    expect(used[1]).toBe(asNew[1]);
  });

  it('is found far into a long file', () => {
    const many = Array.from({ length: 30_000 }, (_, at) => row(at));
    const text = csv([HEADER, line('NEW'), ...many, line('USED'), row(40_000)]);
    expect(conditions(text).at(-1)).toBe('used');
    // Where no column was made for it, it is told that it was not used.
    expect(sections(csv([HEADER, ...many, line('USED'), row(40_000)]))).toEqual([
      ['condition', null, 1, ['USED']],
    ]);
  });
});

describe('a line that is no section', () => {
  it('of other words ends the section, and is told', () => {
    const text = csv([HEADER, line('USED VEHICLES'), row(1), line('Consignment'), row(2)]);
    expect(conditions(csv([HEADER, line('Wholesale'), row(1), line('Retail'), row(2)]))).toEqual([
      'unknown',
      'new',
    ]);
    expect(conditions(text)).toEqual(['used', 'new']);
    expect(sections(text)).toContainEqual(['condition', null, 1, ['Consignment']]);
    expect(read(text).snapshot.notices()).toContainEqual(
      expect.objectContaining({ code: 'assumed', field: 'condition', value: 'new', count: 1 }),
    );
  });

  it.each(['Trucks', 'FORD', 'Total: 12', 'Total used vehicles 12', 'Page 2 of 5', 'All prices plus tax and title, see store.'])(
    '%s leaves the section as it is',
    (name) => expect(conditions(csv([HEADER, line('USED VEHICLES'), row(1), line(name), row(2)]))).toEqual(['used', 'used']),
  ); // prettier-ignore

  it.each([
    ['a total', line('Used total: 34')],
    ['new and used ones', line('NEW AND USED VEHICLES')],
    ['new arrivals', line('New arrivals')],
    ['a dealer', line('Used Car Superstore')],
    ['a stock number', line('', 'NEW-1001')],
    ['a car with little known of it', line('NEW1001')],
  ])('says nothing: %s', (_, cells) => {
    const text = csv([HEADER, cells, row(1)]);
    expect(sections(text)).toEqual([]);
    expect(conditions(text).at(-1)).toBe('new');
    expect(read(text).rows.at(-1)?.vin).toBe(vin(1));
  });

  it('a remark with a number in it is no car, and is told', () => {
    const text = csv([HEADER, row(1), line('Page 2 of 5'), line('All prices plus $499 doc fee'), row(2)]);
    expect(read(text).rows.map((one) => one.vin)).toEqual([vin(1), vin(2)]);
    expect(read(text).snapshot.notices().filter(({ code }) => code === 'no-identity').map(({ value }) => value)).toEqual([
      'Page 2 of 5', 'All prices plus $499 doc fee',
    ]);
  }); // prettier-ignore

  it('in a title with other words says nothing of the rows', () => {
    for (const title of ['Used Car Superstore', 'Certified Auto Group inventory'])
      expect(conditions(csv([[title], HEADER, row(1)]))).toEqual(['new']);
  });
});
