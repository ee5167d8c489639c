import type { ChangeEvent, ChangeRow } from '../../shared/contract.ts';
import type { MoneyEvent } from '../../shared/events.ts';
import { blankAmounts } from '../store/blank-since.ts';
import { listGroups } from '../store/groups.ts';
import { singleEvents } from '../store/journal-read.ts';
import type { Db } from '../store/open.ts';

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

export type RowPage = { readonly rows: ChangeRow[]; readonly more: boolean };

/** Rows of the live list, newest first, groups as one row where their last member stands: after < seq < before. */
export function changeRows(db: Db, range: { after?: number; before?: number; limit: number }): RowPage {
  const { after = 0, before = NO_LIMIT, limit } = range;
  const wanted = limit + 1;
  const rows: ChangeRow[] = [
    ...withBlanks(db, singleEvents(db, { after, before, limit: wanted })),
    ...listGroups(db, after, before, wanted),
  ].toSorted((a, b) => b.seq - a.seq);
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

/** Events as rows of the list: with the date since when the feed leaves what they announced blank. */
export function withBlanks(db: Db, events: readonly MoneyEvent[]): ChangeEvent[] {
  const blankSince = blankAmounts(db);
  return events.map((event) => {
    const { source, vin, type } = event;
    const field = type === 'msrp:change' ? 'msrp' : 'price';
    return {
      kind: 'event',
      ...event,
      blankSince: blankSince({ source, vin, field, amount: Math.round(event.new * 100) }),
    };
  });
}
