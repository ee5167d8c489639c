import { describe, expect, it } from 'vitest';
import { readText } from '../../read-fixture.ts';

const read = (value: unknown) => readText(typeof value === 'string' ? value : JSON.stringify(value));

describe('an empty list', () => {
  it.each([
    ['under a key', { total: 0, vehicles: [] }],
    ['further in', { data: { results: [], facets: [{ n: 1 }] } }],
    ['by VIN', { vehicles: {} }],
    ['in two sections', { new: [], used: [] }],
    ['at the root', []],
    ['of an object', {}],
    ['lines of them', '{"vehicles":[]}\n{"vehicles":[]}\n'],
  ])('says so: %s', (_, value) =>
    expect(() => read(value)).toThrow('holds an empty list of vehicles; nothing was changed'),
  );

  it('inside of vehicles is none', () =>
    expect(() => read({ vehicles: [{ make: 'Ford', photos: [] }] })).toThrow('no VIN column'));
});

describe('words that JSON has no numbers for', () => {
  it.each(['NaN', 'Infinity', '-Infinity', 'undefined', 'nan', 'None'])('%s is a missing value', (word) => {
    const row = (vin: string): string =>
      `{"vin":"${vin}","msrp":${word},"price": ${word} ,"trim":"a ${word}: ${word}, \\" ${word}"}`;
    for (const file of [`[${row('A1')},${row('A2')}]`, `${row('A1')}\n${row('A2')}\n`]) {
      const { rows } = read(file);
      expect(
        rows.map(({ listing }) => [listing?.vin, listing?.msrp, listing?.price, listing?.trim]),
      ).toEqual(['A1', 'A2'].map((vin) => [vin, null, null, `a ${word}: ${word}, " ${word}`]));
    }
  });

  it('what is broken besides is broken still', () =>
    expect(read('[{"vin":"A1","msrp":NaN,},{"vin":"A2"}]').rows[0]?.rejected?.reason).toContain(
      'not valid JSON',
    ));
});
