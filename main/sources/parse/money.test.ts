import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoney, plainCents } from './money.ts';

describe('money', () => {
  it.each([
    ['$45,990.00 USD', 4_599_000, 'USD'],
    ['45990', 4_599_000, null],
    ['48900.00 CAD', 4_890_000, 'CAD'],
    ['62450.00 USD', 6_245_000, 'USD'],
    ['45.990,00', 4_599_000, null],
    ['45.990', 4_599_000, null],
    ['45,990', 4_599_000, null],
    ['1,045,990', 104_599_000, null],
    ['45990,50 €', 4_599_050, 'EUR'],
    ['45 990,00', 4_599_000, null],
    ["45'990.00", 4_599_000, null],
    ['US$ 45,990', 4_599_000, 'USD'],
    ['C$45,990', 4_599_000, 'CAD'],
    ['£9,995*', 999_500, 'GBP'],
    ['usd 10,499.00', 1_049_900, 'USD'],
    ['36135.49999', 3_613_550, null],
    ['1', 100, null],
    ['99999', 9_999_900, null],
    ['12.990,- €', 1_299_000, 'EUR'],
    ['€ 12.990,-', 1_299_000, 'EUR'],
    ['129 900,-', 12_990_000, null],
    ['129\u00a0900 kr', 12_990_000, null],
    ['Kr. 129.900,00', 12_990_000, null],
    ['129 900:-', 12_990_000, null],
    ['129.900 DKK', 12_990_000, 'DKK'],
    ['129 900 NOK', 12_990_000, 'NOK'],
    ['SEK 129,900', 12_990_000, 'SEK'],
    ['CHF 45’900.–', 4_590_000, 'CHF'],
    ['Fr. 45’900.-', 4_590_000, null],
    ['R$ 45.990,00', 4_599_000, 'BRL'],
    ['R 249 900', 24_990_000, 'ZAR'],
    ['ZAR 249\u202f900,50', 24_990_050, 'ZAR'],
    ['AU$25,990', 2_599_000, 'AUD'],
    ['A$ 25,990', 2_599_000, 'AUD'],
    ['NZ$ 25,990', 2_599_000, 'NZD'],
    ['$25,990 NZD', 2_599_000, 'NZD'],
    ['NZD$25,990', 2_599_000, 'NZD'],
    ['HK$ 325,000', 32_500_000, 'HKD'],
    ['₹ 8,45,000', 84_500_000, 'INR'],
    ['₹12,34,567.50', 123_456_750, 'INR'],
    ['₹ 8.45 Lakh', 84_500_000, 'INR'],
    ['Rs. 1.2 crore', 1_200_000_000, null],
    ['89 900 zł', 8_990_000, 'PLN'],
    ['559 000 Kč', 55_900_000, 'CZK'],
    ['5 490 000 Ft', 549_000_000, 'HUF'],
    ['￥2,980,000', 298_000_000, null],
    ['298.0万円', 298_000_000, 'JPY'],
    ['₩25,900,000', 2_590_000_000, 'KRW'],
    ['1 250 000 руб.', 125_000_000, 'RUB'],
    ['$24,990 Drive Away', 2_499_000, null],
    ['$24,990 (drive-away)', 2_499_000, null],
    ['Drive Away Price: $24,990*', 2_499_000, null],
    ['MSRP $45,990', 4_599_000, null],
    ['MSRP: $45,990.00 USD', 4_599_000, 'USD'],
    ['22.990 € inkl. 19% MwSt.', 2_299_000, 'EUR'],
    ['8,500.000 KWD', 850_000, 'KWD'],
    ['="45990"', 4_599_000, null],
    ['12.990 Euro VB', 1_299_000, 'EUR'],
    ['12.990 € inkl. MwSt.', 1_299_000, 'EUR'],
    ['kr. 129.900,00', 12_990_000, null],
    ['129 900 SEK', 12_990_000, 'SEK'],
    ['SFr. 45ʼ900.50', 4_590_050, 'CHF'],
    ['A$25,990 Drive Away', 2_599_000, 'AUD'],
    ['Rs. 12,34,567', 123_456_700, null],
    ['499\u202f900 Kč', 49_990_000, 'CZK'],
    ['7 990 000 Ft', 799_000_000, 'HUF'],
    ['¥2,500,000', 250_000_000, null],
    ['２５９９０', 2_599_000, null],
    ['Sale $24,990', 2_499_000, null],
    ['1 045,5', 104_550, null],
  ])('%s', (text, cents, currency) => expect(parseMoney(text)).toEqual({ cents, currency, problem: null }));

  it.each([
    '',
    ' ',
    '0',
    '0.00',
    '$0',
    'Call',
    'N/A',
    'Contact dealer',
    'TBD',
    'Call for price: 555-1234',
    '-',
    'null',
    'Price on request',
  ])('"%s" is no price, and nothing to warn of', (text) =>
    expect(parseMoney(text)).toMatchObject({ cents: null, problem: null }),
  );

  it.each([
    'abc',
    '-1',
    '-1.00',
    '$-500',
    '(500)',
    '30,000 - 35,000',
    '$30,000-$35,000',
    '1.2.3',
    '4.599E+04',
    '45,99,0',
    '12 EUR USD',
    '4 5990',
    '2021 25990',
    '1,234.567',
    '1.234,567 €',
    '12.990 KWD',
    '12.990,50,- €',
    'from $24,990',
    'ab 12.990 €',
    '$24,990 + tax',
    '$24,990 ex GST',
    'was $30,000 now $25,000',
    '$24,990 pending',
    'See $45,990',
    '$199 per month',
    '199 €/mtl.',
    'top 25,000 km',
    '$25,990 - sold',
    'Kia $24,990',
    '$399 per month',
    '$399/mo',
    'From $24,990',
    '24,990 39,900',
    '$25,990 $24,990',
    '12 34 567',
    '8,45,00',
    '2,5 Mio €',
    '25½',
    'all 24,990 kr USD EUR',
    '12,990.-5',
  ])('"%s" is no price, with a warning', (text) =>
    expect(parseMoney(text)).toMatchObject({
      cents: null,
      problem: expect.stringContaining('Not an amount'),
    }),
  );

  it('comes back from the way it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_99 }), (cents) => {
        const plain = (cents / 100).toFixed(2);
        const us = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(cents / 100);
        const german = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format(cents / 100);
        expect(plainCents(plain)).toBe(cents);
        for (const text of [plain, `$${us}`, `${us} USD`, german])
          expect(parseMoney(text).cents).toBe(cents);
      }),
    );
  });

  it('is the amount that was written, in every country, or none', () => {
    const styles = [
      'de-DE',
      'de-CH',
      'fr-FR',
      'sv-SE',
      'nb-NO',
      'da-DK',
      'pl-PL',
      'pt-BR',
      'en-IN',
      'en-ZA',
      'en-AU',
      'ja-JP',
      'cs-CZ',
      'nl-NL',
      'es-ES',
    ];
    const currencies = [
      'EUR',
      'CHF',
      'SEK',
      'NOK',
      'DKK',
      'PLN',
      'BRL',
      'INR',
      'ZAR',
      'AUD',
      'NZD',
      'JPY',
      'CZK',
      'USD',
      'CAD',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000, max: 99_999_999 }),
        fc.constantFrom(...styles),
        fc.constantFrom(...currencies),
        fc.constantFrom('symbol', 'narrowSymbol', 'code'),
        fc.boolean(),
        (units, style, currency, currencyDisplay, hasCents) => {
          const digits = hasCents ? 2 : 0;
          const text = new Intl.NumberFormat(style, {
            style: 'currency', currency, currencyDisplay, minimumFractionDigits: digits, maximumFractionDigits: digits,
          }).format(units); // prettier-ignore
          const found = parseMoney(text);
          expect([units * 100, null]).toContain(found.cents);
          expect([currency, null]).toContain(found.currency);
          if (currencyDisplay === 'code')
            expect(found).toEqual({ cents: units * 100, currency, problem: null });
          if (found.cents === null) expect(found.problem).not.toBe(null);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives what the short way gives wherever that gives anything, and never throws', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[\d.,$ -]{0,12}$/));
    fc.assert(
      fc.property(texts, (text) => {
        const money = parseMoney(text);
        expect(money.cents === null || (Number.isSafeInteger(money.cents) && money.cents > 0)).toBe(true);
        const plain = plainCents(text);
        if (plain >= 0) expect(money.cents ?? 0).toBe(plain);
      }),
    );
  });
});
