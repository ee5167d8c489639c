import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import type { LotQuery, LotSelection, LotSort } from '../../../shared/lot-list/query.ts';
import type { LotView } from '../../../shared/lot-list/view.ts';

/** The dealer chosen in the header holds on every screen, so a view never carries it. */
const dealerFilter = (dealerId: string | null): readonly ColumnFilter[] =>
  dealerId === null ? [] : [{ column: 'dealer', op: 'is', values: [dealerId] }];

export const selectionOf = (view: LotView, dealerId: string | null): LotSelection => ({
  role: view.role,
  presence: view.presence,
  search: view.search,
  filters: [...view.filters, ...dealerFilter(dealerId)],
});

export const queryOf = (view: LotView, dealerId: string | null): LotQuery => ({
  ...selectionOf(view, dealerId),
  sort: view.sort,
});

/** Everything of the same kind, whichever filters are set: what "of 12,480" counts. */
export const everyOne = (view: LotView, dealerId: string | null): LotSelection => ({
  role: view.role,
  presence: view.presence,
  search: '',
  filters: [...dealerFilter(dealerId)],
});

/** The same text for the same value, in whichever order its keys were written. */
export const fingerprint = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** What is typed in the search field is no part of a view that would have to be saved. */
export const isSameView = (a: LotView, b: LotView): boolean =>
  fingerprint({ ...a, search: '' }) === fingerprint({ ...b, search: '' });

/**
 * A click on a heading: the column alone, or with `add` beside the others. The first one sorts as the column likes it, the
 * second the other way round, the third no more.
 */
export function nextSort(sort: readonly LotSort[], column: LotColumn, add: boolean): LotSort[] {
  const before = sort.find((one) => one.column === column);
  const first = columnSpec(column).largestFirst ?? false;
  const next: LotSort | null =
    before === undefined || (!add && sort.length > 1)
      ? { column, descending: first }
      : before.descending === first
        ? { column, descending: !first }
        : null;
  if (!add) return next === null ? [] : [next];
  if (before === undefined) return next === null ? [...sort] : [...sort, next];
  return sort.flatMap((one) => (one !== before ? [one] : next === null ? [] : [next]));
}

/** Puts a filter in the place of one, behind the others, or takes it away. */
export function withFilter(
  filters: readonly ColumnFilter[],
  at: number | null,
  filter: ColumnFilter | null,
): ColumnFilter[] {
  if (at === null) return filter === null ? [...filters] : [...filters, filter];
  return filters.flatMap((one, index) => (index !== at ? [one] : filter === null ? [] : [filter]));
}

/** Another place in the list of columns; beyond its ends nothing changes. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = from + by;
  const next = [...list];
  if (from < 0 || to < 0 || to >= list.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
