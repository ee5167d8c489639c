import { forgetHeld, heldOfGone } from '../../store/review/held-list.ts';
import type { Db } from '../../store/open.ts';
import { decisionWriter } from '../../store/review/review-decisions.ts';

/** Drops holds of vehicles that left the lot. Call inside the sync's transaction. */
export function withdrawGone(db: Db, sourceId: number, now: number): void {
  const gone = heldOfGone(db, sourceId);
  if (gone.length === 0) return;
  const record = decisionWriter(db, now);
  for (const row of gone) {
    const { source, check, vin, field, value, currency } = row;
    const reason = 'The vehicle left the lot.';
    record.value({
      outcome: 'withdrawn',
      source,
      check,
      reason,
      vin,
      field,
      old: row[field],
      new: value,
      currency,
    });
  }
  forgetHeld(
    db,
    gone.map(({ listingId }) => listingId),
  );
}
