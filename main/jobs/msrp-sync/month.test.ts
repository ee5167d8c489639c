import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countReview } from '../../store/review/held-list.ts';
import { listSources } from '../../store/sync/sources.ts';
import { pageDecisions } from '../../store/review/review-decisions.ts';
import { openTestLot } from './fixture.ts';
import { FAULTS, makeMonth, RAISED_TRIM, SCALED_DEALER, type Day } from './month.fixture.ts';

/** Public inventories that lie beside the checkout, not in it; see the README there. */
const DATA = join(import.meta.dirname, '../../../../shared/data/puget-rav4');
const PUGET = {
  mapping: { price: ['total_price'], dealer: ['dealer_name'] },
  constants: { make: 'Toyota', model: 'RAV4' },
};

/** Syncs a month and returns the events it reported, in any order, and what waited for review on each day. */
function run(days: readonly Day[]) {
  const lot = openTestLot();
  try {
    const waiting = new Map<string, ReturnType<typeof countReview>>();
    const failures: string[] = [];
    for (const { name, text } of days) {
      const file = lot.write(name, text);
      try {
        lot.sync(file, { name: 'puget', settings: PUGET });
      } catch (error) {
        failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
      waiting.set(name, countReview(lot.db));
    }
    const events = lot.events().map((e) => `${e.type} ${e.vin} ${e.old} ${e.new}`);
    const groups = lot.db
      .prepare('SELECT type, count, delta FROM change_groups ORDER BY type')
      .all()
      .map((row) => ({ type: row['type'], count: Number(row['count']), delta: row['delta'] }));
    const gone = lot.vehicles().filter((vehicle) => vehicle['status'] === 'gone').length;
    const { decided } = pageDecisions(lot.db, 0, -1);
    return {
      events: events.toSorted(),
      groups,
      waiting,
      failures,
      gone,
      decided,
      sources: listSources(lot.db),
    };
  } finally {
    lot.close();
  }
}

describe.skipIf(!existsSync(DATA))('a month of real and generated days', () => {
  it('a month with every fault of a feed reports exactly the changes it reports without, and a real move of a whole model', () => {
    const clean = run(makeMonth(DATA, false));
    const faulty = run(makeMonth(DATA, true));
    expect(clean.failures).toEqual([]);
    expect(clean.events.length).toBeGreaterThan(600);

    // What the raised trim adds, read off the days themselves.
    const before = makeMonth(DATA, false).find(({ name }) => name === `2026-06-${FAULTS.plus500}.json`);
    const raised: { vin: string; dealer_name: string; msrp: number; total_price: number }[] = JSON.parse(
      before?.text ?? '',
    ).filter((car: { trim: string }) => car.trim === RAISED_TRIM);
    const extra = raised.flatMap(({ vin, msrp, total_price }) => [
      `msrp:change ${vin} ${msrp} ${msrp + 500}`,
      `price:change ${vin} ${total_price} ${total_price + 500}`,
    ]);
    expect(raised.length).toBeGreaterThan(80);
    expect(faulty.events).toEqual([...clean.events, ...extra].toSorted());
    // One group; an ordinary move of that day by just as much stands in it, too.
    const group = faulty.groups.find(({ type, delta }) => type === 'msrp:change' && delta === 50_000);
    expect(group?.count).toBeGreaterThanOrEqual(raised.length);
    expect(faulty.gone).toBe(clean.gone);

    // The bad days are reported as what they are, and nothing else is wrong with the source.
    expect(faulty.failures).toEqual([
      expect.stringMatching(/^2026-06-14.json: .*ends in the middle/),
      expect.stringMatching(/^2026-06-17.json: .*web page/),
      expect.stringMatching(/^2026-06-20.json: .*column/),
    ]);
    expect(faulty.sources[0]?.error).toBeNull();

    // Every 96-fold price stands in Review for as long as the feed says it, and is withdrawn when the feed is right.
    const days = JSON.parse(
      makeMonth(DATA, true).find(({ name }) => name === '2026-06-29.json')?.text ?? '',
    );
    const scaled = days.filter((car: { dealer_name: string }) => car.dealer_name === SCALED_DEALER).length;
    expect(scaled).toBeGreaterThan(20);
    for (const day of [11, 12, 16, 19, 22, 25, 29]) {
      expect(faulty.waiting.get(`2026-06-${day}.json`)).toEqual({
        syncs: 0,
        quarantined: scaled,
        pending: 0,
      });
    }
    expect(faulty.waiting.get('2026-07-01.json')).toEqual({ syncs: 0, quarantined: 0, pending: 0 });
    // A raised one was withdrawn once more: the feed then said another wrong number.
    const both = raised.filter((car) => car.dealer_name === SCALED_DEALER).length;
    const outcomes = faulty.decided.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(Array.from({ length: scaled + both }, () => 'withdrawn'));
    expect(clean.decided).toEqual([]);
  }, 120_000);
});
