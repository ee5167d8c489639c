import type { ChangeRow } from '../../shared/contract.ts';
import { listGroups } from '../store/journal/groups.ts';
import { singleEvents } from '../store/journal/journal-read.ts';
import type { Db } from '../store/open.ts';

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

export type RowPage = { readonly rows: ChangeRow[]; readonly more: boolean };

/** Rows of the live list, newest first, groups as one row where their last member stands: after < seq < before. */
export function changeRows(db: Db, range: { after?: number; before?: number; limit: number }): RowPage {
  const { after = 0, before = NO_LIMIT, limit } = range;
  const wanted = limit + 1;
  const rows: ChangeRow[] = [
    ...singleEvents(db, { after, before, limit: wanted }).map((event) => ({
      kind: 'event' as const,
      ...event,
    })),
    ...listGroups(db, after, before, wanted),
  ].toSorted((a, b) => b.seq - a.seq);
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}
