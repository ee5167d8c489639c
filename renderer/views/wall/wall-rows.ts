import type { ChangeRow } from '../../../shared/contract.ts';
import { EVENT_KINDS } from '../../../shared/event-kinds.ts';
import { ownDealersOf } from '../../../shared/ownership.ts';
import type { Source } from '../../../shared/lot.ts';
import { vehicleName } from '../../format/vehicle.ts';
import { text } from '../../text.ts';

/** What changed in money, by how much: of one vehicle or of many alike. */
export type BigMove = {
  readonly key: number;
  readonly name: string;
  readonly delta: number;
  readonly currency: string | null;
  /** Percent, from and to; equal for one vehicle. */
  readonly percent: readonly [number, number];
};

/** Pure. Rows of dealers of ours alone: what other consoles publish may be a competitor's. */
export function oursAmong(rows: readonly ChangeRow[], sources: readonly Source[]): readonly ChangeRow[] {
  const slugs = new Set(sources.filter(({ role }) => role === 'own').map(({ slug }) => slug));
  const dealers = new Set(sources.flatMap(ownDealersOf).map(({ id }) => id));
  return rows.filter(
    ({ source, dealerId }) => slugs.has(source) && (dealerId === null || dealers.has(dealerId)),
  );
}

/** "2026 RAV4 XLE Premium", "204 vehicles · Toyota Sienna". */
export const nameOf = (row: ChangeRow): string =>
  row.kind === 'group'
    ? text.wall.members(row.matching ?? row.count, row.label, row.models)
    : vehicleName(row.facts) || text.live.unknownVehicle;

/** The largest moves of money of today, and whether the rows they were found in are all of it. */
export type BiggestMoves = { readonly moves: readonly BigMove[]; readonly isWhole: boolean };

/** Pure. The largest moves of money since `today` (unix ms), and whether these rows are all of that day. */
export function biggestMoves(
  rows: readonly ChangeRow[],
  { today, more }: { readonly today: number; readonly more: boolean },
): BiggestMoves {
  const isToday = ({ at }: ChangeRow): boolean => Date.parse(at) >= today;
  const moves = rows
    .filter(isToday)
    .flatMap((row) => moveOf(row) ?? [])
    .toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  const last = rows.at(-1);
  return { moves, isWhole: !more || (last !== undefined && !isToday(last)) };
}

function moveOf(row: ChangeRow): BigMove | null {
  const common = { key: row.seq, name: nameOf(row) };
  if (row.kind === 'group') {
    const { delta, currency, deltaPctMin, deltaPctMax } = row;
    const name = `${common.name}, ${text.wall.field[EVENT_KINDS[row.type].field]}`;
    return { ...common, name, delta, currency, percent: [deltaPctMin, deltaPctMax] };
  }
  if (!('delta' in row) || row.delta === null || row.delta === 0) return null;
  const percent = row.deltaPct ?? 0;
  return { ...common, delta: row.delta, currency: row.currency, percent: [percent, percent] };
}
