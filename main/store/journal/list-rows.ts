import { EVENT_KINDS, type EventList } from '../../../shared/event-kinds.ts';
import type { ChangeEvent, ChangeRow, ScoreRow } from '../../../shared/contract.ts';
import {
  EVERY_CHANGE,
  EVERY_SCORE,
  type ChangeFilter,
  type ScoreFilter,
} from '../../../shared/list-filter.ts';
import type { JournalEvent } from '../../../shared/events.ts';
import { blankAmounts } from '../vehicles/blank-since.ts';
import { listGroups } from './groups.ts';
import { changeCondition, scoreCondition } from './filter.ts';
import { feedEvents, groupEvents, moneyOf } from './journal-read.ts';
import type { Reader } from '../open.ts';

/** after < seq < before; absent = from the first, to the newest. */
export type RowRange = { readonly after?: number; readonly before?: number; readonly limit: number };

export type RowPage<Row> = {
  readonly rows: Row[];
  readonly more: boolean;
  /** There are rows here, and the filter leaves all of them out. */
  readonly hides: boolean;
};

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** Rows of the list of changes, newest first; a group is one row, where its last member stands. */
export function changeRows(
  db: Reader,
  { after = 0, before = NO_LIMIT, limit }: RowRange,
  filter: ChangeFilter = EVERY_CHANGE,
): RowPage<ChangeRow> {
  const condition = changeCondition(filter, 'journal');
  const range = { after, before, limit: limit + 1 };
  const rows: ChangeRow[] = [
    ...withListing(db, feedEvents(db, 'changes', range, condition)),
    ...listGroups(db, range, filter),
  ].toSorted((a, b) => b.seq - a.seq);
  const hides = condition !== null && rows.length === 0 && hasRows(db, 'changes', after, before);
  return { rows: rows.slice(0, limit), more: rows.length > limit, hides };
}

/** Members of a group that the filter lets pass, oldest first, and how many these are. */
export function groupMembers(
  db: Reader,
  page: {
    readonly groupId: string;
    readonly offset: number;
    readonly limit: number;
    readonly filter: ChangeFilter;
  },
): { readonly events: ChangeEvent[]; readonly total: number } {
  const { events, total } = groupEvents(db, page.groupId, page, page.filter);
  return { events: withListing(db, events), total };
}

/**
 * Events as rows of the list, with what is known of the vehicle besides: its stock number; of money since when the feed
 * leaves what they announced blank; of a first value whether the vehicle came with it.
 */
function withListing(db: Reader, events: readonly JournalEvent[]): ChangeEvent[] {
  const blankSince = blankAmounts(db);
  const besides = rowsBesides(db, events);
  return events.map((event) => {
    const { stock: stockNumber = null, arrival = 0 } = besides.get(event.seq) ?? {};
    if (event.type === 'vehicle:status' || event.type === 'vehicle:presence')
      return { kind: 'event', ...event, stockNumber };
    const money = moneyOf(event);
    const { source, vin, type } = money;
    const { field } = EVENT_KINDS[type];
    return {
      ...{ kind: 'event', ...money, stockNumber },
      blankSince: blankSince({ source, vin, field, amount: money.new }),
      ...(money.old === null ? { arrival: arrival === 1 } : {}),
    };
  });
}

/** Of STRICT tables. */
type Besides = { readonly seq: number; readonly arrival: number; readonly stock: string | null };

/** One look for all of them: by their numbers, then by VIN. */
function rowsBesides(db: Reader, events: readonly JournalEvent[]): ReadonlyMap<number, Besides> {
  const rows = db
    .prepare(
      `SELECT j.seq, j.arrival, l.stock_number AS stock FROM journal j LEFT JOIN sources s ON s.slug = j.source
       LEFT JOIN listings l ON l.vin = j.vin AND l.source_id = s.id WHERE j.seq IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(events.map(({ seq }) => seq)));
  return new Map((rows as unknown as Besides[]).map((row) => [row.seq, row]));
}

/** Rows of the list of scores, newest first. */
export function scoreRows(
  db: Reader,
  { after = 0, before = NO_LIMIT, limit }: RowRange,
  filter: ScoreFilter = EVERY_SCORE,
): RowPage<ScoreRow> {
  const condition = scoreCondition(filter, 'journal');
  const rows = feedEvents(db, 'scores', { after, before, limit: limit + 1 }, condition).filter(
    (event) => event.type === 'ai-scores:update' || event.type === 'ai-scores:baseline',
  );
  const hides = condition !== null && rows.length === 0 && hasRows(db, 'scores', after, before);
  return { rows: rows.slice(0, limit), more: rows.length > limit, hides };
}

function hasRows(db: Reader, list: EventList, after: number, before: number): boolean {
  const single = db
    .prepare('SELECT 1 FROM journal WHERE feed = ? AND group_id IS NULL AND seq > ? AND seq < ? LIMIT 1')
    .get(list, after, before);
  if (single !== undefined || list === 'scores') return single !== undefined;
  return (
    db
      .prepare('SELECT 1 FROM change_groups WHERE last_seq > ? AND last_seq < ? LIMIT 1')
      .get(after, before) !== undefined
  );
}
