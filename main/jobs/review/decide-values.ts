import { v7 as uuidv7 } from 'uuid';
import { knownOrNull } from '../../../shared/listing.ts';
import type { Decision } from '../../../shared/review.ts';
import { acceptValue, rejectValue, type HeldValueRow } from '../../store/review/held-list.ts';
import { readIdentity } from '../../store/meta.ts';
import type { Db } from '../../store/open.ts';
import { decisionWriter } from '../../store/review/review-decisions.ts';
import { readPreferences } from '../../store/settings.ts';
import { findSource } from '../../store/sync/sources.ts';
import { dirtyWriter } from '../../store/scores/dirty.ts';
import { writeMoves } from '../msrp-sync/events.ts';
import type { Moved } from '../msrp-sync/pending.ts';
import { reasonOf } from './list.ts';

/**
 * Decides held values and returns how many events that made. Accepted ones become the baseline, emit their events, dated
 * as the latest feed that said them, and make scores due. Call inside a transaction.
 */
export function decideValues(
  db: Db,
  rows: readonly HeldValueRow[],
  by: { readonly decision: Decision; readonly verdict: number; readonly now: number },
): number {
  const { decision, verdict, now } = by;
  const { guard } = readPreferences(db);
  const record = decisionWriter(db, now, verdict);
  for (const row of rows) {
    const { source, check, vin, field, value, currency } = row;
    const reason = reasonOf(row, guard);
    record.value({
      outcome: decision, source, check, reason, vin, field, old: row[field], new: value, currency,
    }); // prettier-ignore
    if (decision === 'reject') rejectValue(db, row.id);
    else acceptValue(db, row);
  }
  return decision === 'reject' ? 0 : emit(db, rows, now);
}

/** Events as a sync of the source would have made them, equal moves of one source and day in groups. */
function emit(db: Db, rows: readonly HeldValueRow[], now: number): number {
  const { instanceId } = readIdentity(db);
  const { groupAtLeast } = readPreferences(db);
  let events = 0;
  for (const [first, ...others] of bySourceAndDay(rows)) {
    const source = findSource(db, { id: first.sourceId });
    if (source === null) continue;
    const asOf = first.lastAsOf;
    const markDirty = dirtyWriter(db, asOf);
    const batch = [first, ...others];
    for (const row of batch) markDirty(row.listingId, `${row.field}_change`);
    const input = { source, asOf, runId: uuidv7(), instanceId, groupAtLeast };
    events += writeMoves(db, input, batch.map(toMoved), now).events;
  }
  return events;
}

type Batch = readonly [HeldValueRow, ...HeldValueRow[]];

function bySourceAndDay(rows: readonly HeldValueRow[]): Batch[] {
  const batches = new Map<string, [HeldValueRow, ...HeldValueRow[]]>();
  for (const row of rows) {
    const key = `${row.sourceId} ${row.lastAsOf}`;
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, [row]);
    else batch.push(row);
  }
  return [...batches.values()];
}

function toMoved(row: HeldValueRow): Moved {
  const { listingId, own, vin, dealerId, currency, field, value, isOther } = row;
  const { year, make, model, trim, condition, dealerName } = row;
  const old = row[field];
  return {
    order: row.id,
    listingId,
    isNew: false,
    own,
    vin,
    dealerId,
    currency,
    facts: { year, make, model, trim, condition: knownOrNull(condition), dealerName },
    moves: [{ field, cause: isOther ? 'rebase' : old === null ? 'first' : 'change', old, new: value }],
  };
}
