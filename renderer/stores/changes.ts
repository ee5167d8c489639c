import type { ChangeRow } from '../../shared/contract.ts';
import type { RowList } from './row-list.ts';
import { rowListReducer } from './row-list.ts';

/** The newest changes; a group is one row. Older ones come by `changes.page`. */
export type Changes = RowList<ChangeRow>;

/** How many changes a row represents: of a group, those that the filter lets pass. */
export const rowWeight = (row: ChangeRow): number =>
  row.kind === 'group' ? (row.matching ?? row.count) : 1;

export const groupOf = (row: ChangeRow): string | null => (row.kind === 'group' ? row.groupId : null);

export const changesReducer = rowListReducer<ChangeRow>(groupOf);

/** Changes in rows above `seq`; a group that is among `shown` already counts with what it grew by. */
export function countAbove(rows: readonly ChangeRow[], seq: number, shown: readonly ChangeRow[]): number {
  const end = rows.findIndex((row) => row.seq <= seq);
  const above = end < 0 ? rows : rows.slice(0, end);
  const sizes = above.some((row) => row.kind === 'group')
    ? new Map(shown.map((row) => [groupOf(row), rowWeight(row)]))
    : new Map<string | null, number>();
  const before = (row: ChangeRow): number => (row.kind === 'group' ? (sizes.get(row.groupId) ?? 0) : 0);
  return above.reduce((total, row) => total + rowWeight(row) - before(row), 0);
}
