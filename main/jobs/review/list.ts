import type { GuardSettings } from '../../../shared/guard.ts';
import { knownOrNull } from '../../../shared/listing.ts';
import { REVIEW_PAGE, type HeldValue, type ReviewList } from '../../../shared/review.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import { blankDates, type BlankDates } from '../../store/vehicles/blank-since.ts';
import { listHeldValues, type HeldValueRow } from '../../store/review/held-list.ts';
import { listHeldSyncs, toHeldSync } from '../../store/review/held-syncs.ts';
import type { Reader } from '../../store/open.ts';
import { readPreferences } from '../../store/settings.ts';
import { valueReason } from '../../sync/guard-words.ts';
import { peersOf } from './peers.ts';

/** Everything that is held back, with what a person needs to decide. Walks the lot once for the peers: a worker's task. */
export function listReview(db: Reader): ReviewList {
  const { guard } = readPreferences(db);
  const { rows, total } = listHeldValues(db, REVIEW_PAGE);
  const peers = peersOf(db, rows);
  const blank = blankDates(db);
  return {
    syncs: listHeldSyncs(db).map(toHeldSync),
    values: rows.map((row) => ({ ...toHeldValue(row, guard, blank), peers: peers(row) })),
    total,
  };
}

function toHeldValue(row: HeldValueRow, guard: GuardSettings, blank: BlankDates): Omit<HeldValue, 'peers'> {
  const { year, make, model, trim, condition, dealerName } = row;
  const old = row[row.field];
  return {
    id: row.id,
    kind: row.state,
    source: row.source,
    vin: row.vin,
    dealerId: row.dealerId,
    facts: { year, make, model, trim, condition: knownOrNull(condition), dealerName },
    field: row.field,
    check: row.check,
    old: toUnits(old),
    oldBlankSince: blank(row.sourceId, old, row[`${row.field}BlankSince`]),
    new: toUnits(row.value),
    ratio: ratioOf(row, old),
    currency: row.currency,
    reason: reasonOf(row, guard),
    since: toIso(row.firstAsOf),
    latest: toIso(row.lastAsOf),
    observations: row.observations,
  };
}

export const reasonOf = (row: HeldValueRow, guard: GuardSettings): string =>
  valueReason(
    row.check,
    { old: row[row.field], new: row.value, beside: row.beside, currency: row.currency },
    guard,
  );

function ratioOf({ field, value, beside }: HeldValueRow, old: number | null): number | null {
  const by = old ?? (field === 'price' ? beside : null);
  if (by === null || by === 0) return null;
  const ratio = value / by;
  // A hundredth of a percent is no nought.
  return ratio < 0.01 ? Number(ratio.toPrecision(2)) : Math.round(ratio * 100) / 100;
}
