import { describe, expect, it } from 'vitest';
import { readText } from '../../read-fixture.ts';

const car = (vin: string, more: object = {}): object => ({ vin, make: 'Honda', msrp: 30500, ...more });
const vins = (text: string): (string | undefined)[] => readText(text).rows.map((row) => row.listing?.vin);

describe('a JSON file', () => {
  it.each([
    ['a list', JSON.stringify([car('A1'), car('A2')]), 'json'],
    ['an indented list', JSON.stringify([car('A1'), car('A2')], null, 2), 'json'],
    [
      'a list inside an object',
      JSON.stringify({ meta: { filters: [{ id: 1 }] }, data: { cars: [car('A1'), car('A2')] } }),
      'json',
    ],
    ['lines', `${JSON.stringify(car('A1'))}\n\n${JSON.stringify(car('A2'))}\n`, 'json-lines'],
    [
      'indented objects one after the other',
      `${JSON.stringify(car('A1'), null, 1)}\n${JSON.stringify(car('A2'), null, 1)}`,
      'json',
    ],
  ])('can be %s', (_, text, format) => {
    const { rows, snapshot } = readText(text);
    expect(snapshot.format).toBe(format);
    expect(rows.map((row) => row.listing)).toMatchObject([
      { vin: 'A1', make: 'Honda', msrp: 3_050_000 },
      { vin: 'A2' },
    ]);
  });

  it('can nest its values', () => {
    const nested = {
      vehicleIdentificationNumber: 'A1',
      itemCondition: 'https://schema.org/UsedCondition',
      brand: { name: 'Honda' },
      mileageFromOdometer: { value: 7560, unitCode: 'KMT' },
      offers: [{ price: 21000, priceCurrency: 'CAD', seller: { name: 'North Lot' } }, { price: 1 }],
      image: [{ url: 'https://a/1' }, { url: 'https://a/2' }],
    };
    expect(readText(JSON.stringify([nested])).rows[0]?.listing).toMatchObject({
      vin: 'A1', condition: 'used', make: 'Honda', mileage: 4698, price: 2_100_000, currency: 'CAD',
      dealerName: 'North Lot', dealerId: 'north-lot', photos: ['https://a/1', 'https://a/2'],
    }); // prettier-ignore
  });

  it('has the columns of its first hundred records together, and takes a list of texts as a list', () => {
    const { rows, snapshot } = readText(
      JSON.stringify([car('A1'), car('A2', { features: ['Wheels, 18 in', 'Roof'], trim: null })]),
    );
    expect(snapshot.columns).toEqual(['vin', 'make', 'msrp', 'features', 'trim']);
    expect(rows.map((row) => row.listing?.options)).toEqual([[], ['Wheels, 18 in', 'Roof']]);
  });

  it('keeps braces and quotes inside texts', () => {
    const text = JSON.stringify([car('A1', { description: 'a } ] " \\ { [' }), car('A2')]);
    expect(readText(text).rows[0]?.listing?.description).toBe('a } ] " \\ { [');
    expect(vins(text)).toEqual(['A1', 'A2']);
  });

  it.each([
    ['a missing value', '[{"vin":"A1"},{"vin":"A2","msrp":},{"vin":"A3"}]'],
    ['a missing brace', '[{"vin":"A1"},{"vin":"A2","msrp":1,{"vin":"A3"}]'],
    ['a missing quote', '[{"vin":"A1"},{"vin":"A2,"msrp":1},{"vin":"A3"}]'],
    ['a broken line', '{"vin":"A1"}\n{"vin":"A2"\n{"vin":"A3"}\n'],
  ])('loses one row to %s', (_, text) => {
    expect(vins(text)).toEqual(['A1', undefined, 'A3']);
    expect(readText(text).rows[1]?.rejected).toMatchObject({
      row: 2,
      reason: expect.stringContaining('unreadable'),
    });
  });

  it('a number too large to be exact is no VIN', () => {
    expect(readText('[{"vin":11111111111111111}]').rows[0]?.rejected?.reason).toContain('scientific');
  });

  it('hashes a record alike when only columns nothing is read from were added elsewhere', () => {
    const [before, after] = [[car('A1')], [car('A1'), car('A2', { note: 'x' })]].map(
      (list) => readText(JSON.stringify(list)).hashes[0],
    );
    expect(after).toBe(before);
  });

  it('larger than a chunk is read whole', () => {
    const list = Array.from({ length: 12_000 }, (_, index) =>
      car(`V${index}`, { description: 'x'.repeat(index % 300) }),
    );
    expect(vins(JSON.stringify(list))).toEqual(list.map((_, index) => `V${index}`));
  });

  it.each([
    ['a path of keys', { data: { results: [car('A1'), car('A2')] } }],
    ['Algolia’s answer', { results: [{ hits: [car('A1'), car('A2')], nbHits: 2 }] }],
    ['several lists, one per dealer', { dealers: [{ cars: [car('A1')] }, { cars: [car('A2')] }] }],
    ['wrapped one by one', { edges: [{ node: car('A1') }, { node: car('A2') }] }],
    [
      'after large lists without VINs',
      {
        facets: { make: [{ n: 1 }], model: [{ n: 2 }] },
        meta: [[[{ x: 1 }]]],
        cars: [car('A1'), car('A2')],
      },
    ],
  ])('is found at its place: %s', (_, value) => {
    for (const indent of [0, 2]) expect(vins(JSON.stringify(value, null, indent))).toEqual(['A1', 'A2']);
  });

  it('a JSON file with two lists of VINs takes the first, says so, and takes the other if asked to', () => {
    const text = JSON.stringify({ sold: [car('S1')], lot: { cars: [car('A1'), car('A2')] } });
    expect(readText(text).snapshot.notes.join()).toContain('VINs at lot.cars[], too');
    // Also where the first has a column of its own that was mapped.
    const other = JSON.stringify({ sold: [car('S1', { was: 1 })], lot: { cars: [car('A1')] } });
    const { notes } = readText(other, { mapping: { price: ['was'] } }).snapshot;
    expect(notes.join()).toContain('VINs at lot.cars[], too');
    for (const rowsPath of ['lot.cars', '$.lot.cars[*]', 'lot.cars[]'])
      expect(readText(text, { rowsPath }).rows.map((row) => row.vin)).toEqual(['A1', 'A2']);
    expect(() => readText(text, { rowsPath: 'lot.bikes' })).toThrow('no list of objects at "lot.bikes[]"');
  });

  it.each([
    ['between two records', '[{"vin":"A1"},{"vin":"A2"}'],
    ['inside a list inside', '{"data":{"cars":[{"vin":"A1"},{"vin":"A2"}]'],
    ['in the text around', '{"cars":[{"vin":"A1"}],"more":"abc}'],
  ])('cut off %s is refused whole', (_, text) => expect(() => vins(text)).toThrow('ends in the middle'));
});

describe('JSON-LD of schema.org', () => {
  const node = (vin: string, more: object = {}): object => ({
    '@type': 'Car',
    vehicleIdentificationNumber: vin,
    brand: { '@type': 'Brand', name: 'Honda' },
    offers: { '@type': 'Offer', price: '30500', priceCurrency: 'USD' },
    ...more,
  });
  const context = { '@context': 'https://schema.org' };

  it.each([
    [
      'one object',
      { ...context, ...node('A1', { image: [{ '@type': 'ImageObject', url: 'https://a' }] }) },
      ['A1'],
    ],
    ['a list', [node('A1'), node('A2', { '@type': ['Product', 'Car'] })], ['A1', 'A2']],
    [
      'a graph of other things, too',
      {
        ...context,
        '@graph': [{ '@type': 'WebSite', name: 'x' }, node('A1'), { '@type': 'AutoDealer' }, node('A2')],
      },
      ['A1', 'A2'],
    ],
    [
      'an ItemList',
      {
        ...context,
        '@type': 'ItemList',
        itemListElement: [
          { '@type': 'ListItem', position: 1, item: node('A1') },
          { '@type': 'ListItem', position: 2, item: node('A2') },
        ],
      },
      ['A1', 'A2'],
    ],
    [
      'offers around the cars',
      [
        {
          '@type': 'Offer',
          price: 30500,
          priceCurrency: 'USD',
          itemOffered: node('A1', { offers: undefined }),
        },
      ],
      ['A1'],
    ],
  ])('can be %s', (_, value, expected) => {
    const { rows } = readText(JSON.stringify(value));
    expect(rows.map((row) => row.listing?.vin)).toEqual(expected);
    expect(rows[0]?.listing).toMatchObject({ make: 'Honda', price: 3_050_000, currency: 'USD' });
  });

  it('a car without a VIN is a rejected row, a page is none', () => {
    const { rows } = readText(JSON.stringify({ '@graph': [node('A1'), node(''), { '@type': 'WebPage' }] }));
    expect(rows.map(({ row, rejected }) => [row, rejected?.reason])).toEqual([
      [1, undefined],
      [2, 'no VIN'],
    ]);
  });
});
