import { z } from 'zod';
import { EVENT_TYPES, isShared, type EventList } from '../../../shared/event-kinds.ts';
import {
  factsSchema,
  type JournalEvent,
  type MoneyEvent,
  type PresenceEvent,
} from '../../../shared/events.ts';
import { NO_FACTS } from '../../../shared/listing.ts';
import { EVERY_CHANGE, type ChangeFilter } from '../../../shared/list-filter.ts';
import { toIso } from '../../../shared/units.ts';
import { changeCondition, type Condition, type RowCondition } from './filter.ts';
import { STORED_KINDS } from './kinds.ts';
import type { Reader } from '../open.ts';
import { readJson, readRow, readRows } from '../stored.ts';

const rowSchema = z.object({
  seq: z.number(),
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  vin: z.string(),
  dealer_id: z.string(),
  source: z.string(),
  run_id: z.string(),
  ts: z.number(),
  recorded_at: z.number(),
  old: z.number().nullable(),
  new: z.number().nullable(),
  delta_pct: z.number().nullable(),
  currency: z.string().nullable(),
  facts: z.string(),
  body: z.string().nullable(),
  sample: z.number(),
  maker: z.enum(['console', 'program']).nullable(),
});

/** Whose event it is; null = ours. Other programs have one name for all (main/sharing/foreign.ts). */
const MAKER = `CASE origin WHEN 'foreign' THEN 'program' WHEN (SELECT value FROM meta WHERE key = 'instanceId') THEN NULL ELSE 'console' END`;

export const COLUMNS = `seq, id, type, vin, dealer_id, source, run_id, ts, recorded_at, old, new, delta_pct, currency, facts, body, sample, ${MAKER} AS maker`;

/** @throws what {@link readRow} takes for a row that cannot be read, such as one of a kind that only later versions know. */
export function toEvent(raw: unknown): JournalEvent {
  const row = rowSchema.parse(raw);
  const common = {
    seq: row.seq,
    id: row.id,
    vin: row.vin,
    dealerId: row.dealer_id,
    source: row.source,
    runId: row.run_id,
    ts: toIso(row.ts),
    at: toIso(row.recorded_at),
    sample: row.sample === 1,
    ...(row.maker === null ? {} : { from: row.maker }),
    facts: readJson('Vehicle of an event', row.facts, factsSchema, NO_FACTS),
  };
  // The compiler does not see that the part read is of the type beside it.
  return { ...common, type: row.type, ...STORED_KINDS[row.type](row) } as JournalEvent;
}

/** Kinds that no program is given unless it asks. */
const LOCAL = EVENT_TYPES.filter((type) => !isShared(type));
const IS_FOR_ALL = `type NOT IN (${LOCAL.map((type) => `'${type}'`).join(', ')})`;

/** Events after `since` in order of seq, read as they are asked for; with `local` those of this console alone, too. */
export function* eventsSince(
  db: Reader,
  since: number,
  limit: number,
  { local = false } = {},
): Generator<JournalEvent> {
  const rows = db
    .prepare(
      `SELECT ${COLUMNS} FROM journal WHERE seq > ? AND ${local ? 'TRUE' : IS_FOR_ALL} ORDER BY seq LIMIT ?`,
    )
    .iterate(since, limit);
  for (const row of rows) {
    const event = readRow('event', row, toEvent);
    if (event !== null) yield event;
  }
}

export type SeqRange = { readonly after: number; readonly before: number; readonly limit: number };

/** Rows of a list that stand by themselves (no group), newest first: after < seq < before. */
export const feedEvents = (
  db: Reader,
  list: EventList,
  { after, before, limit }: SeqRange,
  condition: RowCondition | null = null,
): JournalEvent[] =>
  readRows(
    'event',
    db
      .prepare(
        // Between two indexes with the order asked for SQLite guesses, and would look at every row of the list.
        `SELECT ${COLUMNS} FROM journal ${condition?.index ? `INDEXED BY ${condition.index}` : ''} WHERE feed = ? AND group_id IS NULL AND seq > ? AND seq < ?
         ${andIf(condition)} ORDER BY seq DESC LIMIT ?`,
      )
      .all(list, after, before, ...(condition?.values ?? []), limit),
    toEvent,
  );

/** Members of a group that the filter lets pass, oldest first, and how many these are. */
export function groupEvents(
  db: Reader,
  groupId: string,
  page: { readonly offset: number; readonly limit: number },
  filter: ChangeFilter = EVERY_CHANGE,
): { readonly events: MoneyEvent[]; readonly total: number } {
  const condition = changeCondition(filter, 'journal');
  const where = `FROM journal WHERE group_id = ? ${andIf(condition)}`;
  const values = [groupId, ...(condition?.values ?? [])];
  const rows = db
    .prepare(`SELECT ${COLUMNS} ${where} ORDER BY seq LIMIT ? OFFSET ?`)
    .all(...values, page.limit, page.offset);
  const events = readRows('event', rows, (row) => moneyOf(toEvent(row)));
  const total =
    condition === null
      ? db.prepare('SELECT count AS n FROM change_groups WHERE group_id = ?').get(groupId)
      : db.prepare(`SELECT count(*) AS n ${where}`).get(...values);
  return { events, total: Number(total?.['n'] ?? 0) };
}

const andIf = (condition: Condition | null): string => (condition === null ? '' : `AND ${condition.sql}`);

/** Everything journalled about one vehicle, newest first. */
export const vinEvents = (db: Reader, vin: string, limit: number): JournalEvent[] =>
  readRows(
    'event',
    db.prepare(`SELECT ${COLUMNS} FROM journal WHERE vin = ? ORDER BY seq DESC LIMIT ?`).all(vin, limit),
    toEvent,
  );

/** What became of a vehicle in a source by absence, in the order it happened. */
export const readPresence = (db: Reader, vin: string, source: string): PresenceEvent[] =>
  readRows(
    'event',
    db
      .prepare(
        `SELECT ${COLUMNS} FROM journal WHERE vin = ? AND source = ? AND type = 'vehicle:presence' ORDER BY seq`,
      )
      .all(vin, source),
    toEvent,
  ).filter((event) => event.type === 'vehicle:presence');

/** Only money events are rows of the list of changes and members of groups. */
export function moneyOf(event: JournalEvent): MoneyEvent {
  if (event.type === 'msrp:change' || event.type === 'price:change') return event;
  throw new Error(`A ${event.type} is among the money events`);
}

/** The newest seq, 0 for an empty journal. Never falls, also when rows are deleted. */
export const lastSeq = (db: Reader): number =>
  Number(
    db
      .prepare("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0) AS seq")
      .get()?.['seq'] ?? 0,
  );
