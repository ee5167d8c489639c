import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWriter } from '../store/open.ts';
import { pruneAdvertised } from '../store/vehicles/advertised-prune.ts';
import { openCommandLine } from './command-line.fixture.ts';

let line: ReturnType<typeof openCommandLine>;
beforeEach(() => {
  line = openCommandLine();
});
afterEach(() => line.close());

const VIN = '1HGCM82633A004352';
const sync = (day: string, price: number, rebate: string) =>
  line.lotwatch(
    'sync',
    line.write(
      'lot.csv',
      `VIN,Condition,MSRP,Internet Price,Rebate\n${VIN},New,42000,${price},${rebate}\n`,
    ),
    '--dealer',
    'D',
    '--currency',
    'USD',
    '--price-includes',
    'docFee',
    '--as-of',
    day,
  );
beforeEach(() => {
  sync('2026-11-01', 40_500, '');
  sync('2026-11-02', 40_500, '500');
  sync('2026-11-03', 40_500, '500');
  sync('2026-11-04', 39_900, '500');
});

it('history says what was advertised from when to when, where that is written, and that the chain holds', () => {
  const { lines, code } = line.lotwatch('history', VIN, '--verify');
  expect(code).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(
      /^2026-11-01 to 2026-11-02 {2}MSRP 42000 \(MSRP\), Internet 40500 \(Internet Price\) USD {2}lot: lot\.csv, row 1, SHA-256 [0-9a-f]{12}…$/,
    ),
    expect.stringContaining(
      '2026-11-02 to 2026-11-04  MSRP 42000 (MSRP), Internet 40500 (Internet Price), Rebate 500',
    ),
    expect.stringContaining('2026-11-04 to now  MSRP 42000 (MSRP), Internet 39900'),
    expect.stringMatching(/^Chain: 3 records, unbroken\. Last hash [0-9a-f]{64}$/),
  ]);
});

it('--json gives one record a line, each with the hash before it; --from and --to leave out what did not stand then', () => {
  const all = line.json('history', VIN, '--json');
  expect(all.map(({ n, previous }) => [n, previous])).toEqual([
    [1, ''],
    [2, all[0]?.['hash']],
    [3, all[1]?.['hash']],
  ]);
  expect(all.every(({ chainHolds }) => chainHolds === true)).toBe(true);
  const standing = (...range: string[]) => line.json('history', VIN, '--json', ...range).map(({ n }) => n);
  expect(standing('--from', '2026-11-03')).toEqual([2, 3]);
  expect(standing('--to', '2026-11-03')).toEqual([1, 2]);
  expect(standing('--from', '2026-11-02T12:00Z', '--to', '2026-11-02T13:00Z')).toEqual([2]);
});

it('--csv gives one price a line with all that the hash covers', () => {
  const text = line.lotwatch('history', VIN, '--csv').lines.join('\n');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(9);
  expect(data[1]).toMatchObject({
    vin: VIN, n: '1', column: 'Internet Price', role: 'internet', field: 'price', amount: '40500', currency: 'USD',
    from: '2026-11-01T00:00:00.000Z', file: 'lot.csv', row: '1',
  }); // prettier-ignore
});

it('a record that was altered is named, and --verify fails', () => {
  const db = openWriter(join(line.dir, 'data'));
  db.exec("UPDATE advertised SET prices = '4200000,1,' WHERE n = 2");
  db.close();
  expect(line.lotwatch('history', VIN).lines.at(-1)).toContain('broken at record 2 of lot');
  expect(line.lotwatch('history', VIN, '--verify').code).toBe(1);
  expect(line.lotwatch('history', VIN, '--verify', '--json').err).toContain('broken at record 2');
});

it('a vehicle nobody recorded is said, and so is a date that is none', () => {
  expect(line.lotwatch('history', '1M8GDM9AXKP042788')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nothing is recorded'),
  });
  expect(line.lotwatch('history', VIN, '--from', 'yesterday')).toMatchObject({
    code: 1,
    err: expect.stringContaining('--from'),
  });
});

it('vehicles shows the ladder and what the price includes, as JSON and as a table', () => {
  const [vehicle] = line.json('vehicles', '--vin', VIN);
  expect(vehicle).toMatchObject({
    priceIncludes: ['docFee'],
    prices: [
      { name: 'MSRP', role: 'msrp', field: 'msrp', amount: 42_000 },
      { name: 'Internet Price', role: 'internet', field: 'price', amount: 39_900 },
      { name: 'Rebate', role: 'rebate', field: null, amount: 500 },
    ],
    advertised: [{ n: 1 }, { n: 2 }, { n: 3 }],
  });
  const { data } = Papa.parse<Record<string, string>>(line.lotwatch('vehicles', '--csv').lines.join('\n'), {
    header: true,
  });
  expect(data[0]).toMatchObject({
    prices: 'MSRP 42000 | Internet Price 39900 | Rebate 500',
    priceIncludes: 'docFee',
  });
});

it('says how many older records were deleted, and --json which record is the first that was kept', () => {
  const db = openWriter(join(line.dir, 'data'));
  db.exec('BEGIN');
  expect(pruneAdvertised(db, Date.parse('2026-11-03'), Date.parse('2026-11-05'))).toBe(1);
  db.exec('COMMIT');
  db.close();
  const { lines, code } = line.lotwatch('history', VIN, '--verify');
  expect([code, lines.length]).toEqual([0, 3]);
  expect(lines.at(-1)).toMatch(
    /^Chain: 2 records, unbroken\. 1 older one was deleted, as Settings asks; the first that was kept has its hash\. Last hash/,
  );
  expect(line.json('history', VIN, '--json').map(({ n, isFirstKept }) => [n, isFirstKept])).toEqual([
    [2, true],
    [3, undefined],
  ]);
});
