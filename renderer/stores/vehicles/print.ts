import type { CallOutput } from '../../../shared/contract.ts';
import type { LotRow, LotSums } from '../../../shared/lot-list/row.ts';
import type { LotView } from '../../../shared/lot-list/view.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Api } from '../../api.ts';
import { queryOf, selectionOf } from './view-query.ts';

/** Rows of a sheet at most: some sixty pages. What does not fit is counted on the sheet. */
const PRINTED_MAX = 2_000;
const ROWS_A_CALL = 500;

/** A view on paper: its rows as they were at one moment, and the sums of all of it. */
export type PrintedView = {
  readonly title: string;
  readonly view: LotView;
  readonly rows: readonly LotRow[];
  readonly sums: LotSums;
  /** ISO 8601. */
  readonly asOf: string;
};

/** Reads what is to be printed, the first {@link PRINTED_MAX} rows in the order of the view. */
export async function readPrintedView(
  api: Api,
  shown: { readonly title: string; readonly view: LotView; readonly dealerId: string | null },
): Promise<Result<PrintedView>> {
  const { title, view, dealerId } = shown;
  const query = queryOf(view, dealerId);
  const totals = await api.call('lot.sums', { selection: selectionOf(view, dealerId) });
  if (!totals.ok) return totals;
  const rows: LotRow[] = [];
  let asOf = totals.value.asOf;
  let cursor: string | null = null;
  do {
    // The next page begins where this one ends.
    // oxlint-disable-next-line no-await-in-loop
    const page: Result<CallOutput<'lot.page'>> = await api.call('lot.page', {
      query,
      cursor,
      limit: ROWS_A_CALL,
    });
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    asOf = page.value.asOf;
    cursor = page.value.next;
  } while (cursor !== null && rows.length < PRINTED_MAX);
  return ok({ title, view, rows, sums: totals.value.sums, asOf });
}
