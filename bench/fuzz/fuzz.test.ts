import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SeededRandom } from '../../main/sources/sample/random.ts';
import { FuzzIntake } from './intake.ts';
import { mutate } from './mutations.ts';

const KEPT = join(import.meta.dirname, '../../main/sources/fuzz-regressions');
/** A sample: `npm run fuzz` takes 10,000. */
const QUICK_FEEDS = 120;
const intake = new FuzzIntake();
afterAll(() => intake.close());

describe('spoilt feeds break nothing', () => {
  it(`${QUICK_FEEDS} of them, of every format`, () => {
    const bytes = intake.feeds.map((feed) => feed.bytes);
    const outcomes = new Map<string, number>();
    for (let number = 0; number < QUICK_FEEDS; number += 1) {
      const { feed, base, done } = mutate(bytes, new SeededRandom(20_261_125 + number));
      const chosen = intake.feeds[base];
      if (chosen === undefined) continue;
      try {
        const outcome = intake.take(chosen, feed);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      } catch (error) {
        throw new Error(`feed ${number} (${chosen.name}, ${done.join('+')})`, { cause: error });
      }
    }
    // Both ends are reached: some feeds are still usable, some are not.
    expect(outcomes.get('synced')).toBeGreaterThan(QUICK_FEEDS / 10);
    expect(outcomes.get('source')).toBeGreaterThan(QUICK_FEEDS / 10);
  }, 120_000);
});

/** Feeds that once broke a promise, by the format they were made of. */
const kept = readdirSync(KEPT).filter((name) => name.startsWith('seed-'));
describe.skipIf(kept.length === 0)('feeds that once broke something', () => {
  it.each(kept)('%s', (name) => {
    const base = intake.feeds.find((feed) => name.endsWith(feed.name)) ?? intake.feeds[0];
    if (base === undefined) throw new Error('no feeds');
    expect(['synced', 'held', 'source']).toContain(
      intake.take({ ...base, extension: extname(name) }, readFileSync(join(KEPT, name))),
    );
  });
});
