import { z } from 'zod';
import {
  EVENT_TYPES,
  factsSchema,
  toUnits,
  type EventType,
  type JournalEvent,
} from '../../shared/events.ts';
import type { Facts } from '../../shared/listing.ts';
import type { Db } from './open.ts';

/** An event on its way into the journal. Money in cents, times in unix ms. */
export type NewEvent = {
  readonly id: string;
  readonly type: EventType;
  readonly vin: string;
  readonly dealerId: string;
  readonly old: number | null;
  readonly new: number;
  readonly deltaPct: number | null;
  readonly currency: string | null;
  readonly facts: Facts;
  readonly groupId: string | null;
};

/** What all events of one run share. */
export type EventContext = {
  readonly source: string;
  readonly runId: string;
  readonly origin: string;
  readonly ts: number;
  readonly recordedAt: number;
  readonly sample: boolean;
};

/** Appends in the given order and answers the seq of each. Call inside the transaction that stores the change itself. */
export function appendEvents(db: Db, context: EventContext, events: readonly NewEvent[]): number[] {
  const insert = db.prepare(
    `INSERT INTO journal (id, type, vin, dealer_id, source, run_id, origin, ts, recorded_at, old, new, delta, delta_pct,
       currency, facts, group_id, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const { source, runId, origin, ts, recordedAt, sample } = context;
  return events.map((event) => {
    const delta = event.old === null ? null : event.new - event.old;
    const done = insert.run(
      event.id, event.type, event.vin, event.dealerId, source, runId, origin, ts, recordedAt, event.old, event.new,
      delta, event.deltaPct, event.currency, JSON.stringify(event.facts), event.groupId, sample ? 1 : 0,
    ); // prettier-ignore
    return Number(done.lastInsertRowid);
  });
}

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
  new: z.number(),
  delta: z.number().nullable(),
  delta_pct: z.number().nullable(),
  currency: z.string().nullable(),
  facts: z.string(),
  sample: z.number(),
});

const COLUMNS =
  'seq, id, type, vin, dealer_id, source, run_id, ts, recorded_at, old, new, delta, delta_pct, currency, facts, sample';

function toEvent(raw: unknown): JournalEvent {
  const row = rowSchema.parse(raw);
  return {
    seq: row.seq,
    id: row.id,
    type: row.type,
    vin: row.vin,
    dealerId: row.dealer_id,
    source: row.source,
    runId: row.run_id,
    ts: new Date(row.ts).toISOString(),
    at: new Date(row.recorded_at).toISOString(),
    old: row.old === null ? null : toUnits(row.old),
    new: toUnits(row.new),
    delta: row.delta === null ? null : toUnits(row.delta),
    deltaPct: row.delta_pct,
    currency: row.currency,
    sample: row.sample === 1,
    facts: factsSchema.parse(JSON.parse(row.facts)),
  };
}

/** Events after `since` in order of seq, read as they are asked for. */
export function* eventsSince(db: Db, since: number, limit: number): Generator<JournalEvent> {
  const rows = db
    .prepare(`SELECT ${COLUMNS} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`)
    .iterate(since, limit);
  for (const row of rows) yield toEvent(row);
}

/** Events that are rows of their own (no group), newest first, below `before` and above `after`. */
export const singleEvents = (db: Db, after: number, before: number, limit: number): JournalEvent[] =>
  db
    .prepare(
      `SELECT ${COLUMNS} FROM journal WHERE group_id IS NULL AND seq > ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
    )
    .all(after, before, limit)
    .map(toEvent);

export const groupEvents = (db: Db, groupId: string, offset: number, limit: number): JournalEvent[] =>
  db
    .prepare(`SELECT ${COLUMNS} FROM journal WHERE group_id = ? ORDER BY seq LIMIT ? OFFSET ?`)
    .all(groupId, limit, offset)
    .map(toEvent);

/** The newest seq, 0 for an empty journal. Never falls, also when rows are deleted. */
export const lastSeq = (db: Db): number =>
  Number(
    db
      .prepare("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0) AS seq")
      .get()?.['seq'] ?? 0,
  );

export type DayFigures = {
  readonly msrp: number;
  readonly price: number;
  readonly biggestDrop: {
    readonly seq: number;
    readonly vin: string;
    readonly type: EventType;
    readonly delta: number;
    readonly deltaPct: number;
    readonly currency: string | null;
  } | null;
};

/** Changes of known values recorded at or after `from` (unix ms), and the deepest fall among them in units. */
export function dayFigures(db: Db, from: number): DayFigures {
  const counts = new Map(
    db
      .prepare(
        'SELECT type, count(*) AS n FROM journal WHERE recorded_at >= ? AND delta IS NOT NULL GROUP BY type',
      )
      .all(from)
      .map((row) => [String(row['type']), Number(row['n'])] as const),
  );
  const drop = db
    .prepare(
      `SELECT ${COLUMNS} FROM journal WHERE recorded_at >= ? AND delta < 0 ORDER BY delta, seq LIMIT 1`,
    )
    .get(from);
  const event = drop === undefined ? null : toEvent(drop);
  return {
    msrp: counts.get('msrp:change') ?? 0,
    price: counts.get('price:change') ?? 0,
    biggestDrop:
      event === null || event.delta === null
        ? null
        : {
            seq: event.seq,
            vin: event.vin,
            type: event.type,
            delta: event.delta,
            deltaPct: event.deltaPct ?? 0,
            currency: event.currency,
          },
  };
}
