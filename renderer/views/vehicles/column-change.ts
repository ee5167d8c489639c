import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotView } from '../../../shared/lot-list/view.ts';
import { resized, withColumn } from './column-layout.ts';
import type { ColumnAsk } from './head-menu.tsx';

/** Pure. What the menu of a heading changes of the view. */
export function changeOf(view: LotView, column: LotColumn, ask: ColumnAsk): Partial<LotView> {
  const others = view.sort.filter((one) => one.column !== column);
  switch (ask.kind) {
    case 'sort':
      return { sort: ask.add ? [...others, ask.sort] : [ask.sort] };
    case 'unsort':
      return { sort: others };
    case 'resize':
      return { columns: resized(view, column, ask.by) };
    case 'reset-width':
      return { columns: withColumn(view, column, { width: null }) };
    case 'pin':
      return { columns: withColumn(view, column, { pinned: ask.pinned }) };
    case 'hide':
      return { columns: view.columns.filter((shown) => shown.column !== column) };
  }
}
