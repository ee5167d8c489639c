import type { Layout } from '../parse/layout.ts';
import { apartName } from '../parse/told-apart.ts';
import type { NoticeBook } from '../notice-book.ts';

/** Says where a vehicle has several amounts of one name that nothing tells apart, of which the first is read. */
export function noteSeveral(
  { origins, columns }: Layout,
  isSeveral: (column: string) => boolean,
  notices: NoticeBook,
): void {
  for (const field of ['msrp', 'price'] as const) {
    const column = columns.name(origins[field].first);
    if (!isSeveral(column) || apartName(column) !== null) continue;
    notices.noteAll({ code: 'chosen-column', field, column, value: 'the first of several of that name' });
  }
}
