import { expect, it } from 'vitest';
import type { SourceWhen } from '../../../shared/alerts/rule.ts';
import { appendEvents } from '../../store/journal/journal.ts';
import { CONTEXT, priceChange } from '../../store/journal/event.fixture.ts';
import { transaction } from '../../store/open.ts';
import { useSharedLog } from '../../store/sharing/shared-logs.ts';
import { cars, HOUR, openAlertLot } from './alert-lot.fixture.ts';

const { alerts, db, look, rule, spoilt, sync } = openAlertLot();
const about = (name: string, when: SourceWhen): string => rule({ name, when });
const MINUTE = 60_000;

it('a source that cannot be read, and can again; it explains that nothing new comes', () => {
  sync({});
  about('Failed', { kind: 'source', state: 'failed' });
  about('Silent', { kind: 'source', state: 'older-than', hours: 24 });
  spoilt();
  look();
  look(Date.now() + 25 * HOUR);
  expect(alerts()).toMatchObject([
    { rule: 'Failed', text: expect.stringContaining('lot: cannot be read. '), state: 'firing' },
    { rule: 'Silent', text: 'lot: not read for 25 h', because: expect.stringContaining('VIN') },
  ]);
  sync({});
  look();
  expect(alerts().map(({ state }) => state)).toEqual(['resolved', 'resolved']);
});

it('a sync that is held for review', () => {
  sync(...cars(40, () => ({})));
  about('Held', { kind: 'source', state: 'held' });
  // Nearly the whole lot is missing: that is a broken file, not a sale.
  expect(sync({}, {}).held).not.toBe(null);
  look();
  expect(alerts()).toMatchObject([{ text: expect.stringContaining('lot: a sync is held for review. ') }]);
});

it('a file with far fewer rows than the one before', () => {
  sync(...cars(20, () => ({})));
  about('Fewer', { kind: 'source', state: 'rows-fell', pct: 20 });
  sync(...cars(17, () => ({})));
  look();
  expect(alerts()).toEqual([]);
  sync(...cars(13, () => ({})));
  look();
  expect(alerts()).toMatchObject([{ text: 'lot: 13 rows, 23.5% fewer than the 17 before' }]);
});

it('Redis that is lost for long, and changes that wait for it; a command that cannot know says nothing', () => {
  sync({});
  rule({ name: 'Lost', when: { kind: 'log', state: 'redis-lost', minutes: 5 } });
  rule({ name: 'Waiting', when: { kind: 'log', state: 'outbox-older', minutes: 10 } });
  const now = Date.now();
  const lost = { lostSince: now, reason: 'refused' };
  look(now + 4 * MINUTE, lost);
  look(now + 6 * MINUTE, null);
  expect(alerts()).toEqual([]);
  transaction(db(), () => {
    useSharedLog(db(), 'redis://one', now);
    appendEvents(db(), { ...CONTEXT, recordedAt: now }, [priceChange(1)]);
  });
  look(now + 11 * MINUTE, lost);
  expect(alerts().map(({ text }) => text)).toEqual([
    'Redis is not reachable for 11 min (refused)',
    '1 change waits for Redis, the oldest for 11 min',
  ]);
  look(now + 12 * MINUTE, { lostSince: null, reason: null });
  expect(alerts().map(({ state }) => state)).toEqual(['resolved', 'firing']);
});
