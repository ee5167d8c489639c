import { z } from 'zod';
import { scoreTripleSchema, type ScoreTriple } from '../../../shared/events.ts';
import type { Db } from '../open.ts';
import { readSetting, writeSetting } from '../settings.ts';

const KEY = 'scoreMedians';
const storedSchema = z.object({
  day: z.string(),
  current: scoreTripleSchema,
  /** As the day before ended; null = no such day. */
  before: scoreTripleSchema.nullable(),
});
export type Medians = z.infer<typeof storedSchema>;

/** Medians over our vehicles on the lot, as the last recompute left them; null = never scored. */
export const readMedians = (db: Db): Medians | null => readSetting(db, KEY, storedSchema.nullable(), null);

/** Kept, because a strip of figures must not sort a hundred thousand scores for every glance. */
export function writeMedians(db: Db, day: string, tally: ScoreTally): void {
  const last = readMedians(db);
  const before = last === null ? null : last.day === day ? last.before : last.current;
  writeSetting(db, KEY, { day, current: tally.medians(), before } satisfies Medians);
}

/** How many vehicles have which integer, a score: all that a median needs. */
export class ScoreTally {
  readonly #counts = { avi: new Uint32Array(101), ati: new Uint32Array(101), cis: new Uint32Array(101) };

  add({ avi, ati, cis }: ScoreTriple): void {
    count(this.#counts.avi, avi);
    count(this.#counts.ati, ati);
    count(this.#counts.cis, cis);
  }

  medians(): ScoreTriple {
    const { avi, ati, cis } = this.#counts;
    return { avi: middle(avi), ati: middle(ati), cis: middle(cis) };
  }
}

/** Of everything that is stored. */
export function tallyStored(db: Db): ScoreTally {
  const tally = new ScoreTally();
  for (const row of db.prepare('SELECT avi, ati, cis FROM scores').iterate()) {
    tally.add(row as unknown as ScoreTriple);
  }
  return tally;
}

function count(places: Uint32Array, score: number | null): void {
  if (score !== null) places[score] = (places[score] ?? 0) + 1;
}

/** The lower of the two middle ones: scores are integers and stay such. */
function middle(places: Uint32Array): number | null {
  const total = places.reduce((sum, vehicles) => sum + vehicles, 0);
  if (total === 0) return null;
  let passed = 0;
  return places.findIndex((vehicles) => (passed += vehicles) > (total - 1) / 2);
}
