import { describe, expect, it } from 'vitest';
import { acknowledge, snooze } from '../../store/alerts/alerts.ts';
import { listRules, muteAll } from '../../store/alerts/rules.ts';
import { BUILT_IN_VIEWS } from '../../store/lot/built-in-views.ts';
import { removeView, saveView } from '../../store/lot/views.ts';
import { cars, DROPS, HOUR, openAlertLot } from './alert-lot.fixture.ts';

const { alerts, db, look, messages, rival, rule, sync } = openAlertLot();

describe('people', () => {
  const drop = (price: number): void => {
    sync({ price });
    look();
  };

  it('a mute keeps what goes on firing, and sends it when it ends', () => {
    sync({});
    rule(DROPS);
    const now = Date.now();
    muteAll(db(), now + HOUR);
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
    acknowledge(db(), first?.id ?? '', 'M. Okafor', 'Demo car', now);
    snooze(db(), second?.id ?? '', 'J. Alvarez', now + HOUR);
    look(now + HOUR);
    expect(alerts()).toMatchObject([
      { state: 'acknowledged', acknowledged: { by: 'M. Okafor', reason: 'Demo car' } },
      { state: 'firing', snoozed: null },
    ]);
    expect(messages().map(({ id }) => id)).toEqual([first?.id, second?.id, `${second?.id}-2`]);
    sync({ price: 39_000 }, { price: 37_000 });
    look(now + HOUR);
    expect(alerts()[0]).toMatchObject({ state: 'resolved', acknowledged: { by: 'M. Okafor' } });
    expect(() => acknowledge(db(), first?.id ?? '', 'x', '', now)).toThrow('resolved already');
  });

  it('what is snoozed until it changes comes again when it changes', () => {
    sync({ price: 38_000 });
    rule({ name: 'Dear', when: { kind: 'crosses', measure: 'price', direction: 'above', line: 40_000 } });
    sync({ price: 41_000 });
    look();
    snooze(db(), alerts()[0]?.id ?? '', 'J. Alvarez', null);
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
    const view = saveView(db(), { id: null, name: 'Mine', view: all });
    rule({ ...DROPS, where: { view: 'Mine' } });
    removeView(db(), view);
    sync({ price: 38_000 });
    look();
    expect(alerts()).toEqual([]);
    expect(listRules(db())).toMatchObject([{ fault: 'The view Mine no longer exists.' }]);
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
    for (const price of [39_000, 37_000]) {
      rival(price);
      look();
    }
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
