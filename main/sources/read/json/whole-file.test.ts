import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../read-fixture.ts';

const vinOf = (index: number): string => `1FTEW1EP${index % 10}NK${String(index).padStart(6, '0')}`;
const car = (index: number, more: object = {}): object => ({
  vin: vinOf(index),
  make: 'Ford',
  price: 20_000 + index,
  ...more,
});
const cars = (from: number, count: number): object[] =>
  Array.from({ length: count }, (_, i) => car(from + i));
const noVin = (index: number): object => ({ make: 'Ford', price: index });
const text = (value: unknown, indent = 0): string => JSON.stringify(value, null, indent);
const read = (value: unknown, settings = {}) =>
  readText(typeof value === 'string' ? value : text(value), settings);
const listings = (value: unknown) => read(value).rows.map(({ listing }) => listing);
const vins = (value: unknown): unknown[] => read(value).rows.map(({ vin }) => vin);
const notRead = (value: unknown) =>
  read(value)
    .snapshot.notices()
    .filter(({ code }) => code === 'not-read');
const all = (count: number): string[] => Array.from({ length: count }, (_, i) => vinOf(i));
const byVin = (list: readonly object[]): object =>
  Object.fromEntries(list.map((one) => [(one as { vin: string }).vin, one]));
/** More than is looked at before reading begins. */
const LONG = 9_000;

describe('vehicles under the keys of an object', () => {
  it.each<[string, unknown, number?]>([
    ['at the root', byVin(cars(0, 3))],
    ['further in', { at: '2026', data: { vehicles: byVin(cars(0, 3)) } }],
    ['by number', { vehicles: { ...cars(0, 3) } }],
    ['by number at the root', { ...cars(0, 3) }],
    ['by another name of their own', { vehicles: { 'S-1': car(0), 'S-2': car(1), 'S-3': car(2) } }],
    ['a single one', { vehicles: byVin(cars(0, 1)) }, 1],
    ['beside something else', { meta: { n: 1 }, ...byVin(cars(0, 3)) }],
    ['one object after the other', `${text(byVin(cars(0, 2)))}\n${text(byVin(cars(2, 1)))}`],
  ])('are rows: %s', (_, value, count = 3) => {
    expect(vins(value)).toEqual(all(count));
    expect(notRead(value)).toEqual([]);
  });

  it('have the key for a VIN where they have none', () => {
    const value = { cars: { [vinOf(0)]: noVin(1), [vinOf(1)]: noVin(2) } };
    const { rows, hashes } = read(value);
    expect(rows.map(({ listing }) => [listing?.vin, listing?.price])).toEqual([
      [vinOf(0), 100],
      [vinOf(1), 200],
    ]);
    // The same object under another key is another car.
    const moved = read({ cars: { [vinOf(0)]: noVin(1), [vinOf(2)]: noVin(2) } }).hashes;
    expect(moved[0]).toBe(hashes[0]);
    expect(moved[1]).not.toBe(hashes[1]);
  });

  it('are read to the end of a long file', () =>
    expect(vins({ cars: byVin(cars(0, LONG)) })).toEqual(all(LONG)));
});

describe('several lists', () => {
  it.each([
    ['arrays one after the other', `${text(cars(0, 2))}${text(cars(2, 2))}`],
    ['with a comma and blanks between', `${text(cars(0, 2), 1)} ,\n\n${text(cars(2, 2), 1)}\n`],
    ['lines that are arrays', `${text(cars(0, 2))}\n${text(cars(2, 1))}\n${text(cars(3, 1))}\n`],
    ['lines that have a list', `${text({ vehicles: cars(0, 2) })}\n${text({ vehicles: cars(2, 2) })}\n`],
    ['lists beside each other', { cars: cars(0, 2), trucks: cars(2, 2) }],
    ['lists under dealers by name', { north: { vehicles: cars(0, 2) }, south: { vehicles: cars(2, 2) } }],
    ['lists in two ways apart', { y26: { new: cars(0, 1), used: cars(1, 1) }, y25: { used: cars(2, 2) } }],
    [
      'two pages',
      `${text({ page: 1, results: cars(0, 3) }, 2)}\n${text({ page: 2, results: cars(3, 1) }, 2)}`,
    ],
  ])('are all read: %s', (_, value) => {
    expect(vins(value)).toEqual(all(4));
    expect(notRead(value)).toEqual([]);
  });

  it('far apart in a long file as well', () => {
    expect(vins({ new: cars(0, LONG), used: cars(LONG, 5) })).toEqual(all(LONG + 5));
    expect(vins(text(cars(0, LONG)) + text(cars(LONG, 5)))).toEqual(all(LONG + 5));
  });

  it('cut off in the second one refuse the file', () =>
    expect(() => vins(`${text(cars(0, 2))}[${text(car(3))},{"vin":"x`)).toThrow('ends in the middle'));

  it('have the condition that their name says, unless a row says another', () => {
    const value = {
      newVehicles: [car(0), car(1, { condition: 'Used' })],
      used_inventory: [car(2)],
      certified: [car(3), car(4, { condition: '' })],
    };
    expect(listings(value).map((listing) => listing?.condition)).toEqual([
      'new',
      'used',
      'used',
      'cpo',
      'cpo',
    ]);
    const bare = { 'Pre-Owned': cars(0, 1), New: cars(1, 1) };
    expect(listings(bare).map((listing) => listing?.condition)).toEqual(['used', 'new']);
    // In another list the same bytes are another row.
    const [used, asNew] = ['used', 'new'].map((name) => read({ [name]: [car(1)] }).hashes[0]);
    expect(used).not.toBe(asNew);
  });

  it.each([
    ['sold ones', { vehicles: cars(0, 2), sold: cars(7, 3) }, 'sold[]', 3],
    ['sold ones first', { sold: cars(7, 3), vehicles: cars(0, 2) }, 'sold[]', 3],
    [
      'similar ones elsewhere',
      { vehicles: cars(0, 2), more: { similar: cars(7, 2) } },
      'more.similar[]',
      2,
    ],
    ['others by VIN', { vehicles: cars(0, 2), x: { seen: byVin(cars(7, 2)) } }, 'x.seen.*', 2],
    ['bare places on a map', { vehicles: cars(0, 2), map: [{ vin: vinOf(7) }] }, 'map[]', 1],
    ['one beside the list', { featured: car(7), vehicles: cars(0, 2) }, 'featured', 1],
    ['after a root of another kind', `${text(cars(0, 2))}${text({ sold: cars(7, 2) })}`, 'sold[]', 2],
    [
      'far away',
      { vehicles: cars(0, 2), pad: 'x'.repeat(900_000), p2: 'x'.repeat(900_000), a: { sold: cars(7, 2) } },
      'a.sold[]',
      2,
    ],
  ])('not read are counted, with where they are: %s', (_, value, column, count) => {
    expect(vins(value)).toEqual(all(2));
    const first = vinOf(7);
    expect(notRead(value)).toEqual([
      {
        code: 'not-read',
        field: null,
        column,
        value: null,
        count,
        sample: expect.arrayContaining([first]),
      },
    ]);
  });

  it('of sold ones are not what is left of an empty lot', () =>
    expect(() => vins({ vehicles: [], sold: cars(0, 2) })).toThrow('holds an empty list of vehicles'));

  it('nothing is lost: whatever the lists, each VIN is read or counted', () => {
    const name = fc.constantFrom('new', 'used', 'cars', 'sold', 'a', '2026', '7');
    const shape = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.constant('list' as const),
        fc.constant('keyed' as const),
        fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 3 }), (roots) => {
        let made = 0;
        const build = (node: unknown): unknown => {
          if (node === 'list' || node === 'keyed') {
            const list = cars(made, 2);
            made += 2;
            return node === 'list' ? list : byVin(list);
          }
          return Object.fromEntries(
            Object.entries(node as object).map(([key, inner]) => [key, build(inner)]),
          );
        };
        const file = roots.map((root) => text(build(root))).join('\n');
        const found = new Set(vins(file));
        const left = notRead(file).reduce((sum, { count }) => sum + count, 0);
        expect(found.size + left).toBeGreaterThanOrEqual(made);
      }),
    );
  });
});

describe('what is said around a list', () => {
  it.each([
    [
      'the dealer',
      { dealer: 'North Lot', vehicles: cars(0, 2) },
      { dealerName: 'North Lot', dealerId: 'north-lot' },
    ],
    ['after the list', { vehicles: cars(0, 2), dealer: 'North Lot' }, { dealerName: 'North Lot' }],
    [
      'an object',
      { dealer: { id: 'D7', name: 'North' }, vehicles: cars(0, 2) },
      { dealerId: 'D7', dealerName: 'North' },
    ],
    [
      'the dealers’ entries',
      { dealers: [{ name: 'North', id: 7, cars: cars(0, 2) }] },
      { dealerId: '7', dealerName: 'North' },
    ],
    ['the currency', { currency: 'cad', data: { vehicles: cars(0, 2) } }, { currency: 'CAD' }],
    [
      'make and model',
      { make: 'Ram', models: [{ model: '1500', vehicles: [{ vin: vinOf(0) }] }] },
      { make: 'Ram', model: '1500' },
    ],
    ['the condition', { type: 'Used', vehicles: cars(0, 2) }, { condition: 'used' }],
    [
      'the place',
      { dealer_address: '1 Main', dealerCity: 'Bow', vehicles: cars(0, 2) },
      { dealerLocation: '1 Main, Bow' },
    ],
    [
      'of vehicles by VIN',
      { dealer: 'North Lot', vehicles: byVin(cars(0, 2)) },
      { dealerName: 'North Lot' },
    ],
  ])('holds for each row: %s', (_, value, expected) => {
    for (const listing of listings(value)) expect(listing).toMatchObject(expected);
  });

  it('is each dealer’s own, and a row’s own word is nearer', () => {
    const value = {
      currency: 'USD',
      dealers: [
        { name: 'North', vehicles: [car(0), car(1, { currency: 'CAD' })] },
        { vehicles: [car(2)], name: 'South', currency: 'EUR' },
        { vehicles: [car(3)] },
      ],
    };
    expect(listings(value).map((listing) => [listing?.dealerName, listing?.currency])).toEqual([
      ['North', 'USD'], ['North', 'CAD'], ['South', 'EUR'], [null, 'USD'],
    ]); // prettier-ignore
  });

  it('is what a person says it is', () => {
    const { rows } = read({ account: 'North', vehicles: cars(0, 3) }, { mapping: { dealer: ['account'] } });
    expect(rows.map(({ listing }) => listing?.dealerName)).toEqual(['North', 'North', 'North']);
  });

  it('of the answer itself says nothing of the vehicles', () => {
    const [listing] = listings({
      status: 'ok',
      title: 'Lot',
      url: 'https://x',
      type: 'inventory',
      id: 7,
      price: 1,
      vehicles: [{ vin: vinOf(0) }],
    });
    expect(listing).toMatchObject({
      availability: null,
      title: null,
      url: null,
      stockNumber: null,
      price: null,
      condition: 'new',
    });
  });

  it('changes the hash of the rows below, and of no other', () => {
    const hashes = (north: string): readonly string[] =>
      read({
        dealers: [
          { name: north, cars: cars(0, 2) },
          { name: 'South', cars: cars(2, 1) },
        ],
      }).hashes;
    const [a, b] = [hashes('North'), hashes('Nord')];
    expect([a[0] === b[0], a[1] === b[1], a[2] === b[2]]).toEqual([false, false, true]);
  });

  it('is told where it stands too far behind its vehicles to be known in time', () => {
    const long = cars(0, 700).map((one) => ({ ...one, description: 'x'.repeat(2_000) }));
    const late = (value: unknown) =>
      read(value)
        .snapshot.notices()
        .filter(({ value: why }) => why?.includes('1 MiB') === true)
        .map(({ field, column }) => [field, column]);
    expect(late({ vehicles: long, currency: 'CAD' })).toEqual([['currency', 'currency']]);
    expect(late({ dealers: [{ vehicles: long, name: 'North' }] })).toEqual([['dealer', 'name']]);
    expect(late({ currency: 'CAD', vehicles: long, total: 700 })).toEqual([]);
    expect(late({ vehicles: long.slice(0, 20), currency: 'CAD' })).toEqual([]);
  });

  it('is found wherever the pieces of a long file end', () => {
    const dealers = Array.from({ length: 60 }, (_, i) => ({ cars: cars(i * 500, 500), name: `D${i}` }));
    const names = listings({ dealers }).map((listing) => listing?.dealerName);
    expect(names).toEqual(dealers.flatMap(({ name }) => Array.from({ length: 500 }, () => name)));
  });
});
