import type { ChangeEvent, ChangeGroup, ChangeRow } from '../../shared/contract.ts';
import type { LiveFilter } from './filter.ts';
import { compileFilter } from './filter.ts';
import type { GroupsState } from './groups.ts';
import { GROUP_PAGE, allMembers } from './groups.ts';
import type { ItemList, Section } from './items.ts';
import { createItemList, matchingSection, pagedSection } from './items.ts';
import { rowWeight } from './changes.ts';

/** Members that a search looks through at most; groups beyond stay out of its results and are counted. */
export const SEARCHED_MEMBERS_MAX = 20_000;

export type Visible = {
  readonly items: ItemList;
  /** Rows the filter left out. */
  readonly hidden: number;
  /** Groups whose members must be read before the filter can tell. */
  readonly wanted: readonly ChangeGroup[];
  /** Groups that were not looked through: too many, or their members could not be had. */
  readonly unsearched: number;
};

/** Pure: the lines to show of these rows. Rows up to `clearedSeq` were cleared away. */
export function selectVisible(
  rows: readonly ChangeRow[],
  filter: LiveFilter,
  groups: GroupsState,
  clearedSeq: number,
): Visible {
  const match = compileFilter(filter);
  const matching = new Map<string, readonly ChangeEvent[]>();
  const wanted: ChangeGroup[] = [];
  let unsearched = 0;
  let budget = SEARCHED_MEMBERS_MAX;

  const lookInside = (row: ChangeGroup): boolean => {
    // A small group costs a call like a full page does.
    budget -= Math.max(row.count, GROUP_PAGE);
    const known = groups.get(row.groupId);
    if (budget < 0 || known?.error) {
      unsearched += 1;
      return false;
    }
    const members = allMembers(known);
    if (!members) {
      wanted.push(row);
      return false;
    }
    const found = members.filter((event) => match?.(event) === 'shown');
    matching.set(row.groupId, found);
    return found.length > 0;
  };

  const uncleared = clearedSeq === 0 ? rows : rows.filter((row) => row.seq > clearedSeq);
  const shown = match
    ? uncleared.filter((row) => {
        const says = match(row);
        return says === 'members' && row.kind === 'group' ? lookInside(row) : says === 'shown';
      })
    : uncleared;

  const sectionOf = (row: ChangeGroup): Section | null => {
    const found = matching.get(row.groupId);
    if (found) return matchingSection(row, found);
    const known = groups.get(row.groupId);
    return known?.open ? pagedSection(row, known) : null;
  };
  const anyOpen = matching.size > 0 || groups.size > 0;
  const items = createItemList(shown, anyOpen ? sectionOf : () => null);
  return { items, hidden: uncleared.length - shown.length, wanted, unsearched };
}

/** Changes above `seq` that the filter would show; a group counts with all its members. Stops at the first older row. */
export function countAbove(rows: readonly ChangeRow[], seq: number, filter: LiveFilter): number {
  const match = compileFilter(filter);
  let total = 0;
  for (const row of rows) {
    if (row.seq <= seq) break;
    if (!match || match(row) !== 'hidden') total += rowWeight(row);
  }
  return total;
}
