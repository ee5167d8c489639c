import type { ChangeRow } from '../../shared/contract.ts';
import { CHANGE_FIELDS, EVENT_KINDS, type ChangeField } from '../../shared/event-kinds.ts';
import { startOfToday } from '../format/time.ts';
import { rowWeight } from './changes.ts';

/** How many changes of each kind, as the figures above count them, and the first values, which are none. */
export type FieldCounts = Readonly<Record<ChangeField | 'first', number>>;

/** A line between rows that says what the ones below it have in common. */
export type Heading =
  | {
      readonly kind: 'day';
      /** Its local midnight, unix ms. */
      readonly day: number;
      /** What came in on that day before someone last looked; the rest of it stands above. */
      readonly earlier: boolean;
      /** Of the rows below it, up to the next heading; null where older ones are not read yet, so nobody knows. */
      readonly counts: FieldCounts | null;
    }
  | {
      readonly kind: 'since';
      /** When someone last looked, ISO. */
      readonly at: string;
      readonly changes: number;
      readonly rows: number;
      /** There are more of them than are read. */
      readonly over: boolean;
    };

/** `at`: number of the row that it stands above. */
export type PlacedHeading = { readonly at: number; readonly heading: Heading };

/** Up to where someone had seen the list, and when that was. */
export type Looked = { readonly seq: number; readonly at: string };

const dayOf = (row: ChangeRow): number => startOfToday(Date.parse(row.at));

/**
 * Pure: where days begin (the local ones of this console, by when it recorded a change, as everywhere on the screen), and
 * where what someone has seen begins. Rows newest first; `complete` = no older ones are left to be read.
 */
export function headingsOf(
  rows: readonly ChangeRow[],
  looked: Looked | null,
  complete: boolean,
): PlacedHeading[] {
  if (rows.length === 0) return [];
  const seenFrom = looked === null ? 0 : firstOf(rows, 0, ({ seq }) => seq <= looked.seq);
  const starts = startsOf(rows, seenFrom);
  const placed: PlacedHeading[] = [];
  if (looked !== null && seenFrom > 0) {
    const changes = sum(rows, 0, seenFrom, rowWeight);
    const over = seenFrom === rows.length && !complete;
    placed.push({ at: 0, heading: { kind: 'since', at: looked.at, changes, rows: seenFrom, over } });
    // All of it is of the day on which someone last looked: the line itself says so.
    const isOneDay = (starts[1]?.at ?? rows.length) >= seenFrom;
    if (isOneDay && starts[0]?.day === startOfToday(Date.parse(looked.at))) starts.shift();
  }
  starts.forEach(({ at, day, earlier }, index) => {
    const next = starts[index + 1]?.at;
    const counts = next === undefined && !complete ? null : countsOf(rows, at, next ?? rows.length);
    placed.push({ at, heading: { kind: 'day', day, earlier, counts } });
  });
  return placed;
}

type Start = { readonly at: number; readonly day: number; readonly earlier: boolean };

/** Days are far fewer than rows, which are in their order: each end is looked for, no row is walked. */
function startsOf(rows: readonly ChangeRow[], seenFrom: number): Start[] {
  const starts: Start[] = [];
  let at = 0;
  while (at < rows.length) {
    const row = rows[at];
    if (row === undefined) break;
    const day = dayOf(row);
    starts.push({ at, day, earlier: false });
    const end = firstOf(rows, at, (one) => dayOf(one) !== day);
    if (seenFrom > at && seenFrom < end) starts.push({ at: seenFrom, day, earlier: true });
    at = end;
  }
  return starts;
}

/** The first row from `from` on that fits, where all behind it do too; their number where none does. */
function firstOf(rows: readonly ChangeRow[], from: number, fits: (row: ChangeRow) => boolean): number {
  let low = from;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && fits(row)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sum(rows: readonly ChangeRow[], from: number, to: number, of: (row: ChangeRow) => number): number {
  let total = 0;
  for (let at = from; at < to; at += 1) {
    const row = rows[at];
    if (row !== undefined) total += of(row);
  }
  return total;
}

const isFirst = (row: ChangeRow): boolean => row.kind === 'event' && 'delta' in row && row.delta === null;

function countsOf(rows: readonly ChangeRow[], from: number, to: number): FieldCounts {
  const counts = Object.fromEntries([...CHANGE_FIELDS, 'first'].map((of) => [of, 0])) as Record<
    ChangeField | 'first',
    number
  >;
  const kindOf = (row: ChangeRow) => (isFirst(row) ? 'first' : EVENT_KINDS[row.type].field);
  sum(rows, from, to, (row) => (counts[kindOf(row)] += rowWeight(row)));
  return counts;
}
