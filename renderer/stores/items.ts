import type { ChangeEvent, ChangeGroup, ChangeRow } from '../../shared/contract.ts';
import type { Numbered } from './row-list.ts';

/** One line of the live list. */
export type LiveItem =
  | { readonly kind: 'event'; readonly row: ChangeEvent }
  | {
      readonly kind: 'group';
      readonly row: ChangeGroup;
      readonly open: boolean;
    }
  /** A member of an open group; `event` is undefined until its page has come. */
  | {
      readonly kind: 'member';
      readonly group: ChangeGroup;
      readonly index: number;
      readonly size: number;
      readonly event: ChangeEvent | undefined;
      /** Why `event` is not there, if its page could not be had. */
      readonly error: string | null;
    }
  /** Below the members of an open group: some joined it since. `index` follows the last one shown. */
  | {
      readonly kind: 'more';
      readonly group: ChangeGroup;
      readonly index: number;
      readonly count: number;
      /** Members with those. */
      readonly total: number;
    };

/** Where a line stands, whatever comes in above it. `member` = position in the group, null = the row itself. */
export type ItemPlace = { readonly seq: number; readonly member: number | null };

/** A row of the list, and what is open below it. */
export type Section = {
  readonly row: ChangeRow;
  readonly members: {
    readonly size: number;
    readonly error: string | null;
    at(index: number): ChangeEvent | undefined;
  };
  /** Members that joined since and are not shown. */
  readonly grown: number;
};

/**
 * The list by line number, without laying 100,000 members out: rows are addressed directly, only the few open
 * groups are walked.
 */
export type ItemList = {
  readonly count: number;
  at(index: number): LiveItem | undefined;
  /** Line number of a place, or -1. */
  indexOf(place: ItemPlace): number;
};

/** `size`: lines below the row. */
type Opened = { readonly at: number; readonly section: Section; readonly size: number };

export function createItemList(
  rows: readonly ChangeRow[],
  sectionOf: (group: ChangeGroup) => Section | null,
): ItemList {
  const opened: Opened[] = [];
  let count = rows.length;
  rows.forEach((row, at) => {
    const section = row.kind === 'group' ? sectionOf(row) : null;
    if (!section) return;
    const size = section.members.size + (section.grown > 0 ? 1 : 0);
    opened.push({ at, section, size });
    count += size;
  });

  const rowItem = (row: ChangeRow | undefined, section: Section | null): LiveItem | undefined => {
    if (!row) return undefined;
    if (row.kind === 'event') return { kind: 'event', row };
    return { kind: 'group', row, open: section !== null };
  };

  return {
    count,
    at(index) {
      let below = 0;
      for (const { at, section, size } of opened) {
        const line = at + below;
        if (index < line) break;
        if (index === line) return rowItem(section.row, section);
        const member = index - line - 1;
        if (member < size) return memberItem(section, member);
        below += size;
      }
      return rowItem(rows[index - below], null);
    },
    indexOf(place) {
      const row = findBySeq(rows, place.seq);
      if (row < 0) return -1;
      let line = row;
      for (const { at, size } of opened) if (at < row) line += size;
      if (place.member === null) return line;
      const size = opened.find(({ at }) => at === row)?.size ?? 0;
      return place.member < size ? line + 1 + place.member : line;
    },
  };
}

/** Rows are in descending order of seq. */
export function findBySeq(rows: readonly Numbered[], seq: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows[middle]?.seq ?? 0;
    if (found === seq) return middle;
    if (found > seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function memberItem({ row, members, grown }: Section, index: number): LiveItem | undefined {
  if (row.kind !== 'group') return undefined;
  const { size, error } = members;
  return index < size
    ? { kind: 'member', group: row, index, size, event: members.at(index), error }
    : { kind: 'more', group: row, index, count: grown, total: size + grown };
}
