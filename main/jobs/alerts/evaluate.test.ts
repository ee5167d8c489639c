import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ruleSchema, type RuleInput } from '../../../shared/alerts/rule.ts';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { acknowledge, snooze } from '../../store/alerts/alerts.ts';
import { saveChannel } from '../../store/alerts/channels.ts';
import { dueMessages } from '../../store/alerts/outbox.ts';
import { membersOf, pageAlerts } from '../../store/alerts/read.ts';
import { listRules, muteAll, saveRule } from '../../store/alerts/rules.ts';
import { removeView, saveView } from '../../store/lot/views.ts';
import { BUILT_IN_VIEWS } from '../../store/lot/built-in-views.ts';
import { openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { evaluateAlerts } from './evaluate.ts';

const HOUR = 3_600_000;
let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
  const settings = { kind: 'webhook', url: 'https://hooks.example.com/', template: null } as const;
  saveChannel(lot.db, { id: 'webhook', settings, ceiling: 10, hasSecret: false }, 0);
});
afterEach(() => lot.close());

const look = (now = Date.now()): number =>
  evaluateAlerts(lot.db, { now, log: null, consoleUrl: 'http://127.0.0.1:1/' });
/** Saved and begun, as whoever saves it does. */
const rule = (input: RuleInput): string => {
  const { how, ...rest } = input;
  const complete = ruleSchema.parse({ ...rest, how: { channels: ['webhook'], ...how } });
  const { id } = saveRule(lot.db, null, complete, Date.now());
  look();
  return id;
};
const alerts = (): Alert[] =>
  pageAlerts(lot.db, {
    before: null,
    limit: 500,
    states: [],
    ruleId: null,
    since: null,
  }).alerts.toReversed();
const messages = () => dueMessages(lot.db, Number.MAX_SAFE_INTEGER, 1_000).map(({ message }) => message);
const vinOf = (n: number): string => `VIN${String(n).padStart(14, '0')}`;

type Car = { readonly price?: number | ''; readonly msrp?: number; readonly photos?: string };
let day = 0;
beforeEach(() => {
  day = 0;
});
/** A sync of the lot with these cars, of the next day. */
const sync = (...cars: (Car | null)[]) => {
  day += 1;
  const rows = cars.flatMap((car, n) =>
    car === null
      ? []
      : [
          [vinOf(n), 2026, n % 2 === 0 ? 'Toyota' : 'Ford', `Model ${n % 3}`, 'New']
            .concat([
              String(car.msrp ?? 40_000),
              String(car.price ?? 39_000),
              car.photos ?? 'https://x/1.jpg',
            ])
            .join(','),
        ],
  );
  const name = `lot-2026-11-${String(day).padStart(2, '0')}.csv`;
  const text = ['VIN,Year,Make,Model,Type,MSRP,Price,Photos', ...rows, ''].join('\n');
  return lot.sync(lot.write(name, text), { settings: { dealer: 'north' } });
};
const cars = (count: number, car: (n: number) => Car): Car[] =>
  Array.from({ length: count }, (_, n) => car(n));

const DROPS: RuleInput = {
  name: 'Drops',
  when: { kind: 'changes', measure: 'price', direction: 'down', atLeast: { amount: 500 } },
};
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
    expect(membersOf(lot.db, many?.id ?? '', { offset: 859, limit: 10, openOnly: true })).toHaveLength(1);
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

describe('people', () => {
  const drop = (price: number): void => {
    sync({ price });
    look();
  };

  it('a mute keeps what goes on firing, and sends it when it ends', () => {
    sync({});
    rule(DROPS);
    const now = Date.now();
    muteAll(lot.db, now + HOUR);
    drop(38_000);
    expect(alerts()).toMatchObject([{ state: 'firing', deferred: { why: 'muted' }, deliveries: [] }]);
    look(now + HOUR - 1);
    expect(messages()).toEqual([]);
    look(now + HOUR);
    expect(messages().map(({ id }) => id)).toEqual([alerts()[0]?.id]);
    expect(alerts()).toMatchObject([{ deferred: null }]);
  });

  it('quiet hours end with one summary of what is still true; urgent passes', () => {
    sync({}, {}, {});
    // Quiet now, whenever this runs, and over in an hour.
    const now = Date.now();
    const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
    const quiet = { from: clock(now - HOUR), to: clock(now + HOUR), zone: 'UTC' };
    rule({ ...DROPS, how: { quiet } });
    rule({ ...DROPS, name: 'Urgent drops', how: { quiet, urgent: true, channels: ['webhook'] } });
    sync({ price: 38_000 }, { price: 37_000 }, { price: 36_000 });
    look();
    expect(messages().map(({ rule: name }) => name)).toEqual([
      'Urgent drops',
      'Urgent drops',
      'Urgent drops',
    ]);
    // One goes back to where it was: it is in no summary.
    sync({ price: 39_000 }, { price: 37_000 }, { price: 36_000 });
    look();
    look(now + HOUR + 60_000);
    expect(messages().at(-1)).toMatchObject({ state: 'summary', count: 2 });
    expect(messages()).toHaveLength(4);
  });

  it('what is acknowledged is silent until it ends, what is snoozed comes again with another id', () => {
    sync({}, {});
    rule(DROPS);
    sync({ price: 38_000 }, { price: 37_000 });
    look();
    const [first, second] = alerts();
    const now = Date.now();
    acknowledge(lot.db, first?.id ?? '', 'M. Okafor', 'Demo car', now);
    snooze(lot.db, second?.id ?? '', 'J. Alvarez', now + HOUR);
    look(now + HOUR);
    expect(alerts()).toMatchObject([
      { state: 'acknowledged', acknowledged: { by: 'M. Okafor', reason: 'Demo car' } },
      { state: 'firing', snoozed: null },
    ]);
    expect(messages().map(({ id }) => id)).toEqual([first?.id, second?.id, `${second?.id}-2`]);
    sync({ price: 39_000 }, { price: 37_000 });
    look(now + HOUR);
    expect(alerts()[0]).toMatchObject({ state: 'resolved', acknowledged: { by: 'M. Okafor' } });
    expect(() => acknowledge(lot.db, first?.id ?? '', 'x', '', now)).toThrow('resolved already');
  });

  it('what is snoozed until it changes comes again when it changes', () => {
    sync({ price: 38_000 });
    rule({ name: 'Dear', when: { kind: 'crosses', measure: 'price', direction: 'above', line: 40_000 } });
    sync({ price: 41_000 });
    look();
    snooze(lot.db, alerts()[0]?.id ?? '', 'J. Alvarez', null);
    look(Date.now() + 20 * HOUR);
    expect(alerts()).toMatchObject([{ state: 'snoozed' }]);
    sync({ price: 42_000 });
    look();
    expect(alerts()).toMatchObject([{ state: 'firing' }]);
    expect(messages()).toHaveLength(2);
  });
});

describe('what a rule may speak of', () => {
  it('old data fires nothing, and is evaluated when its source is read again', () => {
    sync({}, {});
    rule({ name: 'No photos', when: { kind: 'is', state: 'no-photos' } });
    sync({ photos: '' }, {});
    look(Date.now() + 25 * HOUR);
    expect(alerts()).toEqual([]);
    look();
    expect(alerts()).toHaveLength(1);
  });

  it('a source that is silent, and speaks again', () => {
    sync({});
    rule({ name: 'Silent', when: { kind: 'source', state: 'older-than', hours: 24 } });
    look(Date.now() + 25 * HOUR);
    expect(alerts()).toMatchObject([{ text: 'lot: not read for 25 h', state: 'firing', source: 'lot' }]);
    sync({});
    look();
    expect(alerts()).toMatchObject([{ state: 'resolved' }]);
  });

  it('a rule whose view is gone pauses and says so', () => {
    sync({});
    const all = BUILT_IN_VIEWS[0]?.view;
    if (all === undefined) throw new Error('no view');
    const view = saveView(lot.db, { id: null, name: 'Mine', view: all });
    rule({ ...DROPS, where: { view: 'Mine' } });
    removeView(lot.db, view);
    sync({ price: 38_000 });
    look();
    expect(alerts()).toEqual([]);
    expect(listRules(lot.db)).toMatchObject([{ fault: 'The view Mine no longer exists.' }]);
  });

  it('other makes, competitors and unknown channels', () => {
    sync({}, {});
    rule({ ...DROPS, name: 'Fords', where: { makes: ['ford'] }, how: { channels: ['pager'] } });
    rule({ ...DROPS, name: 'Theirs', where: { role: 'competitor' } });
    sync({ price: 38_000 }, { price: 38_000 });
    look();
    expect(alerts()).toMatchObject([
      {
        ...{ rule: 'Fords', text: expect.stringContaining('Ford') },
        deliveries: [{ channel: 'pager', state: 'failed', reason: 'There is no channel named pager.' }],
      },
    ]);
    const rival = (price: number) => {
      day += 1;
      const text = `VIN,Year,Make,Model,Type,MSRP,Price\nRIVAL000000000001,2026,Ford,F-150,New,40000,${price}\n`;
      lot.sync(lot.write(`rival-2026-11-${String(day).padStart(2, '0')}.csv`, text), {
        role: 'competitor',
        settings: { dealer: 'south' },
      });
      look();
    };
    rival(39_000);
    rival(37_000);
    expect(alerts().at(-1)).toMatchObject({ rule: 'Theirs', text: expect.stringContaining('$37,000') });
  });

  it('a storm ends at the ceiling of its channel, with one notice', () => {
    sync(...cars(12, () => ({})));
    rule({ ...DROPS, how: { groupFrom: 1_000 } });
    sync(...cars(12, (n) => ({ price: 38_000 - n })));
    look();
    expect(alerts()).toHaveLength(12);
    expect(messages().map(({ state }) => state)).toEqual([...Array<string>(10).fill('firing'), 'notice']);
    expect(alerts().at(-1)?.deliveries).toMatchObject([
      { state: 'failed', reason: 'The channel webhook has had its 10 messages of today.' },
    ]);
  });
});
