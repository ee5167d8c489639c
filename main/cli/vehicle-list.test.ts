import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFile } from '../sources/read-fixture.ts';
import { openCommandLine } from './command-line.fixture.ts';

let line: ReturnType<typeof openCommandLine>;
const file = (...cars: readonly string[]): string =>
  line.write('lot.csv', ['VIN,Stock,Condition,Year,Make,Model,Trim,MSRP,Price', ...cars, ''].join('\n'));
const CARS = [
  '1HGCM82633A004352,00417,New,2026,Toyota,RAV4,XLE,40000,39000',
  '12345678901234567,A2,New,2026,Honda,CR-V,"=1+1",42000,43000',
  '5TDBRKEC0PS31A500,A3,Used,2024,Toyota,"Sienna <b> & ""q""",,,20000',
];
beforeEach(() => {
  line = openCommandLine();
  line.json('sync', file(...CARS), '--dealer', 'North', '--json');
});
afterEach(() => line.close());

const vins = (...args: string[]) =>
  line.json('vehicles', ...args).map(({ vin }) => String(vin).slice(0, 3));

describe('lotwatch vehicles as a list', () => {
  it('takes conditions, an order, words and the dealer together', () => {
    expect(vins('--sort', '-price')).toEqual(['123', '1HG', '5TD']);
    expect(vins('--filter', 'make=toyota', '--sort', 'price')).toEqual(['5TD', '1HG']);
    expect(vins('--filter', 'make=toyota', '--filter', 'price>=30000')).toEqual(['1HG']);
    expect(vins('--filter', 'discount<0')).toEqual(['123']);
    expect(vins('--search', 'toyota sienna')).toEqual(['5TD']);
    expect(vins('--search', 'toyota', '--dealer', 'Nobody')).toEqual([]);
    expect(vins('--view', 'no photos', '--filter', 'condition=used')).toEqual(['5TD']);
  });

  it('prints only the columns that are asked for, in their order', () => {
    expect(line.lotwatch('vehicles', '--columns', 'price,vin', '--filter', 'make=honda').lines).toEqual([
      '{"price":43000,"vin":"12345678901234567"}',
    ]);
  });

  it('shows what a sync brought since, and what left where it is asked for', () => {
    const day = (at: string) => ['--dealer', 'North', '--as-of', at];
    for (const at of ['2030-01-02', '2030-01-03'])
      line.lotwatch('sync', file(...CARS.slice(0, 2)), ...day(at));
    expect(vins('--sort', 'vin')).toEqual(['123', '1HG']);
    expect(vins('--sort', 'vin', '--all')).toEqual(['123', '1HG', '5TD']);
  });

  it.each([
    [['--filter', 'colour=red'], 'There is no column "colour"'],
    [['--view', 'Nothing'], 'There is no view named Nothing; there are All, New over 60 days'],
    [['--sort', 'flags'], 'cannot be sorted by flags'],
  ])('%j is refused in one line', (args, reason) => {
    const { code, err } = line.lotwatch('vehicles', ...args);
    expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toContain(reason);
  });

  it('as CSV a text is no formula and a VIN of digits stays text', () => {
    const { lines } = line.lotwatch('vehicles', '--sort', '-price', '--csv', '--columns', 'vin,trim,price');
    expect(Papa.parse(lines.map((one) => one.trim()).join('\n')).data).toEqual([
      ['vin', 'trim', 'price'],
      ['="12345678901234567"', "'=1+1", '43000'],
      ['1HGCM82633A004352', 'XLE', '39000'],
      ['5TDBRKEC0PS31A500', '', '20000'],
    ]);
  });

  it('as a workbook it reads back as it was: texts as texts, numbers as numbers', () => {
    const path = join(line.dir, 'out.xlsx');
    const columns = 'vin,stock,condition,year,make,model,trim,msrp,price';
    const out = line.json('vehicles', '--sort', 'vin', '--columns', columns, '--xlsx', path);
    expect(out).toEqual([{ file: path, vehicles: 3 }]);
    const { rows } = readFile(path);
    expect(rows.map(({ listing }) => listing)).toMatchObject([
      { vin: '12345678901234567', stockNumber: 'A2', trim: '=1+1', price: 4_300_000 },
      { vin: '1HGCM82633A004352', stockNumber: '00417', year: 2026, msrp: 4_000_000 },
      { vin: '5TDBRKEC0PS31A500', model: 'Sienna <b> & "q"', trim: null, msrp: null },
    ]);
    const sheet = strFromU8(unzipSync(readFileSync(path))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">12345678901234567</t>');
  });

  it('a workbook that cannot be written says where and why', () => {
    const { code, err } = line.lotwatch('vehicles', '--xlsx', join(line.dir, 'none', 'out.xlsx'));
    expect(code).toBe(1);
    expect(err).toContain('Cannot write');
  });
});
