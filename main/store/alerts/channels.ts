import { z } from 'zod';
import { channelSettingsSchema, type ChannelSettings } from '../../../shared/alerts/channel.ts';
import { LotwatchError } from '../../../shared/result.ts';
import type { Db, Reader } from '../open.ts';
import { parseJson, readRow, readRows } from '../stored.ts';

export type ChannelRow = {
  readonly id: string;
  readonly settings: ChannelSettings;
  /** Messages a day. */
  readonly ceiling: number;
  /** Without it nothing is sent: a receiver would take an unsigned message for a forged one. */
  readonly hasSecret: boolean;
};

/** Notices on this computer: there always. */
export const DESKTOP = 'desktop';

const COLUMNS = 'id, settings, ceiling, has_secret';
const rowSchema = z.object({
  id: z.string(),
  settings: z.string(),
  ceiling: z.number(),
  has_secret: z.number(),
});
const toChannel = (raw: unknown): ChannelRow => {
  const { id, settings, ceiling, has_secret: secret } = rowSchema.parse(raw);
  const parsed = channelSettingsSchema.parse(parseJson(settings));
  return { id, settings: parsed, ceiling, hasSecret: secret === 1 };
};

export const listChannels = (db: Reader): ChannelRow[] =>
  readRows(
    'channel',
    db.prepare(`SELECT ${COLUMNS} FROM alert_channels ORDER BY created_at, id`).all(),
    toChannel,
  );

export function findChannel(db: Reader, id: string): ChannelRow | null {
  const row = db.prepare(`SELECT ${COLUMNS} FROM alert_channels WHERE id = ?`).get(id);
  return row === undefined ? null : readRow('channel', row, toChannel);
}

/** Call inside a transaction. */
export const saveChannel = (db: Db, { id, settings, ceiling, hasSecret }: ChannelRow, now: number): void =>
  void db
    .prepare(
      `INSERT INTO alert_channels (id, settings, ceiling, has_secret, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, ceiling = excluded.ceiling,
         has_secret = excluded.has_secret`,
    )
    .run(id, JSON.stringify(settings), ceiling, hasSecret ? 1 : 0, now);

/** Call inside a transaction. What waits for it is given up. @throws LotwatchError `not-found` */
export function removeChannel(db: Db, id: string, now: number): void {
  const { changes } = db.prepare('DELETE FROM alert_channels WHERE id = ?').run(id);
  if (Number(changes) === 0)
    throw new LotwatchError('not-found', `There is no channel ${id}; see “lotwatch alerts channel list”.`);
  db.prepare(
    `UPDATE alert_outbox SET state = 'failed', reason = 'The channel was removed.', ended_at = ?
     WHERE channel = ? AND state = 'waiting'`,
  ).run(now, id);
}

/** Of the list of channels: how many went out since a moment, wait, and what was wrong with the last one. */
export function channelFigures(
  db: Reader,
  id: string,
  since: number,
): { readonly sentToday: number; readonly waiting: number; readonly trouble: string | null } {
  const count = (condition: string, ...values: number[]): number =>
    Number(
      db
        .prepare(`SELECT count(*) AS n FROM alert_outbox WHERE channel = ? AND ${condition}`)
        .get(id, ...values)?.['n'] ?? 0,
    );
  const last = db
    .prepare(
      `SELECT reason FROM alert_outbox WHERE channel = ? AND (state <> 'waiting' OR tries > 0)
       ORDER BY coalesce(ended_at, due_at) DESC, id DESC LIMIT 1`,
    )
    .get(id)?.['reason'];
  return {
    sentToday: count("state = 'sent' AND ended_at >= ?", since),
    waiting: count("state = 'waiting'"),
    trouble: typeof last === 'string' ? last : null,
  };
}
