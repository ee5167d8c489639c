import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

const VINS = ['1FTEW1EP6NK000660', '1FTEW1EP8NK000661', '1FTEW1EPXNK000662', '1FTEW1EP1NK000663'];
const table = (names: string, row: (vin: string, index: number) => string): string =>
  `${names}\n${VINS.map((vin, index) => row(vin, index)).join('\n')}\n`;
const read = (text: string): unknown[] => readText(text).rows.map(({ vin }) => vin);

describe('a file in which no column is called VIN', () => {
  it.each([
    ['delimited rows', table('unit,make', (vin) => `${vin},Ford`)],
    ['JSON', JSON.stringify(VINS.map((unit) => ({ unit, make: 'Ford' })))],
    ['JSON lines', VINS.map((unit) => JSON.stringify({ unit, make: 'Ford' })).join('\n')],
    ['JSON deeper down', JSON.stringify({ facets: [{ n: 1 }], d: { r: VINS.map((unit) => ({ unit })) } })],
    [
      'XML',
      `<lot>${VINS.map((unit) => `<car><unit>${unit}</unit><make>Ford</make></car>`).join('')}</lot>`,
    ],
    ['under a title', `My lot,\nof today,\n${table('unit,make', (vin) => `${vin},Ford`)}`],
    ['beside a vehicle id', table('vehicle_id,unit', (vin, index) => `${index},${vin}`)],
  ])('takes the one that is full of them: %s', (_, text) => {
    expect(read(text)).toEqual(VINS);
    expect(readText(text).snapshot.notices()).toContainEqual(
      expect.objectContaining({ code: 'chosen-column', field: 'vin', column: 'unit', sample: [VINS[0]] }),
    );
  });

  it.each([
    ['half of which are none', table('unit,make', (vin, index) => `${index > 1 ? 'none' : vin},Ford`)],
    ['of which there are two', table('unit,make,other', (vin, index) => `${vin},Ford,${VINS[3 - index]}`)],
    ['with one VIN all over', table('unit,make', () => `${VINS[0]},Ford`)],
  ])('names the one that is to be confirmed: %s', (_, text) =>
    expect(() => read(text)).toThrow('"unit" seems to be the one: --map vin=unit'),
  );

  it('is none that has no header at all: its first vehicle would be lost', () =>
    expect(() => read(`${VINS.map((vin) => `${vin},Ford`).join('\n')}\n`)).toThrow(
      'has no line of column names',
    ));

  it('says what the columns are where none fits', () => {
    expect(() => read('unit,make\n1,Ford\n')).toThrow('no VIN column was found; name it with');
  });
});

describe('lines above the header', () => {
  it.each([
    ['commas as wide as the table', 'Report,,\nof today,,\n\n'],
    ['their own width', 'Report of Example Motors; all lots\n'],
    ['quotes', '"Report, of ""today"""\n'],
    ['many of them', Array.from({ length: 19 }, (_, i) => `line ${i}\n`).join('')],
  ])('are passed over, told, and leave rows as they are: %s', (_, title) => {
    const plain = table('stock,vin,make', (vin, index) => `${index},${vin},Ford`);
    const [with_, without] = [readText(title + plain), readText(plain)];
    expect(with_.rows).toEqual(without.rows);
    expect(with_.hashes).toEqual(without.hashes);
    const { count } = with_.snapshot.notices().find(({ code }) => code === 'skipped-lines') ?? {};
    expect(count).toBe(title.trim().split('\n').length);
    expect(without.snapshot.notices().some(({ code }) => code === 'skipped-lines')).toBe(false);
  });

  it('end with the column that a person mapped', () => {
    const text = `Report\n${table('stock,frame', (vin, index) => `${index},${vin}`)}`;
    expect(readText(text, { mapping: { vin: ['Frame'] } }).rows.map(({ vin }) => vin)).toEqual(VINS);
  });

  it('a line without a name in its first columns is a header all the same', () => {
    expect(readText(`,unit,make\n0,${VINS[0]},x\n1,${VINS[1]},y\n`).rows.map(({ vin }) => vin)).toEqual(
      VINS.slice(0, 2),
    );
  });
});
