import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from './read-fixture.ts';

/** Public inventories that lie beside the checkout, not in it; see the README there. */
const DATA = join(import.meta.dirname, '../../../shared/data');

const SIENNA = {
  mapping: {
    msrp: ['Base MSRP'],
    price: ['Dealer Price'],
    dealer: ['Dealer', 'Dealer State'],
    trim: ['Model'],
  },
  constants: { make: 'Toyota', model: 'Sienna' },
};
const PUGET = {
  mapping: { price: ['total_price'], dealer: ['dealer_name'] },
  constants: { make: 'Toyota', model: 'RAV4' },
};

describe.skipIf(!existsSync(DATA))('real inventories', () => {
  it.each([
    ['national-sienna/2023-04-30.csv', SIENNA, 1933, 1933],
    ['national-sienna/2023-05-01.csv', SIENNA, 1878, 1878],
    ['puget-rav4/2026-06-01.json', PUGET, 275, 275],
    ['puget-rav4/2026-06-02.json', PUGET, 257, 257],
    ['puget-rav4/2026-06-03.json', PUGET, 265, 265],
    ['puget-rav4/2026-06-04.json', PUGET, 347, 346],
    ['puget-rav4/2026-06-05.json', PUGET, 342, 340],
    ['puget-rav4/2026-06-06.json', PUGET, 357, 355],
    ['puget-rav4/2026-06-08.json', PUGET, 341, 340],
  ])('%s reads without a complaint', (file, settings, count, vins) => {
    const { rows, snapshot } = readFile(join(DATA, file), settings);
    expect(snapshot.notes).toEqual([]);
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map((row) => row.vin)).size).toBe(vins);
    expect(rows.filter((row) => row.listing === null || row.warnings.length > 0)).toEqual([]);
  });

  it('204 Siennas rise by $750 overnight, none by anything else', () => {
    const [before, after] = ['2023-04-30', '2023-05-01'].map(
      (day) =>
        new Map(
          readFile(join(DATA, `national-sienna/${day}.csv`), SIENNA).rows.map((row) => [
            row.vin,
            row.listing?.msrp,
          ]),
        ),
    );
    const rises = [...(after ?? [])].flatMap(([vin, msrp]) => {
      const old = before?.get(vin);
      return old == null || msrp == null || old === msrp ? [] : [msrp - old];
    });
    expect(rises).toHaveLength(204);
    expect(new Set(rises)).toEqual(new Set([75_000]));
  });
});
