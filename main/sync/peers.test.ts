import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOfPeers, type Peer, type PeerView } from './peers.ts';

const CAR = { id: 1, year: 2020, price: 20_000, mileage: null, currency: 'USD' };
const like = (...prices: number[]): Peer[] => prices.map((price, n) => ({ ...CAR, id: n + 2, price }));
const view = (price: number, peers: readonly Peer[], car: Partial<Peer> = {}): PeerView =>
  viewOfPeers({ ...CAR, price, ...car }, peers, 5);

describe('a used price among its peers', () => {
  const usual = like(17_000, 19_500, 21_000, 24_000);
  it.each<[string, number, PeerView]>([
    ['as they are', 20_000, 'in line'],
    ['a bargain', 14_000, 'in line'],
    ['60 % off', 8_000, 'off'],
    ['×10', 200_000, 'far off'],
    ['÷10', 2_000, 'far off'],
    ['×10 of the cheapest', 170_000, 'far off'],
    ['÷10 of the dearest', 2_400, 'far off'],
    ['a cheap one sold privately', 4_500, 'off'],
  ])('%s: %d', (_what, price, expected) => {
    expect(view(price, usual)).toBe(expected);
  });

  it('is unknown with fewer than three, itself not counted', () => {
    expect(view(200_000, like(20_000, 21_000))).toBe('unknown');
    expect(view(200_000, [...like(20_000, 21_000), { ...CAR, price: 200_000 }])).toBe('unknown');
    expect(view(200_000, [])).toBe('unknown');
  });

  it('is judged by those of a year around it where its own has too few', () => {
    const around = [2019, 2021, 2019].map((year, n) => ({ ...CAR, id: n + 2, year }));
    expect(view(200_000, around)).toBe('far off');
    expect(
      view(20_000, [...around, ...like(99_000, 99_000, 99_000).map((one) => ({ ...one, id: one.id + 9 }))]),
    ).toBe('off');
  });

  it('may be low where it is far more worn than they are, and is too high beside any that is no more worn', () => {
    const fresh = usual.map((peer) => ({ ...peer, mileage: 20_000 }));
    expect(view(2_000, fresh, { mileage: 240_000 })).toBe('unknown');
    expect(view(2_000, fresh, { mileage: 25_000 })).toBe('far off');
    expect(view(200_000, fresh, { mileage: 240_000 })).toBe('far off');
    const worn = usual.map((peer) => ({ ...peer, mileage: 200_000 }));
    expect(view(200_000, worn, { mileage: 9_000 })).toBe('unknown');
    expect(view(2_000, worn, { mileage: 9_000 })).toBe('far off');
  });

  it('is not compared with another currency', () => {
    expect(view(3_000_000, usual, { currency: 'JPY' })).toBe('unknown');
  });

  it('stays right beside others that are wrong, while these are fewer than half', () => {
    const spoilt = [
      ...like(200_000, 195_000),
      ...like(20_000, 21_000).map((one) => ({ ...one, id: one.id + 9 })),
    ];
    expect(view(20_500, spoilt)).not.toBe('far off');
    expect(view(200_000, [...like(20_000, 21_000, 22_000), { ...CAR, id: 9, price: 199_000 }])).toBe(
      'far off',
    );
  });

  it('is never far off where it lies between the cheapest and the dearest of a kind less than five times apart', () => {
    const prices = fc.array(fc.integer({ min: 10_000, max: 49_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 49_000 }), prices, (price, others) => {
        expect(view(price, like(...others))).not.toBe('far off');
      }),
    );
  });
});

describe('amounts that name no currency', () => {
  const peer = (id: number, price: number, currency: string | null) => ({
    id,
    year: 2021,
    price,
    mileage: null,
    currency,
  });

  it('are in no one’s line where the like are priced in several', () => {
    const like = [peer(1, 129_900, null), peer(2, 129_900, null), peer(3, 119_900, null)];
    const car = peer(9, 24_990, null);
    expect(viewOfPeers(car, like, 5)).toBe('far off');
    expect(viewOfPeers(car, [...like, peer(4, 12_990, 'EUR'), peer(5, 45_900, 'CHF')], 5)).toBe('unknown');
  });
});
