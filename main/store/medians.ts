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
  const current: ScoreTriple = { avi: median(db, 'avi'), ati: median(db, 'ati'), cis: median(db, 'cis') };
  const before = last === null ? null : last.day === day ? last.before : last.current;
  writeSetting(db, KEY, { day, current, before } satisfies Medians);
}

/** The lower of the two middle ones: scores are integers and stay such. */
function median(db: Db, score: keyof ScoreTriple): number | null {
  const from = `FROM scores s JOIN listings l ON l.id = s.listing_id WHERE s.${score} IS NOT NULL AND l.gone_at IS NULL AND l.own = 1`;
  const count = Number(db.prepare(`SELECT count(*) AS n ${from}`).get()?.['n'] ?? 0);
  if (count === 0) return null;
  const row = db
    .prepare(`SELECT s.${score} AS value ${from} ORDER BY s.${score} LIMIT 1 OFFSET ?`)
    .get(Math.floor((count - 1) / 2));
  return Number(row?.['value']);
}
