import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from '../read-fixture.ts';

/** Small inputs that lie beside the checkout, each with what was got and what is right. */
const CASES = join(import.meta.dirname, '../../../../shared/data/cases');
const read = (name: string) => readFile(join(CASES, name), { dealer: 'D' });
const listings = (name: string) => read(name).rows.flatMap(({ listing }) => listing ?? []);

describe.skipIf(!existsSync(CASES))('what once was not read, or not understood', () => {
  it('json-nan: a missing number is a missing value, not a broken row', () => {
    const { rows } = read('json-nan.json');
    expect(rows.map(({ listing }) => [listing?.condition, listing?.msrp])).toEqual([
      ['new', 3_600_000], ['used', null], ['new', 3_620_000], ['used', null], ['new', 3_640_000], ['used', null],
    ]); // prettier-ignore
  });

  it('list-cells: a list in a cell has the entries that it was written with', () => {
    expect(listings('list-cells.csv').map(({ photos, options }) => [photos.length, options])).toEqual([
      [2, ['Tow package, heavy duty', 'Heated seats']],
      [0, []],
      [2, ['Tow', 'Sunroof']],
    ]);
  });

  it('title-rows-first: the header is the first line with a VIN column, and what stands above is told', () => {
    const { rows, snapshot } = read('title-rows-first.csv');
    expect(rows.map(({ vin }) => vin?.slice(-3))).toEqual(['640', '641', '642', '643']);
    expect(snapshot.notices()).toContainEqual({
      code: 'skipped-lines',
      field: null,
      column: null,
      value: null,
      count: 2,
      sample: ['Inventory Export - Example Motors', 'Generated 11/01/2026'],
    });
  });

  it('id-holds-vins: a column full of VINs is the VIN, whatever it is called, and that is told', () => {
    const { rows, snapshot } = read('id-holds-vins.csv');
    expect(rows.map(({ vin }) => vin?.slice(-3))).toEqual(['660', '661', '662', '663']);
    expect(snapshot.mapped).toMatchObject({ vin: 'id' });
    expect(snapshot.notices()).toContainEqual(
      expect.objectContaining({ code: 'chosen-column', field: 'vin', column: 'id', count: 4 }),
    );
  });

  it('json-keyed-by-vin: every vehicle under its VIN', () => {
    expect(read('json-keyed-by-vin.json').rows.map(({ vin }) => vin?.slice(-3))).toEqual([
      '200', '201', '202', '203', '204', '205',
    ]); // prettier-ignore
  });

  it('json-two-arrays: yesterday’s list and today’s, today’s after it', () => {
    const prices = listings('json-two-arrays.json').map(({ price }) => price);
    expect(prices).toEqual(
      [37000, 37100, 37200, 36300, 36400, 36500, 36600, 36700].map((price) => price * 100),
    );
  });

  it('empty-list: says that it is empty', () => {
    expect(() => read('empty-list.next.json')).toThrow(
      'holds an empty list of vehicles; nothing was changed',
    );
  });

  it('xml-new-and-used-sections: both sections', () => {
    expect(listings('xml-new-and-used-sections.xml').map(({ condition }) => condition)).toEqual([
      'new', 'new', 'new', 'used', 'used', 'used', 'used', 'used',
    ]); // prettier-ignore
    expect(readFile(join(CASES, 'xml-new-and-used-sections.xml')).rows[3]?.listing?.dealerName).toBe(
      'Example Motors',
    );
  });
});
