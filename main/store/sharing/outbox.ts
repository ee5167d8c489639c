import type { StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { SHARED_TYPES } from '../../../shared/event-kinds.ts';
import type { Db } from '../open.ts';

/** Own events on their way to the shared log. A row is written with its event, in the same transaction. */

/** Sent rows are kept this long: a server that lost them gets them again (rules 23). */
const KEPT_SENT_MS = 24 * 3_600_000;

/** Appends to the outbox where a shared log is switched on; else null. Samples never go out (rules 14). */
export function outboxWriter(db: Db): ((seq: number | bigint) => void) | null {
  if (db.prepare('SELECT 1 FROM shared_logs WHERE enabled = 1').get() === undefined) return null;
  const insert: StatementSync = db.prepare('INSERT INTO outbox (seq) VALUES (?)');
  return (seq) => void insert.run(seq);
}

/** A journal row that waits to be sent; money in cents, times in unix ms, JSON as stored. */
const waitingSchema = z.object({
  seq: z.number(),
  id: z.string(),
  type: z.enum(SHARED_TYPES),
  vin: z.string(),
  dealer_id: z.string(),
  source: z.string(),
  run_id: z.string(),
  origin: z.string(),
  ts: z.number(),
  old: z.number().nullable(),
  new: z.number().nullable(),
  delta_pct: z.number().nullable(),
  currency: z.string().nullable(),
  facts: z.string(),
  body: z.string().nullable(),
  group_id: z.string().nullable(),
  arrival: z.number(),
  /** Whether it was on its channel already: it is sent again because the server lost it. */
  published: z.number(),
});
export type WaitingEvent = z.infer<typeof waitingSchema>;

const waiting = new WeakMap<Db, StatementSync>();

/** A later version's kind of event waits for that version, and holds nothing up. */
const isKnown = `j.type IN (${SHARED_TYPES.map((type) => `'${type}'`).join(', ')})`;

/** The next events to send, in the order of the journal. */
export function nextWaiting(db: Db, limit: number): WaitingEvent[] {
  let statement = waiting.get(db);
  if (statement === undefined) {
    statement = db.prepare(
      `SELECT j.seq, id, type, vin, dealer_id, source, run_id, origin, ts, old, new, delta_pct, currency, facts, body,
         group_id, arrival, o.published FROM outbox o JOIN journal j ON j.seq = o.seq WHERE o.target IS NULL AND ${isKnown}
       ORDER BY o.seq LIMIT ?`,
    );
    waiting.set(db, statement);
  }
  return statement.all(limit).map((row) => waitingSchema.parse(row));
}

export const countWaiting = (db: Db): number =>
  Number(db.prepare('SELECT count(*) AS n FROM outbox WHERE target IS NULL').get()?.['n'] ?? 0);

/** How many events of a run and type went out on their channel (rules 26). */
export const countPublished = (db: Db, runId: string, type: string): number =>
  Number(
    db
      .prepare(
        `SELECT count(*) AS n FROM outbox o JOIN journal j ON j.seq = o.seq
         WHERE o.published = 1 AND j.run_id = ? AND j.type = ?`,
      )
      .get(runId, type)?.['n'] ?? 0,
  );

/** Of one run: events, those in the shared log, and those on the channels; null = none of it was to be shared. */
export function sharingOfRun(
  db: Db,
  runId: string,
): { events: number; sent: number; published: number } | null {
  const row = db
    .prepare(
      `SELECT count(*) AS events, count(o.target) AS sent, coalesce(sum(o.published), 0) AS published
       FROM journal j JOIN outbox o ON o.seq = j.seq WHERE j.run_id = ?`,
    )
    .get(runId);
  const events = Number(row?.['events'] ?? 0);
  return events === 0
    ? null
    : { events, sent: Number(row?.['sent']), published: Number(row?.['published']) };
}

export type SentEvent = {
  readonly seq: number;
  readonly n: number;
  readonly entry: string;
  readonly published: boolean;
  readonly runId: string;
};

/** Call inside a transaction. Rows sent more than a day ago leave. */
export function markSent(
  db: Db,
  log: { readonly target: string; readonly epoch: string },
  sent: readonly SentEvent[],
  now: number,
): void {
  const update = db.prepare(
    'UPDATE outbox SET target = ?, epoch = ?, n = ?, entry = ?, sent_at = ?, published = max(published, ?) WHERE seq = ?',
  );
  const received = new Map<string, number>();
  for (const { seq, n, entry, published, runId } of sent) {
    update.run(log.target, log.epoch, n, entry, now, published ? 1 : 0, seq);
    received.set(runId, (received.get(runId) ?? 0) + (published ? 1 : 0));
  }
  // The run's summary counts what the channels left out (rules 26).
  const note = db.prepare('UPDATE runs SET published = coalesce(published, 0) + ? WHERE run_id = ?');
  for (const [runId, count] of received) note.run(count, runId);
  db.prepare('DELETE FROM outbox WHERE target IS NOT NULL AND sent_at < ?').run(now - KEPT_SENT_MS);
}

const sentSchema = z.object({ seq: z.number(), id: z.string(), epoch: z.string(), entry: z.string() });
export type SentRow = z.infer<typeof sentSchema>;

/** What was sent to `target`, newest first, below `before`. */
export const sentBefore = (db: Db, target: string, before: number, limit: number): SentRow[] =>
  db
    .prepare(
      `SELECT o.seq, j.id, o.epoch, o.entry FROM outbox o JOIN journal j ON j.seq = o.seq
       WHERE o.target = ? AND o.seq < ? ORDER BY o.seq DESC LIMIT ?`,
    )
    .all(target, before, limit)
    .map((row) => sentSchema.parse(row));

/** The server has lost what was sent with a seq above `after`: it waits again. Returns how many. */
export const sendAgain = (db: Db, target: string, after: number): number =>
  Number(
    db
      .prepare(
        'UPDATE outbox SET target = NULL, epoch = NULL, n = NULL, entry = NULL, sent_at = NULL WHERE target = ? AND seq > ?',
      )
      .run(target, after).changes,
  );
