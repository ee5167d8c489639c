import { z } from 'zod';
import { scoreTripleSchema, type ScoreTriple } from '../../../shared/events.ts';
import { scoreDaySchema, type ScoreDay } from '../../../shared/lot.ts';
import { DAY_MS, toIso } from '../../../shared/units.ts';
import type { Db, Reader } from '../open.ts';
import { readSetting, writeSetting } from '../settings.ts';
import { LotTally } from './medians.ts';

const KEY = 'scoreMedianDays';
/** Days that a line goes back. */
const DAYS = 30;

const daysSchema = z.array(scoreDaySchema);
/** Of the whole lot, and by dealer id; oldest day first. */
const storedSchema = z.object({ lot: daysSchema, dealers: z.record(z.string(), daysSchema) });
type Stored = z.infer<typeof storedSchema>;
const NONE: Stored = { lot: [], dealers: {} };

const dayOf = (ms: number): string => toIso(ms).slice(0, 10);

/** The medians of our vehicles, or a dealer's, as each of the last days of their data left them, oldest first. */
export function readMedianDays(db: Reader, dealerId: string | null): readonly ScoreDay[] {
  const { lot, dealers } = readSetting(db, KEY, storedSchema, NONE);
  return dealerId === null ? lot : (dealers[dealerId] ?? []);
}

/** Keeps what a recompute for `asOf` (unix ms) found; the last one of a day counts. */
export function writeMedianDays(db: Db, asOf: number, tally: LotTally): void {
  const isKept = db.prepare('SELECT 1 FROM settings WHERE key = ?').get(KEY) !== undefined;
  // What an earlier version did not keep stands in the history of each vehicle.
  const before = isKept ? readSetting(db, KEY, storedSchema, NONE) : daysOfHistory(db);
  writeSetting(db, KEY, withDay(before, asOf, tally));
}

/** Scores left with their source, and their history with them: the days are those of what is still there. */
export const refreshMedianDays = (db: Db): void => writeSetting(db, KEY, daysOfHistory(db));

function withDay(before: Stored, asOf: number, tally: LotTally): Stored {
  const today = dayOf(asOf);
  const from = dayOf(asOf - (DAYS - 1) * DAY_MS);
  const next = (days: readonly ScoreDay[], scores: ScoreTriple): ScoreDay[] => [
    ...days.filter(({ day }) => day >= from && day < today),
    { day: today, ...scores },
  ];
  const dealers = [...tally.dealers].map(([id, of]) => [id, next(before.dealers[id] ?? [], of.medians())]);
  return {
    lot: next(before.lot, tally.medians()),
    dealers: Object.fromEntries(dealers) as Stored['dealers'],
  };
}

const rowSchema = z.object({
  ...scoreTripleSchema.shape,
  id: z.number(),
  dealerId: z.string(),
  asOf: z.number(),
});
const HISTORY = `SELECT h.listing_id AS id, dealer_id AS dealerId, h.as_of AS asOf, avi, ati, cis FROM score_history h
  JOIN listings l ON l.id = h.listing_id WHERE l.own = 1 ORDER BY h.id`;
const LEFT = `SELECT id, coalesce(sold_at, gone_at) AS at FROM listings
  WHERE own = 1 AND coalesce(sold_at, gone_at) IS NOT NULL ORDER BY at`;

/** The same from the history of each vehicle: its scores hold from when they changed until it left. */
function daysOfHistory(db: Db): Stored {
  const left = db.prepare(LEFT).all();
  const scored = new Map<number, z.infer<typeof rowSchema>>();
  const tally = new LotTally();
  let stored = NONE;
  let last: number | null = null;
  let gone = 0;
  const leaveUntil = (time: number): void => {
    for (; gone < left.length && Number(left[gone]?.['at']) <= time; gone += 1) {
      const id = Number(left[gone]?.['id']);
      const row = scored.get(id);
      if (row !== undefined) tally.remove(row.dealerId, row);
      scored.delete(id);
    }
  };
  for (const raw of db.prepare(HISTORY).iterate()) {
    const row = rowSchema.parse(raw);
    if (last !== null && dayOf(row.asOf) > dayOf(last)) {
      leaveUntil(last);
      stored = withDay(stored, last, tally);
    }
    last = Math.max(last ?? 0, row.asOf);
    const before = scored.get(row.id);
    if (before !== undefined) tally.remove(before.dealerId, before);
    tally.add(row.dealerId, row);
    scored.set(row.id, row);
  }
  if (last === null) return NONE;
  leaveUntil(last);
  return withDay(stored, last, tally);
}
