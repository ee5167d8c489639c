import type { ChangeEvent, ChangeGroup, ChangeRow } from '../../shared/contract.ts';
import type { Heading, PlacedHeading } from './headings.ts';
import type { Numbered } from './row-list.ts';

/** One line of the live list. */
export type LiveItem =
  | { readonly kind: 'heading'; readonly heading: Heading }
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
 * The list by line number, without laying 100,000 members out: rows are addressed directly, only the few headings and
 * open groups are walked.
 */
export type ItemList = {
  /** Lines, headings among them. */
  readonly count: number;
  readonly headings: number;
  at(index: number): LiveItem | undefined;
  /** Line number of a place, or -1. */
  indexOf(place: ItemPlace): number;
  /** Lines above one that are rows: what a screen reader counts. */
  rowsAbove(index: number): number;
};

/** A row with lines around it: headings above, and `size` of them below where it is an open group. */
type Around = {
  readonly at: number;
  readonly headings: readonly Heading[];
  readonly section: Section | null;
  readonly size: number;
};

/** @param placed in the order of the list */
export function createItemList(
  rows: readonly ChangeRow[],
  sectionOf: ((group: ChangeGroup) => Section | null) | null,
  placed: readonly PlacedHeading[] = [],
): ItemList {
  const around = arounds(rows, sectionOf, placed);
  const below = around.reduce((sum, { size }) => sum + size, 0);

  const rowItem = (row: ChangeRow | undefined, section: Section | null): LiveItem | undefined => {
    if (!row) return undefined;
    if (row.kind === 'event') return { kind: 'event', row };
    return { kind: 'group', row, open: section !== null };
  };

  return {
    count: rows.length + below + placed.length,
    headings: placed.length,
    at(index) {
      let added = 0;
      for (const { at, headings, section, size } of around) {
        const line = index - at - added;
        if (line < 0) break;
        const heading = headings[line];
        if (heading !== undefined) return { kind: 'heading', heading };
        const member = line - headings.length - 1;
        if (member < 0) return rowItem(section?.row ?? rows[at], section);
        if (section !== null && member < size) return memberItem(section, member);
        added += headings.length + size;
      }
      return rowItem(rows[index - added], null);
    },
    indexOf(place) {
      const row = findBySeq(rows, place.seq);
      if (row < 0) return -1;
      let line = row;
      let size = 0;
      for (const one of around) {
        if (one.at > row) break;
        line += one.headings.length;
        if (one.at === row) size = one.size;
        else line += one.size;
      }
      return place.member !== null && place.member < size ? line + 1 + place.member : line;
    },
    rowsAbove(index) {
      let added = 0;
      let above = 0;
      for (const { at, headings, size } of around) {
        const line = index - at - added;
        if (line <= 0) break;
        above += Math.min(line, headings.length);
        added += headings.length + size;
      }
      return index - above;
    },
  };
}

function arounds(
  rows: readonly ChangeRow[],
  sectionOf: ((group: ChangeGroup) => Section | null) | null,
  placed: readonly PlacedHeading[],
): readonly Around[] {
  const headingsAt = Map.groupBy(placed, ({ at }) => at);
  const around: Around[] = [];
  const add = (at: number, section: Section | null): void => {
    const headings = (headingsAt.get(at) ?? []).map(({ heading }) => heading);
    const size = section === null ? 0 : section.members.size + (section.grown > 0 ? 1 : 0);
    if (section !== null || headings.length > 0) around.push({ at, headings, section, size });
  };
  // A list without an open group is not walked.
  if (sectionOf === null) for (const at of headingsAt.keys()) add(at, null);
  else rows.forEach((row, at) => add(at, row.kind === 'group' ? sectionOf(row) : null));
  return around;
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
