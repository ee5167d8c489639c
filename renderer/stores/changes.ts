import type { ChangeRow } from '../../shared/contract.ts';
import type { RowList } from './row-list.ts';
import { rowListReducer } from './row-list.ts';

/** The newest changes; a group is one row. Older ones come by `changes.page`. */
export type Changes = RowList<ChangeRow>;

/** How many changes a row stands for. */
export const rowWeight = (row: ChangeRow): number => (row.kind === 'group' ? row.count : 1);

export const changesReducer = rowListReducer<ChangeRow>((row) =>
  row.kind === 'group' ? row.groupId : null,
);
