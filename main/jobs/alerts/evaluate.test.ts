import { describe, expect, it } from 'vitest';
import type { RuleInput } from '../../../shared/alerts/rule.ts';
import { membersOf } from '../../store/alerts/read.ts';
import { cars, DROPS, openAlertLot } from './alert-lot.fixture.ts';

const { alerts, db, look, messages, rule, sync } = openAlertLot();

const RISES: RuleInput = {
  name: 'MSRP moves',
  when: { kind: 'changes', measure: 'msrp', atLeast: { pct: 1 } },
};

describe('one sync, one word', () => {
  it('204 and 860 like moves are one message each, with their members', () => {
    // The rest stays, else the guard holds the sync: so many do not move by accident.
    const msrp = (n: number): number => (n < 204 ? 50_000 : 40_000);
    const rise = (n: number): number => (n < 204 ? 750 : n < 1_064 ? 500 : 0);
    sync(...cars(3_000, (n) => ({ msrp: msrp(n) })));
    rule(RISES);
    expect(sync(...cars(3_000, (n) => ({ msrp: msrp(n) + rise(n) }))).held).toBe(null);
    look();
    expect(alerts().map(({ count, text }) => [count, text.split(' · ')[0]])).toEqual([
      [204, '204 vehicles: MSRP +$750'],
      [860, '860 vehicles: MSRP +$500'],
    ]);
    expect(messages().map(({ count, vehicles }) => [count, vehicles.length])).toEqual([
      [204, 50],
      [860, 50],
    ]);
    const [, many] = alerts();
    expect(membersOf(db(), many?.id ?? '', { offset: 859, limit: 10, openOnly: true })).toHaveLength(1);
    // Another look at the same changes is no news.
    look();
    expect(alerts()).toHaveLength(2);
  });

  it('moves that are not alike are one alert from n on, and one each below it', () => {
    sync(...cars(8, () => ({})));
    rule({ ...DROPS, how: { groupFrom: 5 } });
    sync(...cars(8, (n) => (n < 4 ? { price: 38_000 - n } : {})));
    look();
    expect(alerts().map(({ count }) => count)).toEqual([1, 1, 1, 1]);
    sync(...cars(8, (n) => ({ price: 36_000 - n * 3 })));
    look();
    expect(alerts().at(-1)).toMatchObject({ count: 8 });
  });
});

describe('what a rule remembers', () => {
  it('a level that was so before is not reported, and one alert while it goes on', () => {
    sync({ photos: '' }, {}, {});
    const noPhotos: RuleInput = { name: 'No photos', when: { kind: 'is', state: 'no-photos' } };
    rule(noPhotos);
    sync({ photos: '' }, { photos: '' }, {});
    look();
    sync({ photos: '' }, { photos: '' }, {});
    look();
    expect(alerts()).toMatchObject([
      { state: 'firing', count: 1, text: expect.stringContaining('no photos') },
    ]);
    sync({}, {}, {});
    look();
    expect(alerts()).toMatchObject([{ state: 'resolved', resolved: { why: 'It is no longer so.' } }]);
    sync({ photos: '' }, {}, {});
    look();
    expect(alerts()).toMatchObject([{ state: 'resolved' }, { state: 'firing' }]);
  });

  it('is asked to begin with what is true already', () => {
    sync({ photos: '' }, { photos: '' }, {});
    rule({ name: 'No photos', when: { kind: 'is', state: 'no-photos' }, how: { first: 'also-now' } });
    expect(alerts().map(({ count }) => count)).toEqual([1, 1]);
  });

  it('a line is crossed on the way over it, by what was known on the other side', () => {
    sync({ price: 38_000 }, { price: 41_000 }, { price: '' });
    rule({
      name: 'Dear',
      when: { kind: 'crosses', measure: 'price', direction: 'above', line: 40_000, margin: 500 },
    });
    // One crosses, one was beyond before, one shows its first price, one is new.
    sync({ price: 40_500 }, { price: 41_500 }, { price: 41_000 }, { price: 41_000 });
    look();
    expect(alerts().map(({ text }) => text)).toEqual([
      expect.stringContaining('Price $40,500 (was $38,000), above $40,000'),
    ]);
    // Back over the line, not past the margin, and over it again.
    for (const price of [39_800, 40_400]) {
      sync({ price }, { price: 41_500 }, { price: 41_000 }, { price: 41_000 });
      look();
    }
    expect(alerts()).toHaveLength(1);
    for (const price of [39_400, 40_400]) {
      sync({ price }, { price: 41_500 }, { price: 41_000 }, { price: 41_000 });
      look();
    }
    expect(alerts().map(({ state }) => state)).toEqual(['resolved', 'firing']);
  });

  it('waits for n syncs in a row, however often it looks', () => {
    sync({});
    rule({ name: 'No photos twice', when: { kind: 'is', state: 'no-photos', inARow: 2 } });
    sync({ photos: '' });
    look();
    look();
    expect(alerts()).toEqual([]);
    sync({ photos: '' });
    look();
    expect(alerts()).toHaveLength(1);
  });

  it('vehicles that leave the lot end their alerts, and are reported where a rule asks for it', () => {
    sync({}, {}, {});
    rule({ name: 'No photos', when: { kind: 'is', state: 'no-photos' } });
    rule({ name: 'Sold', when: { kind: 'changes', measure: 'sold' } });
    rule({ name: 'Arrived', when: { kind: 'changes', measure: 'new' } });
    rule({ name: 'Back', when: { kind: 'changes', measure: 'returned' } });
    sync({}, { photos: '' }, {}, {});
    look();
    expect(
      alerts()
        .map(({ rule: name }) => name)
        .toSorted(),
    ).toEqual(['Arrived', 'No photos']);
    for (let gone = 0; gone < 2; gone += 1) {
      sync({}, null, {}, {});
      look();
    }
    expect(alerts().map(({ rule: name, state }) => `${name} ${state}`)).toEqual(
      expect.arrayContaining(['No photos resolved', 'Sold firing']),
    );
    sync({}, {}, {}, {});
    look();
    expect(alerts().at(-1)).toMatchObject({ rule: 'Back', count: 1 });
  });
});
