import { z } from 'zod';
import { SCORE_NAMES, type LineMeasure } from '../../../shared/alerts/rule.ts';
import { deltaPct, type JournalEvent } from '../../../shared/events.ts';
import { toUnits } from '../../../shared/units.ts';
import type { Move, Subject } from '../../alerts/types.ts';
import { eventsSince } from '../../store/journal/journal-read.ts';
import type { Reader } from '../../store/open.ts';
import { subjectColumns, subjectOf } from './readings.ts';

/** What happened, as rules about changes read it. */

/** A move and where it stands: rules look only behind the place at which they began. */
export type PlacedMove = {
  readonly move: Move;
  /** Row of the journal, or of the history for what is in no journal; null = seen in the inventory just now. */
  readonly seq: number | null;
  readonly history: number | null;
};

const nameOf = ({ vin, facts: { year, make, model, trim } }: JournalEvent): string => {
  const name = [year, make, model, trim].filter((part) => part !== null && part !== '').join(' ');
  return name === '' ? vin : name;
};

function subjectOfEvent(event: JournalEvent): Subject {
  const { vin, dealerId, source, facts } = event;
  return {
    key: `${source}|${vin}`,
    ...{ vin, source: source === '' ? null : source, listing: null, role: 'own' },
    ...{ dealerId: dealerId === '' ? null : dealerId, dealerName: facts.dealerName },
    ...{ vehicle: nameOf(event), make: facts.make, model: facts.model, condition: facts.condition },
  };
}

/** What an event says that rules can be about. */
export function movesOf(event: JournalEvent): Move[] {
  const subject = subjectOfEvent(event);
  const common = { subject, runId: event.runId, at: Date.parse(event.at) };
  if (event.type === 'msrp:change' || event.type === 'price:change') {
    const measure = event.type === 'msrp:change' ? 'msrp' : 'price';
    const { old, new: now, deltaPct: pct, currency } = event;
    return [{ ...common, measure, old, now, pct, currency }];
  }
  if (event.type !== 'ai-scores:update' || event.previous === null) return [];
  const { previous } = event;
  return SCORE_NAMES.flatMap((measure): Move[] =>
    previous[measure] === event[measure]
      ? []
      : [{ ...common, measure, old: previous[measure], now: event[measure], pct: null, currency: null }],
  );
}

/** Changes of our vehicles and of other consoles' behind a row of the journal, in order. The sample's are left out. */
export function* journalMoves(db: Reader, after: number): Generator<PlacedMove & { readonly seq: number }> {
  for (const event of eventsSince(db, after, Number.MAX_SAFE_INTEGER)) {
    if (event.sample) continue;
    for (const move of movesOf(event)) yield { move, seq: event.seq, history: null };
  }
}

/** What a rule's measure is read from: a new low is a price. */
export const movedBy = (measure: Move['measure'] | LineMeasure): Move['measure'] | LineMeasure =>
  measure === 'new-low' ? 'price' : measure;

const historySchema = z.object({
  id: z.number(),
  field: z.enum(['msrp', 'price']),
  old: z.number(),
  new: z.number(),
  run_id: z.string(),
});

/** Competitors' changes are no events: they stand in the history alone. */
export function* competitorMoves(db: Reader, after: number, now: number): Generator<PlacedMove> {
  const found = db
    .prepare(
      `SELECT h.id, h.field, h.old, h.new, h.run_id, ${subjectColumns('l')}
       FROM history h JOIN lot_rows l ON l.listing_id = h.listing_id
       WHERE h.id > ? AND l.own = 0 AND h.cause = 'change' AND h.old IS NOT NULL ORDER BY h.id`,
    )
    .iterate(after);
  for (const row of found) {
    const { id, field, old, new: next, run_id: runId } = historySchema.parse(row);
    const { currency, ...subject } = subjectOf(row);
    const pct = deltaPct(old, next);
    const money = { old: toUnits(old), now: toUnits(next), pct, currency };
    yield { move: { subject, measure: field, runId, at: now, ...money }, seq: null, history: id };
  }
}

/** Vehicles that came, left and came back since the last evaluation. */
export function listMoves(db: Reader, now: number): PlacedMove[] {
  const rows = db
    .prepare(
      `SELECT ${subjectColumns('r')}, was_known, here,
         (SELECT last_run FROM sources WHERE id = source_id) AS run,
         (SELECT baseline FROM listings WHERE id = listing_id) AS baseline
       FROM temp.alert_round r WHERE was_known = 0 OR was_here <> here ORDER BY listing_id`,
    )
    .all();
  return rows.flatMap((row): PlacedMove[] => {
    const wasKnown = row['was_known'] === 1;
    const isHere = row['here'] === 1;
    // What its source listed from the first file on was there before we looked.
    if (!wasKnown && (row['baseline'] === 1 || !isHere)) return [];
    const { currency, ...subject } = subjectOf(row);
    const measure = !wasKnown ? 'new' : isHere ? 'returned' : 'sold';
    const none = { old: null, now: null, pct: null };
    const move: Move = { subject, measure, currency, ...none, runId: String(row['run'] ?? ''), at: now };
    return [{ move, seq: null, history: null }];
  });
}

/** Whether a price is below every earlier one of the vehicle that is known. */
export function isNewLow(db: Reader, { move: { subject, now, old }, seq, history }: PlacedMove): boolean {
  if (now === null || old === null || now >= old) return false;
  const cents = Math.round(now * 100);
  const lower =
    seq === null
      ? db
          .prepare(
            `SELECT 1 FROM history WHERE listing_id = ? AND field = 'price' AND id < ? AND (new <= ? OR old <= ?) LIMIT 1`,
          )
          .get(subject.listing, history, cents, cents)
      : db
          .prepare(
            `SELECT 1 FROM journal WHERE vin = ? AND type = 'price:change' AND seq < ? AND (new <= ? OR old <= ?) LIMIT 1`,
          )
          .get(subject.vin, seq, cents, cents);
  return lower === undefined;
}
