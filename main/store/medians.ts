import { z } from 'zod';
import { scoreTripleSchema, type ScoreTriple } from '../../shared/events.ts';
import type { Db } from './open.ts';
import { readSetting, writeSetting } from './settings.ts';

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

/** Computes them anew: kept, because a strip of figures must not sort a hundred thousand scores for every glance. */
export function writeMedians(db: Db, day: string): void {
  const last = readMedians(db);
  const before = last === null ? null : last.day === day ? last.before : last.current;
  writeSetting(db, KEY, { day, current: medians(db), before } satisfies Medians);
}

/** Counts per integer in one pass over the scores: 101 places a score. */
function medians(db: Db): ScoreTriple {
  const select = db.prepare('SELECT avi, ati, cis FROM scores');
  select.setReturnArrays(true);
  const counts = [new Uint32Array(101), new Uint32Array(101), new Uint32Array(101)] as const;
  for (const row of select.iterate() as Iterable<unknown> as Iterable<readonly (number | null)[]>) {
    for (let score = 0; score < 3; score += 1) {
      const value = row[score];
      const places = counts[score];
      if (typeof value === 'number' && places !== undefined) places[value] = (places[value] ?? 0) + 1;
    }
  }
  return { avi: middle(counts[0]), ati: middle(counts[1]), cis: middle(counts[2]) };
}

/** The lower of the two middle ones: scores are integers and stay such. */
function middle(counts: Uint32Array): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let passed = 0;
  return counts.findIndex((count) => (passed += count) > (total - 1) / 2);
}
