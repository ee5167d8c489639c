import { z } from 'zod';
import {
  ALERT_STATES,
  deliverySchema,
  type Alert,
  type AlertMember,
  type AlertState,
  type Delivery,
} from '../../../shared/alerts/alert.ts';
import { toIso } from '../../../shared/units.ts';
import type { Reader } from '../open.ts';
import { readRow, readRows } from '../stored.ts';

/** Alerts as screens and programs see them. */

const text = z.string().nullable();
const time = z.number().nullable();
const rowSchema = z.object({
  seq: z.number(),
  id: z.string(),
  rule_id: z.string(),
  rule: z.string(),
  urgent: z.number(),
  fired_at: z.number(),
  state: z.enum(ALERT_STATES),
  count: z.number(),
  open: z.number(),
  text: z.string(),
  source: text,
  because: text,
  ack_by: text,
  ack_at: time,
  ack_reason: text,
  snoozed_by: text,
  snoozed_until: time,
  resolved_at: time,
  resolved_why: text,
  deferred_until: time,
  deferred_why: text,
});

function toAlert(db: Reader, raw: unknown): Alert {
  const row = rowSchema.parse(raw);
  return {
    ...{ seq: row.seq, id: row.id, ruleId: row.rule_id, rule: row.rule, urgent: row.urgent === 1 },
    ...{ at: toIso(row.fired_at), state: row.state, count: row.count, open: row.open, text: row.text },
    ...{ source: row.source, because: row.because },
    acknowledged:
      row.ack_by === null || row.ack_at === null
        ? null
        : { by: row.ack_by, at: toIso(row.ack_at), reason: row.ack_reason ?? '' },
    snoozed: row.snoozed_by === null ? null : { by: row.snoozed_by, until: toIso(row.snoozed_until) },
    resolved: row.resolved_at === null ? null : { at: toIso(row.resolved_at), why: row.resolved_why ?? '' },
    deferred:
      row.deferred_until === null
        ? null
        : { until: toIso(row.deferred_until), why: row.deferred_why ?? '' },
    deliveries: deliveriesOf(db, row.id),
  };
}

const deliveryRow = z.object({
  channel: z.string(),
  state: deliverySchema.shape.state,
  ended_at: time,
  due_at: z.number(),
  tries: z.number(),
  reason: text,
});

/** In the order in which they were to be sent. */
function deliveriesOf(db: Reader, alertId: string): Delivery[] {
  const rows = db
    .prepare(
      `SELECT o.channel, o.state, o.ended_at, o.due_at, o.tries, o.reason FROM alert_sendings s
       JOIN alert_outbox o ON o.id = s.outbox_id WHERE s.alert_id = ? ORDER BY o.id`,
    )
    .all(alertId);
  return readRows('delivery', rows, (raw) => {
    const row = deliveryRow.parse(raw);
    const again = row.state === 'waiting' && row.tries > 0 ? toIso(row.due_at) : null;
    const { channel, state, tries, reason } = row;
    return { channel, state, tries, reason, at: toIso(row.ended_at), nextTryAt: again };
  });
}

export type AlertQuery = {
  /** Rows below this seq; null = from the newest. */
  readonly before: number | null;
  readonly limit: number;
  /** None = all. */
  readonly states: readonly AlertState[];
  readonly ruleId: string | null;
  /** Fired from then on, unix ms. */
  readonly since: number | null;
};

/** Newest first. */
export function pageAlerts(
  db: Reader,
  { before, limit, states, ruleId, since }: AlertQuery,
): { readonly alerts: Alert[]; readonly more: boolean } {
  const marks = states.map(() => '?').join(', ');
  const rows = db
    .prepare(
      `SELECT * FROM alerts WHERE seq < ? AND fired_at >= ? AND (? IS NULL OR rule_id = ?)
       ${states.length === 0 ? '' : `AND state IN (${marks})`} ORDER BY seq DESC LIMIT ?`,
    )
    .all(before ?? Number.MAX_SAFE_INTEGER, since ?? 0, ruleId, ruleId, ...states, limit + 1);
  const alerts = readRows('alert', rows.slice(0, limit), (row) => toAlert(db, row));
  return { alerts, more: rows.length > limit };
}

export function findAlert(db: Reader, id: string): Alert | null {
  const row = db.prepare('SELECT * FROM alerts WHERE id = ?').get(id);
  return row === undefined ? null : readRow('alert', row, (raw) => toAlert(db, raw));
}

/** Those that fired after a number of the list, oldest first. */
export const alertsAfter = (db: Reader, seq: number, limit: number): Alert[] =>
  readRows(
    'alert',
    db.prepare('SELECT * FROM alerts WHERE seq > ? ORDER BY seq LIMIT ?').all(seq, limit),
    (row) => toAlert(db, row),
  );

export const lastAlert = (db: Reader): number =>
  Number(db.prepare('SELECT coalesce(max(seq), 0) AS seq FROM alerts').get()?.['seq'] ?? 0);

const memberRow = z.object({
  vin: text,
  dealer_id: text,
  vehicle: z.string(),
  old: z.number().nullable(),
  new: z.number().nullable(),
  delta: z.number().nullable(),
  delta_pct: z.number().nullable(),
  ended_at: time,
});

/** In the order in which they fired. @param openOnly those of which it is still so */
export function membersOf(
  db: Reader,
  alertId: string,
  page: { readonly offset: number; readonly limit: number; readonly openOnly: boolean },
): AlertMember[] {
  const rows = db
    .prepare(
      `SELECT m.* FROM alert_members m JOIN alerts a ON a.seq = m.alert_seq
       WHERE a.id = ? ${page.openOnly ? 'AND m.ended_at IS NULL' : ''} ORDER BY m.n LIMIT ? OFFSET ?`,
    )
    .all(alertId, page.limit, page.offset);
  return readRows('vehicle of an alert', rows, (raw) => {
    const row = memberRow.parse(raw);
    return {
      ...{ vin: row.vin, dealerId: row.dealer_id, vehicle: row.vehicle, old: row.old, new: row.new },
      ...{ delta: row.delta, deltaPct: row.delta_pct, endedAt: toIso(row.ended_at) },
    };
  });
}

/** How many are in each state, for a badge. */
export function countAlerts(db: Reader): Readonly<Record<AlertState, number>> {
  const counts: Record<AlertState, number> = { firing: 0, acknowledged: 0, snoozed: 0, resolved: 0 };
  const rows = db
    .prepare("SELECT state, count(*) AS n FROM alerts WHERE state <> 'resolved' GROUP BY state")
    .all();
  for (const { state, n } of rows) counts[state as AlertState] = Number(n);
  return counts;
}

/** Vehicles that fired since a moment. */
export const firedSince = (db: Reader, ruleId: string, since: number): number =>
  Number(
    db
      .prepare('SELECT coalesce(sum(count), 0) AS n FROM alerts WHERE rule_id = ? AND fired_at >= ?')
      .get(ruleId, since)?.['n'] ?? 0,
  );
