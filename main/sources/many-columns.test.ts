import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PLAIN } from './read-fixture.ts';
import { openUnderstood } from './understand.ts';

/** What is damaged can have a hundred thousand columns; what is asked of them must not grow with their square. */

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-columns-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const ROWS = 100;
const vin = (row: number): string => `1HGCM82633A3${String(row).padStart(5, '0')}`;
const rows = <T>(make: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => make(row));
const names = (columns: number, prefix: string): string[] =>
  Array.from({ length: columns }, (_, n) => `${prefix}${n}`);
const csv = (columns: number, prefix: string): string =>
  [
    `VIN,MSRP,Price,${names(columns, prefix).join(',')}`,
    ...rows((row) => `${vin(row)},30000,29000`),
    '',
  ].join('\n');
const car = (row: number, more: readonly string[]) => ({
  vin: vin(row),
  msrp: '30000',
  price: '29000',
  ...Object.fromEntries(more.map((name) => [name, 'x'])),
});
/** As many names as there are columns, other ones in every vehicle. */
const ownNames = (row: number, columns: number): string[] =>
  names(Math.ceil(columns / ROWS), `own_${row}_`);
const xml = (
  cars: readonly (readonly [element: string, car: Readonly<Record<string, string>>])[],
): string =>
  `<inventory>${cars
    .map(([element, fields]) => {
      const inner = Object.entries(fields).map(([name, text]) => `<${name}>${text}</${name}>`);
      return `<${element}>${inner.join('')}</${element}>`;
    })
    .join('')}</inventory>`;

type Kind = readonly [
  what: string,
  extension: string,
  sizes: readonly [number, number],
  make: (n: number) => string,
];
const KINDS: readonly Kind[] = [
  ['names of one word in a header', 'csv', [5_000, 20_000], (n) => csv(n, 'c')],
  ['names of several words in a header', 'csv', [5_000, 20_000], (n) => csv(n, 'Dealer price ')],
  ['columns of photos', 'csv', [5_000, 20_000], (n) => csv(n, 'photo ')],
  ['a header without names', 'csv', [50_000, 200_000], (n) => csv(0, '').replace('\n', `${','.repeat(n)}\n`)],
  ['a header without a VIN', 'csv', [5_000, 20_000], (n) => csv(n, 'c').replace('VIN', 'Key')],
  ['rows without a delimiter', 'csv', [15_000, 60_000], (n) => csv(1, 'c') + 'x\n'.repeat(n)],
  ['keys in one object', 'json', [5_000, 20_000], (n) => JSON.stringify([car(1, names(n, 'c')), ...rows((row) => car(row, []))])],
  ['other keys in every object', 'json', [5_000, 20_000], (n) => JSON.stringify(rows((row) => car(row, ownNames(row, n))))],
  ['elements in one vehicle', 'xml', [450, 1_800], (n) => xml([['car', car(1, names(n, 'c'))], ...rows((row) => ['car', car(row, [])] as const)])],
  ['other elements in every vehicle', 'xml', [450, 1_800], (n) => xml(rows((row) => ['car', car(row, ownNames(row, n))]))],
  ['vehicles of as many names', 'xml', [120, 480], (n) => xml(names(n, 'car').map((name, row) => [name, car(row, [])]))],
]; // prettier-ignore

/** CPU, so that what else the machine does counts little; the best of three, since nothing makes it faster than it is. */
function cost(file: string): number {
  return Math.min(
    ...Array.from({ length: 3 }, () => {
      const from = process.cpuUsage();
      try {
        const { snapshot } = openUnderstood(file, PLAIN, null);
        for (const batch of snapshot.batches())
          batch.parse(Array.from({ length: batch.count }, (_, position) => position));
        snapshot.close();
      } catch (error) {
        // A refusal takes its time, too.
        if (!(error instanceof Error)) throw error;
      }
      const { user, system } = process.cpuUsage(from);
      return (user + system) / 1000;
    }),
  );
}

it.each(KINDS)('%s: four times as many take about four times as long', (what, extension, sizes, make) => {
  const [few, many] = sizes.map((size) => {
    const file = join(dir, `${what.replaceAll(' ', '-')}-${size}.${extension}`);
    writeFileSync(file, make(size));
    return cost(file);
  });
  // With their square it is sixteen times; small amounts are noise.
  expect(many ?? Infinity).toBeLessThan(9 * (few ?? 0) + 40);
});

it('a line that names more columns than any spreadsheet is refused, and blank ones beyond the last name count for nothing', () => {
  const refused = join(dir, 'refused.csv');
  writeFileSync(refused, csv(32_800, 'c'));
  expect(() => openUnderstood(refused, PLAIN, null)).toThrow(/names 32803 columns in one line/);
  const blank = join(dir, 'blank.csv');
  writeFileSync(blank, csv(1, 'c').replace('\n', `${','.repeat(40_000)}\n`));
  const { snapshot } = openUnderstood(blank, PLAIN, null);
  expect(snapshot.mapped).toMatchObject({ vin: 'VIN', msrp: 'MSRP', price: 'Price' });
  snapshot.close();
});
