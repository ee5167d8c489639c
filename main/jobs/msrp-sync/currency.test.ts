import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listReview } from '../review/list.ts';
import { decideNow } from '../review/decide.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';

const CASES = new URL('../../../../shared/data/cases/', import.meta.url).pathname;
const A = '1FTEW1EP9NK000300';

let lot: TestLot;
beforeEach(() => (lot = openTestLot()));
afterEach(() => lot.close());

const sync = (msrp: string, price: string) =>
  lot.sync(lot.write('lot.csv', csv('VIN,Type,MSRP,Price', `${A},New,${msrp},${price}`)));
const money = () => {
  const { msrp, price, currency, msrpCurrency } = lot.vehicle(A) ?? {};
  return { msrp, price, currency, msrpCurrency };
};
const NOTHING = { msrpChanges: 0, priceChanges: 0, events: 0 };

describe('a remembered value keeps its currency', () => {
  it('through a blank day, and another currency after it is a baseline, with a notice', () => {
    sync('50000 USD', '47500 USD');
    expect(sync('', '')).toMatchObject(NOTHING);
    expect(money()).toEqual({ msrp: 50_000, price: 47_500, currency: 'USD', msrpCurrency: 'USD' });
    const other = sync('52000 CAD', '45000 CAD');
    expect(other).toMatchObject(NOTHING);
    const notice = { code: 'other-currency', value: 'CAD', count: 1, sample: [A] };
    expect(other.notices).toContainEqual(expect.objectContaining({ ...notice, field: 'price' }));
    expect(other.notices).toContainEqual(expect.objectContaining({ ...notice, field: 'msrp' }));
    expect(sync('52000 CAD', '45500 CAD')).toMatchObject({ priceChanges: 1, msrpChanges: 0 });
    expect(lot.events().map((event) => [event.old, event.new, event.currency])).toEqual([
      [45_000, 45_500, 'CAD'],
    ]);
  });

  it('where the other field goes on in another one', () => {
    sync('50000 USD', '47500 USD');
    expect(sync('', '45000 CAD')).toMatchObject(NOTHING);
    expect(money()).toEqual({ msrp: 50_000, price: 45_000, currency: 'CAD', msrpCurrency: 'USD' });
    expect(sync('51000 USD', '')).toMatchObject({ msrpChanges: 1, priceChanges: 0 });
    expect(sync('', '44000 CAD')).toMatchObject({ msrpChanges: 0, priceChanges: 1 });
    expect(lot.events().map((event) => [event.new, event.currency])).toEqual([
      [51_000, 'USD'],
      [44_000, 'CAD'],
    ]);
  });

  it('where the feed ceases to name one', () => {
    sync('', '47500 USD');
    expect(sync('', '47000')).toMatchObject({ priceChanges: 1 });
    expect(money()).toMatchObject({ price: 47_000, currency: 'USD' });
    expect(sync('', '45000 CAD')).toMatchObject(NOTHING);
  });

  it('while one of another currency waits for a person, who makes it the baseline', () => {
    sync('', '47500 USD');
    expect(sync('', '4 CAD')).toMatchObject({ ...NOTHING, quarantined: 1 });
    expect(money()).toMatchObject({ price: 47_500, currency: 'USD' });
    const [held] = listReview(lot.db).values;
    expect(held).toMatchObject({ old: null, new: 4, currency: 'CAD' });
    expect(sync('', '47500 USD')).toMatchObject({ ...NOTHING, quarantined: 0 });
    sync('', '4 CAD');
    const [again] = listReview(lot.db).values;
    decideNow(lot.db, { decision: 'accept', values: [again?.id ?? 0], syncs: [] }, Date.UTC(2026, 5, 1));
    expect(money()).toMatchObject({ price: 4, currency: 'CAD' });
    expect(lot.events()).toEqual([]);
  });

  it.skipIf(!existsSync(CASES))('the case currency-after-blank', () => {
    const [one, two, three] = ['', '.2', '.3'].map((n) =>
      readFileSync(`${CASES}currency-after-blank${n}.csv`, 'utf8'),
    );
    lot.sync(lot.write('lot.csv', one ?? ''));
    lot.sync(lot.write('lot.csv', two ?? ''));
    expect(money()).toMatchObject({ price: 47_500, currency: 'USD' });
    expect(lot.sync(lot.write('lot.csv', three ?? ''))).toMatchObject(NOTHING);
    expect(money()).toMatchObject({ price: 45_000, currency: 'CAD' });
  });
});
