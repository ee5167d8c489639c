import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { CONDITIONS, knownOrNull } from '../../../shared/listing.ts';
import { toUnits } from '../../../shared/units.ts';
import { appendEvents, type NewBodyEvent } from '../../store/journal/journal.ts';
import type { Db } from '../../store/open.ts';
import { blankDates } from '../../store/vehicles/blank-since.ts';
import { eventContext, type MoveInput } from './events.ts';

/** Listings of a run, by id, that came and left; the new ones are a range. */
export type CameAndWent = {
  readonly newIds: { readonly from: number; readonly below: number } | null;
  readonly goneIds: readonly number[];
  readonly backIds: readonly number[];
};

const text = z.string().nullable();
const rowSchema = z.object({
  vin: z.string(),
  sourceId: z.number(),
  dealerId: z.string(),
  dealerName: text,
  condition: z.enum(CONDITIONS),
  year: z.number().nullable(),
  make: text,
  model: text,
  trim: text,
  price: z.number().nullable(),
  currency: text,
  absentFrom: z.number().nullable(),
  held: z.number(),
});
const LISTING = `SELECT vin, source_id AS sourceId, dealer_id AS dealerId, dealer_name AS dealerName, condition, year, make,
  model, trim, price, currency, absent_from AS absentFrom, held FROM listings WHERE`;
/** Ours, on the lot, and without a value whose first sighting is an event ({@link isEvent} in `main/sync/compare.ts`). */
const SILENT = `${LISTING} id >= ? AND id < ? AND own = 1 AND sold_at IS NULL AND price IS NULL
  AND (condition <> 'new' OR msrp IS NULL) ORDER BY id`;
/** Bit of `held` for a price. */
const PRICE_HELD = 2;

/**
 * Journals which of our vehicles came, left or came back without an event that says so, for Live: cars without a price,
 * and absence, which no feed announces. In no count of a sync's result, and never shared. Call inside the sync's transaction.
 */
export function writePresence(db: Db, input: MoveInput, ids: CameAndWent, now: number): void {
  const dateOf = blankDates(db);
  const one = db.prepare(`${LISTING} id = ?`);
  const event = (state: NewPresence['body']['state'], raw: unknown): NewPresence => {
    const row = rowSchema.parse(raw);
    const { vin, dealerId, dealerName, year, make, model, trim, price, currency } = row;
    const isGone = state === 'gone';
    return {
      id: uuidv7(),
      type: 'vehicle:presence',
      vin,
      dealerId,
      facts: { year, make, model, trim, condition: knownOrNull(row.condition), dealerName },
      body: {
        state,
        price: toUnits(price),
        currency,
        missingSince: isGone ? dateOf(row.sourceId, 0, row.absentFrom) : null,
        held: !isGone && (row.held & PRICE_HELD) !== 0,
      },
    };
  };
  const { newIds } = ids;
  const added = newIds === null ? [] : db.prepare(SILENT).all(newIds.from, newIds.below);
  appendEvents(db, eventContext(input, now), [
    ...added.map((row) => event('new', row)),
    ...ids.goneIds.map((id) => event('gone', one.get(id))),
    ...ids.backIds.map((id) => event('back', one.get(id))),
  ]);
}

type NewPresence = NewBodyEvent<'vehicle:presence'>;
