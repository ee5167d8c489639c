import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removeRetrying } from '../files/change-files.ts';
import { PLAIN } from './read-fixture.ts';
import { openUnderstood, understandFile } from './understand.ts';

const folder = mkdtempSync(join(tmpdir(), 'lotwatch-understand-'));
afterAll(() => removeRetrying(folder));

let files = 0;
function written(text: string): string {
  const file = join(folder, `feed-${(files += 1)}.dat`);
  writeFileSync(file, text);
  return file;
}

const vin = (at: number): string => `1FTEW1EP0NK${String(at).padStart(6, '0')}`;
const table = (columns: string, rows: number, row: (at: number) => string): string =>
  [`VIN,${columns}`, ...Array.from({ length: rows }, (_, at) => `${vin(at)},${row(at)}`), ''].join('\n');
const mapped = (text: string, stored: Parameters<typeof openUnderstood>[2] = null, settings = {}) => {
  const { snapshot, choices } = openUnderstood(written(text), { ...PLAIN, ...settings }, stored);
  snapshot.close();
  return { mapped: snapshot.mapped, choices, priceKind: snapshot.priceKind, basis: snapshot.basis };
};

describe('money columns', () => {
  it.each([
    'MSRP (USD)', 'MSRP USD', 'msrp_usd', 'msrpUSD', 'pricing.msrp', 'prices.MSRP', 'price.msrp',
  ])('%s is the MSRP', (name) => {
    expect(mapped(table(`${name},Price`, 3, (at) => `3${at}000,2${at}000`)).mapped).toMatchObject({ msrp: name, price: 'Price' });
  }); // prettier-ignore

  it.each([
    'Price USD', 'priceUSD', 'price_usd', 'Price (€)', 'pricing.internetPrice', 'price.amount', 'Dealer Price', 'Website Price', 'Listing Price', 'Current Price',
    'Internet Special', 'price_current', 'DAP Price', 'pricing.selling', 'offers.price',
  ])('%s is the price', (name) => {
    expect(mapped(table(`MSRP,${name}`, 3, (at) => `3${at}000,2${at}000`)).mapped).toMatchObject({ msrp: 'MSRP', price: name });
  }); // prettier-ignore

  it('a usual name beats one that is nearly so', () => {
    const { mapped: found } = mapped(table('pricing.price,Price', 3, (at) => `2${at}000,2${at}500`));
    expect(found['price']).toBe('Price');
  });

  it.each(['', '0', 'Y', '1', 'Call'])('a column of nothing but "%s" is not the price', (nothing) => {
    const text = table('Sale Price,Internet Price,Price', 5, (at) => `${nothing},,2${at}000`);
    expect(mapped(text)).toMatchObject({ mapped: { price: 'Price' }, priceKind: 'price' });
  });

  it('one amount far down in the file is enough for the column to stay the price', () => {
    const text = table('Internet Price,Price', 900, (at) => `${at === 850 ? 21_000 : ''},2${at}`);
    expect(mapped(text).mapped['price']).toBe('Internet Price');
  });

  it('the choice stays on later days, until its column is blank or gone', () => {
    const first = mapped(table('Internet Price,Selling Price', 5, (at) => `,2${at}000`));
    expect(first.mapped['price']).toBe('Selling Price');
    const filled = table('Internet Price,Selling Price', 5, (at) => `2${at}500,2${at}000`);
    const later = mapped(filled, first.choices, { priceKind: first.priceKind });
    expect(later.mapped['price']).toBe('Selling Price');
    expect(later.basis.price).toBe(first.basis.price);
    const gone = mapped(
      table('Internet Price', 5, (at) => `2${at}500`),
      later.choices,
      {
        priceKind: later.priceKind,
      },
    );
    expect(gone.mapped['price']).toBe('Internet Price');
    expect(gone.basis.price).not.toBe(first.basis.price);
  });

  it('money that nothing reads is told', () => {
    const { chosen } = understandFile(
      written(table('MSRP,Price,Web Special Price', 4, (at) => `3${at}000,2${at}000,2${at}500`)),
      PLAIN,
    );
    expect(chosen.notices).toContainEqual(
      expect.objectContaining({ code: 'unused-column', column: 'Web Special Price' }),
    );
  });
});

describe('condition', () => {
  it.each(['StockType', 'ListingType', 'vehicleInventoryType', 'Category', 'Whatever', 'vehicle_type', 'item.state'])(
    'is found in %s', (name) => {
      const text = table(`${name},Price`, 6, (at) => `${at % 2 === 0 ? 'New' : 'Used'},2${at}000`);
      expect(mapped(text).mapped['condition']).toBe(name);
    },
  ); // prettier-ignore

  it('is not found in texts, grades or kinds of car', () => {
    const text = table('Type,Comments,Fuel', 6, () => 'SUV,Used to be the car of a new dealer in town,Gas');
    expect(mapped(text, null, { condition: null }).mapped['condition']).toBeUndefined();
  });
});

describe('mileage unit', () => {
  it.each(['Mileage Units', 'OdometerType', 'Odometer Units', 'odometer_unit', 'Mileage UOM'])('stands in %s', (name) => {
    const text = table(`Odometer,${name}`, 4, (at) => `8${at}000,km`);
    expect(mapped(text).mapped['mileageUnit']).toBe(name);
  }); // prettier-ignore

  it('a word that is no unit is told, and so is that nothing says the unit', () => {
    const read = (text: string) => {
      const { snapshot } = openUnderstood(written(text), PLAIN, null);
      const rows = [...snapshot.batches()].flatMap((batch) => batch.parse([...Array(batch.count).keys()]));
      snapshot.close();
      return { rows, notices: snapshot.notices() };
    };
    const mixed = read(
      table('Odometer,Mileage Units', 4, (at) => `8${at}000,${at === 3 ? 'leagues' : 'km'}`),
    );
    expect(mixed.rows.map(({ warnings }) => warnings.length)).toEqual([0, 0, 0, 1]);
    const unsaid = { code: 'no-column', field: 'mileageUnit', value: 'miles' };
    expect(read(table('Odometer', 4, (at) => `8${at}000`)).notices).toContainEqual(
      expect.objectContaining(unsaid),
    );
    expect(read(table('Odometer', 4, (at) => `8${at}000 km`)).notices).not.toContainEqual(
      expect.objectContaining(unsaid),
    );
  });

  it('is not what says something else', () => {
    const text = table('Odometer,OdometerType', 4, (at) => `8${at}000,Digital`);
    expect(mapped(text).mapped['mileageUnit']).toBeUndefined();
  });

  it.each(['Mileage (km)', 'Odometer KM', 'kilometers', 'Kilometraje', 'odometer_km', 'Kilometerstand'])(
    '%s says kilometres itself', (name) => {
      const { snapshot } = openUnderstood(written(table(name, 3, () => '80000')), PLAIN, null);
      const [row] = [...snapshot.batches()].flatMap((batch) => batch.parse([0]));
      snapshot.close();
      expect(row?.listing?.mileage).toBe(49_710);
    },
  ); // prettier-ignore
});
