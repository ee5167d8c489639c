import { z } from 'zod';
import type { Message } from '../../../shared/alerts/message.ts';
import { messageSchema } from '../../../shared/alerts/message.ts';
import type { Db, Reader } from '../open.ts';
import { parseJson, readRows } from '../stored.ts';

/** What is to be sent. A row is written with the alert, in the same transaction, and ends when a receiver took it. */

export type NewMessage = {
  readonly channel: string;
  /** By which receivers recognise a repeat. */
  readonly id: string;
  readonly alerts: readonly string[];
  readonly message: Message;
};

/** Call inside a transaction. @param refused why it is not even tried */
export function queueMessage(
  db: Db,
  message: NewMessage,
  now: number,
  refused: string | null = null,
): void {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO alert_outbox (channel, message_id, message, state, created_at, due_at, ended_at, reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[message.channel, message.id, JSON.stringify(message.message)],
      ...[refused === null ? 'waiting' : 'failed', now, now, refused === null ? null : now, refused],
    );
  const link = db.prepare('INSERT OR IGNORE INTO alert_sendings (alert_id, outbox_id) VALUES (?, ?)');
  for (const alert of message.alerts) link.run(alert, lastInsertRowid);
}

const rowSchema = z.object({
  id: z.number(),
  channel: z.string(),
  message_id: z.string(),
  message: z.string(),
  created_at: z.number(),
  tries: z.number(),
});

export type WaitingMessage = {
  readonly row: number;
  readonly channel: string;
  readonly id: string;
  readonly message: Message;
  readonly createdAt: number;
  readonly tries: number;
};

/** Oldest first. */
export const dueMessages = (db: Reader, now: number, limit: number): WaitingMessage[] =>
  readRows(
    'message',
    db
      .prepare(
        `SELECT id, channel, message_id, message, created_at, tries FROM alert_outbox
         WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
      )
      .all(now, limit),
    (raw) => {
      const row = rowSchema.parse(raw);
      const message = messageSchema.parse(parseJson(row.message));
      const { id: number, channel, tries } = row;
      return { row: number, channel, id: row.message_id, message, createdAt: row.created_at, tries };
    },
  );

/** When the next message is due, unix ms; null = none waits. */
export function nextDue(db: Reader): number | null {
  const due = db.prepare("SELECT min(due_at) AS at FROM alert_outbox WHERE state = 'waiting'").get()?.[
    'at'
  ];
  return typeof due === 'number' ? due : null;
}

/** How a try ended: it was taken, is tried again at a moment, or was given up. */
export type SendEnd =
  | { readonly state: 'sent' }
  | { readonly state: 'waiting'; readonly dueAt: number; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

/** Call inside a transaction. */
export function noteSend(db: Db, row: number, end: SendEnd, now: number): void {
  const reason = end.state === 'sent' ? null : end.reason;
  db.prepare(
    `UPDATE alert_outbox SET state = ?1, tries = tries + 1, reason = ?2, ended_at = iif(?1 = 'waiting', NULL, ?3),
       due_at = coalesce(?4, due_at) WHERE id = ?5`,
  ).run(end.state, reason, now, end.state === 'waiting' ? end.dueAt : null, row);
}

/** Messages that went out, or wait to, since a moment. */
export const countSince = (db: Reader, channel: string, since: number): number =>
  Number(
    db
      .prepare(
        "SELECT count(*) AS n FROM alert_outbox WHERE channel = ? AND created_at >= ? AND state <> 'failed'",
      )
      .get(channel, since)?.['n'] ?? 0,
  );

/** Whether this message is there already. */
export const hasMessage = (db: Reader, channel: string, id: string): boolean =>
  db.prepare('SELECT 1 FROM alert_outbox WHERE channel = ? AND message_id = ?').get(channel, id) !==
  undefined;
