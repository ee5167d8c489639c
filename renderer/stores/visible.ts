import type { ChangeGroup, ChangeRow } from '../../shared/contract.ts';
import { rowWeight } from './changes.ts';
import type { GroupsState } from './groups.ts';
import { memberAt } from './groups.ts';
import type { ItemList, Section } from './items.ts';
import { createItemList } from './items.ts';
import type { Looked } from './headings.ts';
import { headingsOf } from './headings.ts';

/** Groups that came again since, by id. */
export type Grown = ReadonlyMap<string, ChangeGroup>;

const NONE_GROWN: Grown = new Map();

/** Those among the rows that came in since: a group that grew stands there again. */
export function grownIn(arrived: readonly ChangeRow[], groups: GroupsState): Grown {
  if (groups.size === 0) return NONE_GROWN;
  return new Map(
    arrived.flatMap((row) =>
      row.kind === 'group' && groups.has(row.groupId) ? [[row.groupId, row] as const] : [],
    ),
  );
}

/**
 * Pure: the lines to show of these rows. Rows up to `clearedSeq` were cleared away. `searching`: a group is there for
 * the few of its members that fit, and shows them by itself.
 */
export function selectVisible(
  rows: readonly ChangeRow[],
  groups: GroupsState,
  options: {
    readonly clearedSeq: number;
    readonly searching: boolean;
    readonly grown: Grown;
    readonly looked: Looked | null;
    /** No older rows are left to be read. */
    readonly complete: boolean;
  },
): ItemList {
  const { clearedSeq, searching, grown, looked, complete } = options;
  const shown = clearedSeq === 0 ? rows : rows.filter((row) => row.seq > clearedSeq);
  const sectionOf = (row: ChangeGroup): Section | null => {
    const known = groups.get(row.groupId);
    if (!(known?.open ?? (searching && row.matching !== null && row.matching < row.count))) return null;
    const newest = grown.get(row.groupId) ?? row;
    const size = known?.total ?? rowWeight(row);
    return {
      // Its head says how many there are once they are shown.
      row: size > rowWeight(row) ? { ...newest, seq: row.seq } : row,
      members: {
        size,
        error: known?.error ?? null,
        at: (index) => (known ? memberAt(known, index) : undefined),
      },
      grown: Math.max(0, rowWeight(newest) - size),
    };
  };
  return createItemList(
    shown,
    searching || groups.size > 0 ? sectionOf : null,
    headingsOf(shown, looked, complete),
  );
}
