import { v7 as uuidv7 } from 'uuid';
import type { GuardCheck } from '../../../shared/guard.ts';
import type { Decision } from '../../../shared/review.ts';
import {
  believe,
  disbelieve,
  findHeldValues,
  heldByCheck,
  type HeldValueRow,
} from '../../store/review/held-list.ts';
import { readIdentity } from '../../store/meta.ts';
import type { Db } from '../../store/open.ts';
import { decisionWriter } from '../../store/review/review-decisions.ts';
import { readPreferences } from '../../store/settings.ts';
import { findSource, setGuardOff } from '../../store/sync/sources.ts';
import { touchWriter } from '../../store/scores/touched.ts';
import { writeMoves } from '../msrp-sync/events.ts';
import type { Moved } from '../msrp-sync/listing-writer.ts';
import { changeSources } from '../run/own-run.ts';
import { reasonOf } from './list.ts';

/**
 * Carries a person's decision about held values out: all of it in one transaction. What was decided meanwhile is passed
 * over. Accepted values become the baseline, emit their events, dated as the latest feed that said them, and make scores
 * due; with `always` everything else that the same check holds back in the source is accepted, too.
 * @throws LotwatchError `busy` while one of the sources is read: the sync goes by what it has noted, and would undo it.
 */
export function decideValues(
  db: Db,
  ids: readonly number[],
  decision: Decision,
  now: number,
): { readonly decided: number; readonly events: number } {
  return changeSources(db, now, (assertFree) => {
    const { guard } = readPreferences(db);
    const asked = findHeldValues(db, ids);
    const rows =
      decision === 'always' ? [...byId(asked.flatMap((row) => switchOff(db, row))).values()] : asked;
    for (const { source, sourceId } of rows) assertFree({ id: sourceId, slug: source });
    const record = decisionWriter(db, now);
    for (const row of rows) {
      const { source, check, vin, field, value, currency } = row;
      const reason = reasonOf(row, guard);
      const old = row[field];
      record.value({ outcome: decision, source, check, reason, vin, field, old, new: value, currency });
      if (decision === 'reject') disbelieve(db, row.id);
      else believe(db, row);
    }
    return { decided: rows.length, events: decision === 'reject' ? 0 : emit(db, rows, now) };
  });
}

const byId = (rows: readonly HeldValueRow[]): Map<number, HeldValueRow> =>
  new Map(rows.map((row) => [row.id, row]));

/** From here on the check is not made for the source; answers all that it held back there. */
function switchOff(db: Db, { sourceId, check }: HeldValueRow): HeldValueRow[] {
  const off: readonly GuardCheck[] = findSource(db, { id: sourceId })?.guardOff ?? [];
  if (!off.includes(check)) setGuardOff(db, sourceId, [...off, check]);
  return heldByCheck(db, sourceId, check);
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
    const touch = touchWriter(db, asOf);
    const batch = [first, ...others];
    for (const row of batch) touch(row.listingId, `${row.field}_change`);
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
  const { listingId, own, vin, dealerId, currency, field, value } = row;
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
    facts: { year, make, model, trim, condition, dealerName },
    moves: [{ field, cause: old === null ? 'first' : 'change', old, new: value }],
  };
}
