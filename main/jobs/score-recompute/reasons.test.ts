import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScoreReason } from '../../../shared/events.ts';
import { DEFAULT_SCORE_SETTINGS } from '../../scoring/model.ts';
import { isAnythingDirty } from '../../store/scores/dirty.ts';
import { csv } from '../msrp-sync/fixture.ts';
import { at, car, COLUMNS, lotOf, NEW, ScoredLot, type Row } from './reasons.fixture.ts';

let shop: ScoredLot;
beforeEach(() => {
  shop = new ScoredLot();
});
afterEach(() => shop.lot.close());

const withRow = (vin: string, change: Row): Row[] =>
  lotOf().map((row) => (row['VIN'] === vin ? { ...row, ...change } : row));
const without = (vin: string): Row[] => lotOf().filter((row) => row['VIN'] !== vin);
const { weights, listing } = DEFAULT_SCORE_SETTINGS;

describe('a reason names what moved the score: one thing changes, on the same date', () => {
  const manyPhotos = Array.from({ length: 20 }, (_, n) => `https://x.test/many/${n}.jpg`).join('|');
  it.each<[what: string, change: () => void, reported: Record<string, ScoreReason>]>([
    [
      'a column that is not mapped',
      () => shop.feed(withRow('OURS-USED1', { 'Lot Walk': 'friday' }), 0),
      {},
    ],
    ['a stock number', () => shop.feed(withRow('OURS-USED1', { Stock: 'N-12' }), 0), {}],
    [
      'its price',
      () => shop.feed(withRow('OURS-USED1', { Price: 25_000 }), 0),
      { OURSUSED1: 'price_change' },
    ],
    ['its MSRP', () => shop.feed(withRow('OURS-NEW1', { MSRP: 43_000 }), 0), { OURSNEW1: 'msrp_change' }],
    [
      'its photos',
      () => shop.feed(withRow('OURS-USED1', { Photos: manyPhotos }), 0),
      { OURSUSED1: 'listing_change' },
    ],
    [
      'its mileage',
      () => shop.feed(withRow('OURS-USED1', { Mileage: 600_000 }), 0),
      { OURSUSED1: 'listing_change' },
    ],
    ['its trim', () => shop.feed(withRow('OURS-NEW1', { Trim: '' }), 0), { OURSNEW1: 'listing_change' }],
    [
      'its date in stock',
      () => shop.feed(withRow('OURS-USED1', { 'Date In Stock': '2025-06-01' }), 0),
      { OURSUSED1: 'listing_change' },
    ],
    [
      'a competitor’s price',
      () => shop.feed(withRow('RIVAL-USED4', { Price: 26_000 }), 0),
      { OURSUSED1: 'competitor_change' },
    ],
    [
      'a competitor that comes',
      () =>
        shop.feed([...lotOf(), car('RIVAL-NEW9', { ...NEW, 'Dealer Name': 'Rival 9', Price: 33_000 })], 0),
      { OURSNEW1: 'competitor_change' },
    ],
    [
      'the signals file',
      () => {
        shop.importSignals({ seo: 100, aeo: 100, geo: 100, ugc: 100 }, 0);
        shop.recompute({ kind: 'all' }, 0);
      },
      { OURSUSED1: 'signals_change', OURSNEW1: 'signals_change' },
    ],
    [
      'the weights',
      () => {
        shop.setSettings({ weights: { ...weights, avi: { seo: 0.1, aeo: 0.1, geo: 0.7, ugc: 0.1 } } });
        shop.recompute({ kind: 'all' }, 0);
      },
      { OURSUSED1: 'settings_change', OURSNEW1: 'settings_change' },
    ],
    [
      'another setting of the model',
      () => {
        shop.setSettings({ listing: { ...listing, photoTarget: 2 } });
        shop.recompute({ kind: 'all' }, 0);
      },
      { OURSUSED1: 'settings_change', OURSNEW1: 'settings_change' },
    ],
  ])('%s', (_, change, expected) => {
    change();
    shop.recompute({ kind: 'dirty' }, 0);
    expect(shop.reasons()).toEqual(expected);
  });
});

describe('a reason names what moved the score: over days', () => {
  it('the date alone: a feed that nobody reads and a car that stands', () => {
    shop.recompute({ kind: 'all' }, 3);
    expect(shop.reasons()).toEqual({ OURSUSED1: 'aging', OURSNEW1: 'aging' });
    // Rivals' listings are too old to compare with: no rival did anything.
    shop.recompute({ kind: 'all' }, 9);
    expect(shop.reasons()).toEqual({ OURSUSED1: 'aging', OURSNEW1: 'aging' });
  });

  it('a loss by age stays one where a competitor’s change is waiting that moves nothing', () => {
    shop.feed(withRow('RIVAL-USED4', { Description: 'Another text' }), 0);
    shop.recompute({ kind: 'all' }, 3);
    expect(shop.reasons()).toEqual({ OURSUSED1: 'aging', OURSNEW1: 'aging' });
  });

  it('the date, where the feed’s only news is a column that is not mapped', () => {
    shop.feed(withRow('OURS-USED1', { 'Lot Walk': 'friday' }), 3);
    shop.recompute({ kind: 'dirty' }, null);
    expect(shop.reasons()).toEqual({});
    shop.recompute({ kind: 'all' }, 3);
    expect(shop.reasons()).toEqual({ OURSUSED1: 'aging' });
  });

  it('the date, where the feed’s only news is one more day in stock', () => {
    const feed = (days: number, day: number): void => {
      const line = `OURS-DAYS1,used,2022,Toyota,RAV4,LE,30000,30000,North,A text of its own,${days}`;
      const columns =
        'VIN,Condition,Year,Make,Model,Trim,Mileage,Price,Dealer Name,Description,Days in Stock';
      shop.lot.sync(shop.lot.write('days.csv', csv(columns, line)), { asOf: at(day) });
      shop.recompute({ kind: 'all' }, day);
    };
    feed(20, 0);
    shop.reasons();
    feed(26, 6);
    expect(shop.reasons()).toMatchObject({ OURSDAYS1: 'aging' });
    feed(60, 6);
    expect(shop.reasons()).toMatchObject({ OURSDAYS1: 'listing_change' });
  });

  it('what added up since it last moved: the days, where a competitor’s change had moved nothing', () => {
    shop.feed(withRow('RIVAL-USED4', { Mileage: 30_100 }), 0);
    shop.recompute({ kind: 'dirty' }, 0);
    expect(shop.reasons()).toEqual({});
    shop.recompute({ kind: 'all' }, 3);
    expect(shop.reasons()).toMatchObject({ OURSUSED1: 'aging' });
  });

  it('scores from before their grounds were kept: once they are, the next move has its reason', () => {
    shop.lot.db.exec('DELETE FROM score_grounds');
    shop.recompute({ kind: 'all' }, 0);
    shop.setSettings({ listing: { ...listing, photoTarget: 2 } });
    shop.recompute({ kind: 'all' }, 0);
    expect(shop.reasons()).toEqual({ OURSUSED1: 'settings_change', OURSNEW1: 'settings_change' });
  });

  it('a newer copy of the feed', () => {
    shop.recompute({ kind: 'all' }, 3);
    shop.reasons();
    shop.feed(lotOf(), 3);
    shop.recompute({ kind: 'all' }, 3);
    expect(shop.reasons()).toEqual({ OURSUSED1: 'feed_read', OURSNEW1: 'feed_read' });
  });

  it('a competitor that leaves, once it is gone', () => {
    shop.feed(without('RIVAL-USED1'), 0);
    shop.recompute({ kind: 'dirty' }, 0);
    expect(shop.reasons()).toEqual({});
    shop.feed(without('RIVAL-USED1'), 0);
    shop.recompute({ kind: 'dirty' }, 0);
    expect(shop.reasons()).toEqual({ OURSUSED1: 'competitor_change' });
  });

  it('its photos, which another car now uses, too', () => {
    const photos = 'https://x.test/OURS-USED1/1.jpg|https://x.test/OURS-USED1/2.jpg';
    shop.feed([...lotOf(), car('OURS-COPY1', { Make: 'Honda', Model: 'Fit', Photos: photos })], 0);
    shop.recompute({ kind: 'all' }, 0);
    expect(shop.reasons()).toEqual({ OURSCOPY1: 'first', OURSUSED1: 'shared_change' });
  });

  it('its price in another feed of ours, scored at once', () => {
    const other = (price: number, day: number): void => {
      const file = shop.lot.write('market.csv', csv('VIN,Price,Dealer Name', `OURS-USED1,${price},North`));
      shop.lot.sync(file, { asOf: at(day) });
    };
    other(30_000, 0);
    shop.recompute({ kind: 'all' }, 0);
    shop.reasons();
    other(31_000, 0);
    expect(isAnythingDirty(shop.lot.db)).toBe(true);
    shop.recompute({ kind: 'dirty' }, 0);
    expect(shop.reasons()).toEqual({ OURSUSED1: 'channel_change' });
  });

  it('the larger of two: a cut of a dollar on the day the market turns is not what moved it', () => {
    const rows = lotOf().map((row) =>
      row['VIN'] === 'OURS-USED1'
        ? { ...row, Price: 29_999 }
        : String(row['VIN']).startsWith('RIVAL-USED')
          ? { ...row, Price: Number(row['Price']) - 8_000 }
          : row,
    );
    shop.feed(rows, 1);
    shop.recompute({ kind: 'dirty' }, 1);
    expect(shop.reasons()['OURSUSED1']).toBe('competitor_change');
    shop.feed(
      rows.map((row) => (row['VIN'] === 'OURS-USED1' ? { ...row, Price: 21_000 } : row)),
      2,
    );
    shop.recompute({ kind: 'dirty' }, 2);
    expect(shop.reasons()['OURSUSED1']).toBe('price_change');
  });

  it('leaves nothing due where a feed’s only news is what no score is made of', () => {
    shop.feed(withRow('RIVAL-USED4', { Stock: 'N-1', 'Lot Walk': 'friday' }), 0);
    shop.recompute({ kind: 'dirty' }, 0);
    shop.feed(withRow('RIVAL-USED4', { Stock: 'N-2', 'Lot Walk': 'sunday' }), 0);
    expect(isAnythingDirty(shop.lot.db)).toBe(false);
  });

  it('makes all due where the feed has a new column, though no row says anything in it', () => {
    const bare = COLUMNS.filter((column) => column !== 'Photos').join(',');
    const line = `OURS-BARE1,used,2022,Toyota,RAV4,LE,30000,,30000,North,2025-12-20,https://x.test/1,A text,S,monday`;
    shop.lot.sync(shop.lot.write('bare.csv', csv(bare, line)), { asOf: at(0) });
    shop.recompute({ kind: 'all' }, 0);
    shop.reasons();
    shop.lot.sync(shop.lot.write('bare.csv', csv(`${bare},Photos`, `${line},`)), { asOf: at(0) });
    shop.recompute({ kind: 'dirty' }, 0);
    expect(shop.reasons()).toEqual({ OURSBARE1: 'listing_change' });
  });
});
