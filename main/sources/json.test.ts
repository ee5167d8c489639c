import { describe, expect, it } from 'vitest';
import { readText } from './read-fixture.ts';

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
});
