import { z } from 'zod';
import type { BusGap, RejectedPayload } from '../../../shared/diagnostics.ts';
import { toIso } from '../../../shared/units.ts';
import { lastSeq } from '../journal/journal-read.ts';
import type { Db, Reader } from '../open.ts';
import { readRows } from '../stored.ts';

/** This console's cursor in the shared log, and the gaps in that log. */

const KEPT_REJECTED = 50;
const KEPT_GAPS = 500;
const SHOWN = 50;
/** Characters kept of a refused payload. */
const PAYLOAD_CHARS = 300;

const rowSchema = z.object({
  target: z.string(),
  epoch: z.string().nullable(),
  n: z.number().nullable(),
  entry: z.string(),
  resync: z.number(),
  in_touch_at: z.number().nullable(),
});

export type LogCursor = {
  readonly target: string;
  /** Null = the log was never reached. */
  readonly epoch: string | null;
  /** Of the last applied entry; null = the next one may have any. */
  readonly n: number | null;
  readonly entry: string;
  /** Whether the listings of other consoles must be read again. */
  readonly resync: boolean;
  /** Unix ms. */
  readonly inTouchAt: number | null;
};

/**
 * Switches sharing on for one log, or with null off. A log that is new to us is read from `now` on. Call inside a
 * transaction.
 */
export function useSharedLog(db: Db, target: string | null, now: number): void {
  db.prepare('UPDATE shared_logs SET enabled = 0 WHERE target IS NOT ?').run(target);
  if (target === null) return;
  const wasOn =
    db.prepare('SELECT 1 FROM shared_logs WHERE target = ? AND enabled = 1').get(target) !== undefined;
  if (wasOn) return;
  db.prepare(
    `INSERT INTO shared_logs (target, enabled, entry) VALUES (?, 1, ?) ON CONFLICT (target) DO UPDATE SET enabled = 1, resync = 1`,
  ).run(target, `${now}-0`);
  // Those of another server.
  db.exec('DELETE FROM remote_listings');
}

export function readCursor(db: Db, target: string): LogCursor | null {
  const found = db
    .prepare('SELECT target, epoch, n, entry, resync, in_touch_at FROM shared_logs WHERE target = ?')
    .get(target);
  if (found === undefined) return null;
  const { in_touch_at: inTouchAt, resync, ...row } = rowSchema.parse(found);
  return { ...row, resync: resync === 1, inTouchAt };
}

export function writeCursor(db: Db, cursor: LogCursor): void {
  db.prepare(
    'UPDATE shared_logs SET epoch = ?, n = ?, entry = ?, resync = ?, in_touch_at = ? WHERE target = ?',
  ).run(cursor.epoch, cursor.n, cursor.entry, cursor.resync ? 1 : 0, cursor.inTouchAt, cursor.target);
}

export type NewGap = Omit<BusGap, 'at'>;

/** Behind what the journal has by now. */
export function insertGap(db: Db, gap: NewGap, now: number): void {
  const insert = db.prepare('INSERT INTO gaps (at, kind, missed, reason, seq) VALUES (?, ?, ?, ?, ?)');
  insert.run(now, gap.kind, gap.missed, gap.reason, lastSeq(db));
  db.prepare('DELETE FROM gaps WHERE id <= (SELECT max(id) FROM gaps) - ?').run(KEPT_GAPS);
}

const placedSchema = z.object({
  id: z.number(),
  seq: z.number(),
  missed: z.number().nullable(),
  reason: z.string(),
});
/** A gap and where it stands in the journal: behind the event of that seq. */
export type PlacedGap = z.infer<typeof placedSchema>;

/** All that are kept, in the order in which they came to be. */
export const placedGaps = (db: Reader): PlacedGap[] =>
  db
    .prepare('SELECT id, seq, missed, reason FROM gaps ORDER BY id')
    .all()
    .map((row) => placedSchema.parse(row));

/** The number of the newest gap; 0 = there was none. */
export const lastGapId = (db: Reader): number =>
  Number(db.prepare('SELECT coalesce(max(id), 0) AS id FROM gaps').get()?.['id'] ?? 0);

const gapSchema = z.object({
  at: z.number(),
  kind: z.enum(['trimmed', 'reset', 'went-back']),
  missed: z.number().nullable(),
  reason: z.string(),
});

/** Newest first, from `since` (unix ms) on. */
export const listGaps = (db: Db, since: number): BusGap[] =>
  readRows(
    'gap',
    db
      .prepare('SELECT at, kind, missed, reason FROM gaps WHERE at >= ? ORDER BY id DESC LIMIT ?')
      .all(since, SHOWN),
    (row) => {
      const gap = gapSchema.parse(row);
      return { ...gap, at: toIso(gap.at) };
    },
  );

export type NewRejected = { readonly channel: string; readonly reason: string; readonly payload: string };

export function insertRejected(db: Db, rejected: readonly NewRejected[], now: number): void {
  if (rejected.length === 0) return;
  const insert = db.prepare('INSERT INTO rejected (at, channel, reason, payload) VALUES (?, ?, ?, ?)');
  for (const { channel, reason, payload } of rejected.slice(-KEPT_REJECTED)) {
    insert.run(now, channel, reason.slice(0, PAYLOAD_CHARS), payload.slice(0, PAYLOAD_CHARS));
  }
  db.prepare('DELETE FROM rejected WHERE id <= (SELECT max(id) FROM rejected) - ?').run(KEPT_REJECTED);
}

const rejectedSchema = z.object({
  at: z.number(),
  channel: z.string(),
  reason: z.string(),
  payload: z.string(),
});

/** The last 50, newest first. */
export const listRejected = (db: Db): RejectedPayload[] =>
  db
    .prepare('SELECT at, channel, reason, payload FROM rejected ORDER BY id DESC LIMIT ?')
    .all(KEPT_REJECTED)
    .map((row) => {
      const { at, ...rest } = rejectedSchema.parse(row);
      return { at: toIso(at), ...rest };
    });
