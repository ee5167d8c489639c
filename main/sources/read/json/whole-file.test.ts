import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byVin, car, cars, listings, read, text, vinOf } from './cars.fixture.ts';

const noVin = (index: number): object => ({ make: 'Ford', price: index });
const vins = (value: unknown): unknown[] => read(value).rows.map(({ vin }) => vin);
const notRead = (value: unknown) =>
  read(value)
    .snapshot.notices()
    .filter(({ code }) => code === 'not-read');
const all = (count: number): string[] => Array.from({ length: count }, (_, i) => vinOf(i));
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
    [
      'objects without a line end between',
      cars(0, 4)
        .map((one) => text(one))
        .join(''),
    ],
    [
      'objects with a comma between',
      cars(0, 4)
        .map((one) => text(one))
        .join(',\n'),
    ],
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
    const typed = {
      new: [car(0, { type: 'SUV' })],
      used: [car(1, { type: 'Sedan' }), car(2, { type: 'SUV' })],
    };
    expect(listings(typed).map((listing) => listing?.condition)).toEqual(['new', 'used', 'used']);
    const demos = {
      retail: [car(0)],
      demos: [car(1)],
      newAndUsed: [car(2)],
      newArrivals: [car(3)],
      notCertified: [car(4)],
    };
    expect(read(demos, { condition: null }).rows.map(({ listing }) => [listing?.condition, listing?.stockType])).toEqual([
      ['new', null], ['unknown', 'demo'], ['new', null], ['new', null], ['used', null],
    ]); // prettier-ignore
    const named = [
      { name: 'Used Vehicles', vehicles: cars(0, 1) },
      { title: 'New', vehicles: cars(1, 1) },
    ];
    expect(listings({ sections: named }).map((listing) => listing?.condition)).toEqual(['used', 'new']);
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
