import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Hazard 4: money in every form becomes integer cents with a currency, or null; never 0. */
const priced = (text: string) => {
  const [row] = readText(`vin\tprice\nA1\t${text}\n`).rows;
  return {
    price: row?.listing?.price,
    currency: row?.listing?.currency,
    warnings: row?.warnings.map((w) => w.reason),
  };
};

describe('hazard 4, money', () => {
  it.each([
    ['$45,990.00 USD', 4_599_000, 'USD'],
    ['45990', 4_599_000, null],
    ['48900.00 CAD', 4_890_000, 'CAD'],
    ['62450.00 USD', 6_245_000, 'USD'],
    ['45.990,00', 4_599_000, null],
    ['1', 100, null],
    ['99999', 9_999_900, null],
  ])('%s', (text, price, currency) => expect(priced(text)).toEqual({ price, currency, warnings: [] }));

  it.each(['Call', 'N/A', 'Contact dealer', 'TBD', '', '0', '0.00', '$0.00'])(
    '%j is no price, never 0',
    (text) => expect(priced(text)).toEqual({ price: null, currency: null, warnings: [] }),
  );

  it.each([
    ['-1', 'negative'],
    ['20,000 - 22,000', 'range'],
    ['twenty', 'Not an amount'],
  ])('%s is not a price, and the warning says: %s', (text, reason) =>
    expect(priced(text)).toMatchObject({ price: null, warnings: [expect.stringContaining(reason)] }),
  );

  it('is the same amount in every format', () => {
    for (const file of [
      'vin,price\nA1,"$45,990.00 USD"\n',
      '[{"vin":"A1","price":"45990.00 USD"}]',
      '[{"vin":"A1","price":45990,"currency":"usd"}]',
      '<x><v><vin>A1</vin><price>45,990 USD</price></v></x>',
      '<x><v><vin>A1</vin><price currency="USD">45990</price></v></x>',
    ])
      expect(readText(file).rows[0]?.listing).toMatchObject({ price: 4_599_000, currency: 'USD' });
  });

  it('MSRP and price of one row in two currencies is reported', () => {
    const [row] = readText('vin,msrp,price\nA1,100 USD,90 CAD\n').rows;
    expect(row?.warnings).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('USD, CAD') }),
    ]);
  });
});
