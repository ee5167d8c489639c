import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import { lotQuerySchema, type LotQuery } from '../../../shared/lot-list/query.ts';
import { typedColumns, typedFilter, typedSort, type TypedList } from '../../../shared/lot-list/typed.ts';
import { LotwatchError } from '../../../shared/result.ts';
import type { Reader } from '../open.ts';
import { findView, listViews } from './views.ts';

/**
 * A view, or all vehicles, with conditions added to it; an order, columns and words take the place of the view's.
 * @returns null for columns where none were asked for, by name or by a view
 * @throws LotwatchError `bad-input` for what is not understood, `not-found` for a view that there is not.
 */
export function typedList(
  db: Reader,
  typed: TypedList,
): { readonly query: LotQuery; readonly columns: readonly LotColumn[] | null } {
  const saved = typed.view === undefined ? null : findView(db, typed.view);
  if (typed.view !== undefined && saved === null) {
    const names = listViews(db).views.map(({ name }) => name);
    throw new LotwatchError(
      'not-found',
      `There is no view named ${typed.view}; there are ${names.join(', ')}.`,
    );
  }
  const base = saved?.view ?? lotQuerySchema.parse({});
  const { role, presence } = base;
  const filters = [...base.filters, ...typed.filters.map(typedFilter), ...typed.conditions];
  const query = lotQuerySchema.safeParse({
    role,
    presence: typed.gone === true ? 'any' : presence,
    search: typed.search ?? base.search,
    filters,
    sort: typed.sort === undefined ? base.sort : typedSort(typed.sort),
  });
  if (!query.success)
    throw new LotwatchError('bad-input', query.error.issues[0]?.message ?? 'This query is not understood.');
  const columns = typed.columns === undefined ? null : typedColumns(typed.columns);
  return { query: query.data, columns: columns ?? saved?.view.columns.map(({ column }) => column) ?? null };
}
