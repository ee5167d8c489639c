import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';
import { priceRole } from './price-roles.ts';

it.each([
  ['MSRP', 'msrp'], ['MSRP (USD)', 'msrp'], ['vehicle_msrp', 'msrp'], ['pricing.msrp', 'msrp'],
  ['Base MSRP', 'base'], ['base_price', 'base'],
  ['Accessories', 'accessories'], ['Dealer Add-Ons', 'accessories'], ['Markup', 'accessories'],
  ['Selling Price', 'selling'], ['price', 'selling'], ['Dealer Price', 'selling'], ['offers.price', 'selling'],
  ['Internet_Price', 'internet'], ['pricing.internetPrice', 'internet'],
  ['sale_price', 'sale'], ['Special Price', 'sale'],
  ['Final Price', 'final'], ['Out-the-door price', 'final'],
  ['Rebate', 'rebate'], ['pricing.totalRebates', 'rebate'],
  ['Destination Charge', 'fee'], ['Dealer Fees', 'fee'],
  ['Doc Fee', 'docFee'], ['DocumentationFee', 'docFee'],
])('the column %s is %s', (name, role) => {
  expect(priceRole(name)).toBe(role);
}); // prettier-ignore

it.each([
  'Invoice',
  'Cost',
  'Book Value',
  'Monthly Payment',
  'options[].price',
  'packages.msrp',
  'Mileage',
  'Price Date',
  'VIN',
  '',
])('the column %j is no price of the vehicle', (name) => {
  expect(priceRole(name)).toBeNull();
});

it('a row keeps all its prices, with the names of the feed, whatever the order of its columns', () => {
  const cells: Readonly<Record<string, string>> = {
    VIN: '1HGCM82633A004352',
    MSRP: '$42,000',
    'Base MSRP': '39500',
    'Internet Price': '40500',
    Rebate: '-500',
    'Doc Fee': '499.00 USD',
    Accessories: '0',
    Invoice: '38000',
  };
  fc.assert(
    fc.property(fc.shuffledSubarray(Object.keys(cells), { minLength: 8 }), (names) => {
      const text = `${names.join('\t')}\n${names.map((name) => cells[name]).join('\t')}\n`;
      const { snapshot, rows } = readText(text);
      const found = snapshot.prices.map(({ name, role, field }, index) => [
        name,
        role,
        field,
        rows[0]?.prices?.[index],
      ]);
      expect(found.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
        ['Accessories', 'accessories', null, null],
        ['Base MSRP', 'base', null, 3_950_000],
        ['Doc Fee', 'docFee', null, 49_900],
        ['Internet Price', 'internet', 'price', 4_050_000],
        ['MSRP', 'msrp', 'msrp', 4_200_000],
        ['Rebate', 'rebate', null, 50_000],
      ]);
    }),
    { numRuns: 30 },
  );
});

it('the column a person maps is among them whatever it is called, and an ignored one is not', () => {
  const { snapshot } = readText('VIN,Weekend Deal,Doc Fee\nA1,20000,99\n', {
    mapping: { price: ['Weekend Deal'] },
    ignored: ['Doc Fee'],
  });
  expect(snapshot.prices).toMatchObject([{ name: 'Weekend Deal', role: 'selling', field: 'price' }]);
});
