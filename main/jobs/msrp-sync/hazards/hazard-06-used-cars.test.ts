import { describe, expect, it } from 'vitest';
import { countReview, listHeldValues } from '../../../store/review/held-list.ts';
import { decideNow } from '../../review/decide.ts';
import { csv } from '../fixture.ts';
import { useLot, vinOf } from './lot.fixture.ts';

/**
 * Hazard 6 for used cars, which have no MSRP to be measured by: their own past and their peers say what can be true. A
 * slipped digit waits for a person, however often the feed repeats it; a real move does not.
 */
const { lot, nextText, moves } = useLot();
const HEADER = 'VIN,Condition,MSRP,Price,Year,Make,Model,Mileage,Dealer Name';
const sync = (...rows: string[]) => nextText(csv(HEADER, ...rows));
const used = (
  n: number,
  price: number | '',
  more: { mileage?: number; year?: number; model?: string } = {},
): string =>
  `${vinOf(n)},used,,${price},${more.year ?? 2019},Toyota,${more.model ?? 'RAV4'},${more.mileage ?? ''},North`;
/** Seven usual cars, beside whatever a test is about. */
const PEERS = [18_500, 19_200, 19_900, 20_400, 21_000, 22_500, 23_900].map((price, n) =>
  used(n + 10, price),
);
const held = () => listHeldValues(lot().db, 100).rows.map(({ vin, state, check }) => [vin, state, check]);
const accept = (): void => {
  const ids = listHeldValues(lot().db, 100).rows.map(({ id }) => id);
  decideNow(lot().db, { decision: 'accept', values: ids, syncs: [] }, 0);
};

describe.each([
  ['without peers', []],
  ['with peers', PEERS],
])('a used price, %s,', (_where, peers) => {
  it.each([
    ['×10', 19_995, 199_950],
    ['÷10', 19_995, 1_999],
    ['×100', 7_995, 799_500],
    ['÷100', 99_500, 995],
    ['with a doubled digit', 19_995, 119_995],
    ['with a lost digit', 23_995, 3_995],
    ['with swapped digits', 19_995, 91_995],
  ])('%s waits for a person at its first, second and tenth sight', (_what, right, wrong) => {
    sync(used(0, right), ...peers);
    for (let day = 0; day < 10; day += 1) {
      expect([day, sync(used(0, wrong), ...peers)]).toMatchObject([
        day,
        { events: 0, quarantined: 1, pending: 0 },
      ]);
      expect(lot().vehicle(vinOf(0))).toMatchObject({ price: right, held: ['price'] });
    }
    expect(sync(used(0, right - 100), ...peers)).toMatchObject({ events: 1, quarantined: 0 });
    expect(moves()).toEqual([['price:change', vinOf(0), right, right - 100]]);
  });

  it.each([30, 40, 50, 55, 60])('cut by %i %% is reported at its second sight at the latest', (percent) => {
    const cut = 20_000 - 200 * percent;
    sync(used(0, 20_000), ...peers);
    sync(used(0, cut), ...peers);
    expect(sync(used(0, cut), ...peers)).toMatchObject({ quarantined: 0, pending: 0 });
    expect(moves()).toEqual([['price:change', vinOf(0), 20_000, cut]]);
  });

  it('is accepted when a person accepts it, and so is the move back', () => {
    sync(used(0, 19_995), ...peers);
    sync(used(0, 199_950), ...peers);
    accept();
    expect(sync(used(0, 199_950), ...peers)).toMatchObject({ events: 0, quarantined: 0 });
    expect(sync(used(0, 19_995), ...peers)).toMatchObject({ events: 0, quarantined: 1 });
    accept();
    expect(moves()).toEqual([
      ['price:change', vinOf(0), 19_995, 199_950],
      ['price:change', vinOf(0), 199_950, 19_995],
    ]);
  });
});

describe('its own past', () => {
  it('distinguishes a slip of an earlier price from a move', () => {
    const cases = (price: number) => {
      sync(used(0, 20_000));
      sync(used(0, 24_000));
      sync(used(0, 30_000));
      return sync(used(0, price));
    };
    expect(cases(200_000)).toMatchObject({ quarantined: 1, pending: 0 });
  });

  it('where its past supports a value, a swap of digits is a move that is seen twice', () => {
    sync(used(0, 19_995));
    sync(used(0, 41_995));
    sync(used(0, 41_995));
    sync(used(0, 91_995));
    sync(used(0, 91_995));
    expect(lot().vehicle(vinOf(0))).toMatchObject({ price: 91_995 });
    expect(sync(used(0, 19_995))).toMatchObject({ quarantined: 0, pending: 1 });
    expect(sync(used(0, 19_995))).toMatchObject({ quarantined: 0, pending: 0, events: 1 });
  });
});

describe('first seen', () => {
  it.each([
    ['×10', 205_000],
    ['÷10', 2_050],
  ])('in the first file with a price %s it is held, and its like are not', (_what, price) => {
    expect(sync(used(0, price), ...PEERS)).toMatchObject({ baseline: true, quarantined: 1 });
    expect(held()).toEqual([[vinOf(0), 'quarantined', 'price:peers']]);
    expect(lot().vehicle(vinOf(0))).toMatchObject({ price: null, held: ['price'] });
    expect(sync(used(0, price), ...PEERS)).toMatchObject({ quarantined: 1, events: 0 });
    expect(sync(used(0, 20_500), ...PEERS)).toMatchObject({ quarantined: 0, events: 1 });
    expect(moves()).toEqual([['price:change', vinOf(0), null, 20_500]]);
  });

  it('a car first seen later with a price ×10 is held and reports no change until it is accepted', () => {
    sync(...PEERS);
    const result = sync(used(0, 205_000), used(1, 20_500), ...PEERS);
    expect(result).toMatchObject({ added: 2, quarantined: 1, events: 1 });
    expect(moves()).toEqual([['price:change', vinOf(1), null, 20_500]]);
    for (let day = 0; day < 3; day += 1)
      expect(sync(used(0, 205_000), used(1, 20_500), ...PEERS)).toMatchObject({
        events: 0,
        quarantined: 1,
      });
    accept();
    expect(moves().at(-1)).toEqual(['price:change', vinOf(0), null, 205_000]);
    expect(sync(used(0, 205_000), used(1, 20_500), ...PEERS)).toMatchObject({ events: 0, quarantined: 0 });
  });

  it('a car first seen without a price has its first price checked', () => {
    sync(used(0, ''), ...PEERS);
    expect(sync(used(0, 205_000), ...PEERS)).toMatchObject({ events: 0, quarantined: 1 });
    expect(lot().vehicle(vinOf(0))).toMatchObject({ price: null, held: ['price'] });
  });

  it('several wrong ones of a kind are all held', () => {
    const wrong = [0, 1, 2].map((n) => used(n, 200_000 + n));
    expect(sync(...wrong, ...PEERS)).toMatchObject({ quarantined: 3 });
  });

  it('a cheap car sold privately is not held, nor one that is worn out, nor one that nothing is like', () => {
    sync(...PEERS.map((row) => row.replace(',,North', ',20000,North')));
    const rows = [
      used(0, 4_500, { mileage: 60_000 }),
      used(1, 1_900, { mileage: 260_000 }),
      used(2, 1_200, { model: 'Tercel', year: 1994 }),
    ];
    const usual = PEERS.map((row) => row.replace(',,North', ',20000,North'));
    expect(sync(...rows, ...usual)).toMatchObject({ added: 3, quarantined: 0, pending: 0, events: 3 });
  });

  it('is judged by cars of other sources, whatever the case of their names', () => {
    const rivals = PEERS.map((row) => row.replace('Toyota,RAV4', 'TOYOTA,rav4'));
    lot().sync(lot().write('rival.csv', csv(HEADER, ...rivals)), { role: 'competitor', name: 'rival' });
    expect(sync(used(0, 205_000))).toMatchObject({ quarantined: 1 });
  });

  it('is accepted where a person switched the check off', () => {
    sync(...PEERS);
    sync(used(0, 205_000), ...PEERS);
    const [first] = listHeldValues(lot().db, 1).rows;
    decideNow(lot().db, { decision: 'always', values: [first?.id ?? 0], syncs: [] }, 0);
    expect(sync(used(0, 205_000), used(1, 205_000), ...PEERS)).toMatchObject({ quarantined: 0, events: 1 });
  });
});

describe('a move that its peers speak against', () => {
  it('waits for a person, though no digit slipped', () => {
    sync(used(0, 20_000), ...PEERS);
    for (const _day of [1, 2, 3])
      expect(sync(used(0, 131_700), ...PEERS)).toMatchObject({ quarantined: 1, events: 0 });
    expect(held()).toEqual([[vinOf(0), 'quarantined', 'price:peers']]);
  });

  it('waits for a second sight where they bear it out', () => {
    sync(used(0, 60_000), ...PEERS);
    expect(sync(used(0, 21_300), ...PEERS)).toMatchObject({ pending: 1 });
    expect(sync(used(0, 21_300), ...PEERS)).toMatchObject({ pending: 0, events: 1 });
  });
});

describe('new cars', () => {
  const fresh = (msrp: number | '', price: number | ''): string =>
    `${vinOf(0)},new,${msrp},${price},2026,Toyota,RAV4,,North`;
  it.each<[string, number | '', number | '', number | '', number | '', number]>([
    ['price ×10', 40_000, 39_000, 40_000, 390_000, 1],
    ['MSRP ×10', 40_000, 39_000, 400_000, 39_000, 1],
    ['MSRP ÷10 beside a changed price', 40_000, 39_000, 4_000, 38_500, 1],
    ['both ×10', 40_000, 39_000, 400_000, 390_000, 2],
    ['both ÷10', 40_000, 39_000, 4_000, 3_900, 2],
    ['the price alone, without an MSRP, ×10', '', 39_000, '', 390_000, 1],
    ['the MSRP alone, without a price, ÷10', 40_000, '', 4_000, '', 1],
    ['price ×100', 40_000, 39_000, 40_000, 3_900_000, 1],
  ])('%s waits for a person', (_what, msrp, price, wrongMsrp, wrongPrice, count) => {
    sync(fresh(msrp, price));
    for (const _day of [1, 2, 3])
      expect(sync(fresh(wrongMsrp, wrongPrice))).toMatchObject({ quarantined: count, pending: 0 });
    expect(lot().vehicle(vinOf(0))).toMatchObject({
      msrp: msrp || null,
      ...(wrongPrice === 38_500 ? {} : { price: price || null }),
    });
  });

  it.each([
    ['the price ×10', 40_000, 390_000, { msrp: 40_000, price: null }],
    ['the price ÷10', 40_000, 3_900, { msrp: 40_000, price: null }],
    ['the MSRP ×10', 400_000, 39_000, { msrp: null, price: 39_000 }],
    ['the MSRP ÷10', 4_000, 39_000, { msrp: null, price: 39_000 }],
    ['an MSRP that no car has', 300_000, 30_000, { msrp: null, price: 30_000 }],
    ['two that no car costs', 160_000, 14_000, { msrp: null, price: null }],
  ])('first seen with %s: only what can be true is accepted', (_what, msrp, price, known) => {
    sync(fresh(msrp, price));
    expect(lot().vehicle(vinOf(0))).toMatchObject(known);
    expect(sync(fresh(40_000, 39_000))).toMatchObject({ quarantined: 0 });
    expect(lot().vehicle(vinOf(0))).toMatchObject({ msrp: 40_000, price: 39_000 });
  });
});

describe('a whole kind of used cars that moves', () => {
  it('is never held one by one', () => {
    const many = (by: number) => Array.from({ length: 40 }, (_, n) => used(n, 18_000 + n * 150 + by));
    sync(...many(0));
    for (const by of [500, 1_250, 1_000])
      expect(sync(...many(by))).toMatchObject({ quarantined: 0, pending: 0, priceChanges: 40 });
    expect(countReview(lot().db)).toEqual({ syncs: 0, quarantined: 0, pending: 0 });
  });
});
