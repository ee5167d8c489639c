import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFile } from '../read-fixture.ts';

const FILE = new URL('../../../../shared/data/cases/money-notations.csv', import.meta.url).pathname;

describe.skipIf(!existsSync(FILE))('the case money-notations', () => {
  it('amounts in the notation of other countries are read, with the currency where they name one', () => {
    const found = readFile(FILE).rows.map(({ listing }) => [listing?.price, listing?.currency]);
    expect(found).toEqual([
      [1_299_000, 'EUR'],
      [1_299_000, 'EUR'],
      [12_990_000, null],
      [12_990_000, null],
      [4_590_000, 'CHF'],
      [4_599_000, 'BRL'],
      [24_990_000, 'ZAR'],
      [2_599_000, 'AUD'],
      [2_599_000, 'NZD'],
      [84_500_000, 'INR'],
      [8_990_000, 'PLN'],
      [2_499_000, null],
      [4_599_000, null],
    ]);
  });
});
