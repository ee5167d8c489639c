import { describe, expect, it } from 'vitest';
import { byVin, car, cars, listings, read, text, vinOf } from './cars.fixture.ts';

describe('what is said around a list', () => {
  it.each([
    [
      'the dealer',
      { dealer: 'North Lot', vehicles: cars(0, 2) },
      { dealerName: 'North Lot', dealerId: 'north-lot' },
    ],
    ['after the list', { vehicles: cars(0, 2), dealer: 'North Lot' }, { dealerName: 'North Lot' }],
    [
      'an object',
      { dealer: { id: 'D7', name: 'North' }, vehicles: cars(0, 2) },
      { dealerId: 'D7', dealerName: 'North' },
    ],
    [
      'the dealers’ entries',
      { dealers: [{ name: 'North', id: 7, cars: cars(0, 2) }] },
      { dealerId: '7', dealerName: 'North' },
    ],
    ['the currency', { currency: 'cad', data: { vehicles: cars(0, 2) } }, { currency: 'CAD' }],
    [
      'make and model',
      { make: 'Ram', models: [{ model: '1500', vehicles: [{ vin: vinOf(0) }] }] },
      { make: 'Ram', model: '1500' },
    ],
    ['the condition', { type: 'Used', vehicles: cars(0, 2) }, { condition: 'used' }],
    [
      'the place',
      { dealer_address: '1 Main', dealerCity: 'Bow', vehicles: cars(0, 2) },
      { dealerLocation: '1 Main, Bow' },
    ],
    [
      'of vehicles by VIN',
      { dealer: 'North Lot', vehicles: byVin(cars(0, 2)) },
      { dealerName: 'North Lot' },
    ],
  ])('holds for each row: %s', (_, value, expected) => {
    for (const listing of listings(value)) expect(listing).toMatchObject(expected);
  });

  it('is each dealer’s own, and a row’s own word is nearer', () => {
    const value = {
      currency: 'USD',
      dealers: [
        { name: 'North', vehicles: [car(0), car(1, { currency: 'CAD' })] },
        { vehicles: [car(2)], name: 'South', currency: 'EUR' },
        { vehicles: [car(3)] },
      ],
    };
    expect(listings(value).map((listing) => [listing?.dealerName, listing?.currency])).toEqual([
      ['North', 'USD'], ['North', 'CAD'], ['South', 'EUR'], [null, 'USD'],
    ]); // prettier-ignore
  });

  it('is what a person says it is', () => {
    const { rows } = read({ account: 'North', vehicles: cars(0, 3) }, { mapping: { dealer: ['account'] } });
    expect(rows.map(({ listing }) => listing?.dealerName)).toEqual(['North', 'North', 'North']);
  });

  it('of the answer itself says nothing of the vehicles', () => {
    const [listing] = listings({
      status: 'ok',
      title: 'Lot',
      url: 'https://x',
      type: 'inventory',
      id: 7,
      price: 1,
      vehicles: [{ vin: vinOf(0) }],
    });
    expect(listing).toMatchObject({
      availability: null,
      title: null,
      url: null,
      stockNumber: null,
      price: null,
      condition: 'new',
    });
  });

  it('changes the hash of the rows below, and of no other', () => {
    const hashes = (north: string): readonly string[] =>
      read({
        dealers: [
          { name: north, cars: cars(0, 2) },
          { name: 'South', cars: cars(2, 1) },
        ],
      }).hashes;
    const [a, b] = [hashes('North'), hashes('Nord')];
    expect([a[0] === b[0], a[1] === b[1], a[2] === b[2]]).toEqual([false, false, true]);
  });

  it('is told where it stands too far behind its vehicles to be known in time', () => {
    const long = cars(0, 700).map((one) => ({ ...one, description: 'x'.repeat(2_000) }));
    const late = (value: unknown) =>
      read(value)
        .snapshot.notices()
        .filter(({ code, value: why }) => code === 'unused-column' && why?.includes('1 MiB') === true)
        .map(({ field, column }) => [field, column]);
    expect(late({ vehicles: long, currency: 'CAD' })).toEqual([['currency', 'currency']]);
    expect(late({ dealers: [{ vehicles: long, name: 'North' }] })).toEqual([['dealer', 'name']]);
    expect(late({ currency: 'CAD', vehicles: long, total: 700 })).toEqual([]);
    expect(late({ vehicles: long.slice(0, 20), currency: 'CAD' })).toEqual([]);
    const lines = [
      { dealer: 'North', vehicles: long.slice(0, 20) },
      { vehicles: long, dealer: 'South', currency: 'CAD' },
    ];
    expect(late(lines.map((line) => text(line)).join('\n'))).toEqual([
      ['dealer', 'dealer'],
      ['currency', 'currency'],
    ]);
    expect(late({ vehicles: byVin(long), dealer: { id: 7, name: 'North' } })).toContainEqual([
      'dealer',
      'dealer',
    ]);
    expect(late({ currency: 'CAD', vehicles: byVin(long), dealer: { id: 7, name: 'North' } })).toEqual([
      ['dealer', 'dealer'],
    ]);
    expect(late({ ...byVin(long), currency: 'CAD' })).toEqual([['currency', 'currency']]);
    expect(late({ vehicles: long, currency: null, dealer: '', dealers: [] })).toEqual([]);
    // What the vehicles say themselves is not missed.
    expect(
      late({
        vehicles: long.map((one) => ({ ...one, currency: 'USD', dealerId: 1 })),
        currency: 'CAD',
        dealer: 'North',
      }),
    ).toEqual([]);
  });

  it('holds after many vehicles under their VINs', () => {
    const value = { ...byVin(cars(0, 300)), currency: 'CAD', dealer: 'North' };
    expect(new Set(listings(value).map((listing) => `${listing?.currency} ${listing?.dealerName}`))).toEqual(new Set(['CAD North']));
  }); // prettier-ignore

  it('is found wherever the pieces of a long file end', () => {
    const dealers = Array.from({ length: 60 }, (_, i) => ({ cars: cars(i * 500, 500), name: `D${i}` }));
    const names = listings({ dealers }).map((listing) => listing?.dealerName);
    expect(names).toEqual(dealers.flatMap(({ name }) => Array.from({ length: 500 }, () => name)));
  });
});
