import { describe, expect, it } from 'vitest';
import type { ParsedRow, ReadSettings } from '../snapshot.ts';
import { NoticeBook } from '../notice-book.ts';
import { resolveLayout } from './layout.ts';
import { RowReader } from './row-reader.ts';

const PLAIN: ReadSettings = {
  mapping: {},
  constants: {},
  dealer: null,
  condition: 'new',
  currency: null,
  priceKind: null,
};
const AS_OF = Date.UTC(2026, 0, 31, 15);
const VIN = '1HGCM82633A004352';

/** Reads one row of named cells; a VIN is added. */
function read(cells: Readonly<Record<string, string>>, settings: Partial<ReadSettings> = {}): ParsedRow {
  const all = { VIN, ...cells };
  const merged = { ...PLAIN, ...settings };
  return new RowReader(resolveLayout(Object.keys(all), merged), merged, {
    asOf: AS_OF,
    seed: 0,
    notices: new NoticeBook(),
  }).read(Object.values(all), 1, null);
}
const listing = (cells: Readonly<Record<string, string>>, settings: Partial<ReadSettings> = {}) =>
  read(cells, settings).listing;

describe('columns of known feeds', () => {
  it('Google', () => {
    expect(
      listing({
        id: 'S1',
        store_code: '77',
        dealership_name: 'North',
        dealership_address: '1 Main St',
        condition: 'used',
        certified_pre_owned: 'yes',
        vehicle_msrp: '30,000 USD',
        price: '10,499.00 USD',
        mileage: '2,777 miles',
        vehicle_option: 'A,B',
        date_in_stock: '2026-08-01',
        link: 'https://x/1',
      }),
    ).toMatchObject({
      stockNumber: 'S1',
      dealerId: '77',
      dealerName: 'North',
      dealerLocation: '1 Main St',
      condition: 'cpo',
      msrp: 3_000_000,
      price: 1_049_900,
      currency: 'USD',
      mileage: 2777,
      options: ['A', 'B'],
      dateInStock: Date.UTC(2026, 7, 1),
      url: 'https://x/1',
    });
  });

  it('Meta: never vehicle_type, and a condition of GOOD says nothing', () => {
    const meta = {
      vehicle_type: 'car_truck',
      'mileage.value': '7560',
      'mileage.unit': 'KM',
      'address.addr1': '1 Main',
      'address.city': 'Bow',
      'image[0].url': 'https://a/0',
      'image[1].url': 'https://a/1',
    };
    expect(listing({ ...meta, condition: 'GOOD', state_of_vehicle: 'USED' })).toMatchObject({
      condition: 'used',
      mileage: 4698,
      dealerLocation: '1 Main, Bow',
      photos: ['https://a/0', 'https://a/1'],
    });
    expect(listing({ ...meta, condition: 'GOOD' })?.condition).toBe('new');
  });

  it('HomeNet', () => {
    expect(
      listing({
        StockNumber: 'S1',
        Type: 'Used',
        Miles: '9',
        Ext_Color_Generic: 'Red',
        ExteriorColor: 'Ruby',
        SellingPrice: '1000',
        ImageList: 'https://a/1|https://a/2',
        Engine_Description: 'V6',
        DealerID: 'd9',
        Invoice: '5',
      }),
    ).toMatchObject({
      stockNumber: 'S1',
      condition: 'used',
      mileage: 9,
      exteriorColor: 'Ruby',
      price: 100_000,
      photos: { length: 2 },
      engine: 'V6',
      dealerId: 'd9',
    });
  });

  it('vAuto and DealerCenter', () => {
    expect(
      listing({
        'Stock #': 'S1',
        'New/Used': 'U',
        Series: 'LX',
        Colour: 'Blue',
        Odometer: '12',
        'Internet Price': '900',
        Price: '950',
        'Photo Url List': 'https://a/1',
        'Drivetrain Desc': 'AWD',
        'Inventory Date': '8/1/26',
        'Dealer Name': 'B & C',
      }),
    ).toMatchObject({
      stockNumber: 'S1',
      condition: 'used',
      trim: 'LX',
      exteriorColor: 'Blue',
      price: 90_000,
      drivetrain: 'AWD',
      dateInStock: Date.UTC(2026, 7, 1),
      dealerId: 'b-c',
      dealerName: 'B & C',
    });
    expect(
      listing(
        { SpecialPrice: '900', VehicleDescription: 'x', PhotoURLs: 'https://a/1', DCID: '5' },
        { condition: 'used' },
      ),
    ).toMatchObject({ price: 90_000, condition: 'used', dealerId: '5' });
  });

  it('a base MSRP or a total price is left for a person to map', () => {
    expect(listing({ 'Base MSRP': '1000', total_price: '2000' })).toMatchObject({
      msrp: null,
      price: null,
    });
  });
});

describe('settings', () => {
  it('a constant beats a mapping, a mapping beats the alias table', () => {
    const cells = { make: 'a', Brand2: 'b' };
    expect(listing(cells)?.make).toBe('a');
    expect(listing(cells, { mapping: { make: ['Brand2'] } })?.make).toBe('b');
    expect(listing(cells, { mapping: { make: ['Brand2'] }, constants: { make: 'c' } })?.make).toBe('c');
  });

  it('several columns join with a space, blank ones left out', () => {
    const mapping = { trim: ['Series', 'Detail'] };
    expect(listing({ Series: 'LX', Detail: 'Sport' }, { mapping })?.trim).toBe('LX Sport');
    expect(listing({ Series: '', Detail: 'Sport' }, { mapping })?.trim).toBe('Sport');
  });

  it('the currency is what the cell says, else the column, else the source', () => {
    expect(listing({ msrp: '1 EUR', currency: 'cad' }, { currency: 'USD' })?.currency).toBe('EUR');
    expect(listing({ msrp: '1', currency: 'cad' }, { currency: 'USD' })?.currency).toBe('CAD');
    expect(listing({ msrp: '$1' }, { currency: 'USD' })?.currency).toBe('USD');
    expect(read({ msrp: '1 EUR', price: '1 USD' }).warnings).toHaveLength(1);
  });
});

describe('the price column', () => {
  const cells = { Price: '3', 'Internet Price': '', 'Sale Price': '1' };
  const layout = (priceKind: string | null, names = Object.keys(cells)) =>
    resolveLayout(['vin', ...names], { ...PLAIN, priceKind });

  it('is the first kind there is, and stays what it was once', () => {
    expect(layout(null).priceKind).toBe('sale');
    expect(layout('price').mapped['price']).toBe('Price');
    expect(listing(cells, { priceKind: 'internet' })?.price).toBeNull();
  });

  it('that is gone is no other one: no price, a note, no basis', () => {
    expect(layout('our')).toMatchObject({
      priceKind: 'our',
      basis: { price: null },
      notes: [expect.stringContaining('"our"'), expect.anything()],
    });
  });

  it('basis: the usual names of the MSRP mean the same, a mapped column and other settings do not', () => {
    const basis = (name: string, settings: Partial<ReadSettings> = {}) =>
      resolveLayout(['vin', name], { ...PLAIN, ...settings }).basis.msrp;
    expect(basis('Vehicle_MSRP')).toBe(basis('msrp'));
    expect(basis('color')).toBeNull();
    expect(
      new Set([
        basis('msrp'),
        basis('msrp', { mapping: { msrp: ['msrp'] } }),
        basis('msrp', { currency: 'CAD' }),
        basis('msrp', { condition: 'used' }),
      ]).size,
    ).toBe(4);
  });
});

describe('the dealer', () => {
  const both = { store_code: '77', dealership_name: 'North Lot' };
  it.each([
    [both, {}, '77', 'North Lot'],
    [{ ...both, store_code: '' }, {}, 'north-lot', 'North Lot'],
    [both, { dealer: 'mine' }, 'mine', null],
    [both, { dealer: 'mine', mapping: { dealer: ['dealership_name'] } }, 'north-lot', 'North Lot'],
    [both, { dealer: 'mine', mapping: { dealerId: ['store_code'] } }, '77', null],
    [
      { ...both, dealership_name: '' },
      { dealer: 'mine', mapping: { dealer: ['dealership_name'] } },
      'mine',
      null,
    ],
    [
      { Dealer: 'North', 'Dealer State': 'WA' },
      { mapping: { dealer: ['Dealer', 'Dealer State'] } },
      'north-wa',
      'North WA',
    ],
    [{}, {}, 'lot', null],
  ])('of %j with %j is %s, called %s', (cells, settings, dealerId, dealerName) => {
    expect(listing(cells, settings)).toMatchObject({ dealerId, dealerName });
  });

  it('a dealer without a name anywhere is noted; a blank name is a warning', () => {
    expect(resolveLayout(['vin'], PLAIN).notes.join()).toContain('"lot"');
    expect(read({ dealer_name: '' }).warnings).toHaveLength(1);
  });

  it('is placed by a street, else by coordinates, else by a place id; a state alone is no place', () => {
    expect(
      listing({ dealer_address: '1 Main', dealer_city: 'Bow', dealer_state: 'WA', dealer_zip: '98000' })
        ?.dealerLocation,
    ).toBe('1 Main, Bow, WA, 98000');
    expect(listing({ latitude: '47.1', longitude: '-122.2', place_id: 'p' })?.dealerLocation).toBe(
      '47.1, -122.2',
    );
    expect(listing({ address: '', place_id: 'p' })?.dealerLocation).toBe('p');
    expect(listing({ dealer_state: 'WA' })?.dealerLocation).toBeNull();
  });
});
