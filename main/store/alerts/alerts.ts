import type { AlertState } from '../../../shared/alerts/alert.ts';
import { LotwatchError } from '../../../shared/result.ts';
import type { Db, Reader } from '../open.ts';

/** What fired. Times in unix ms; all writing is called inside a transaction. */

export type NewMember = {
  readonly subject: string;
  readonly vin: string | null;
  readonly dealerId: string | null;
  readonly vehicle: string;
  readonly old: number | null;
  readonly now: number | null;
  readonly delta: number | null;
  readonly pct: number | null;
};

export type NewAlert = {
  readonly id: string;
  readonly ruleId: string;
  readonly rule: string;
  readonly urgent: boolean;
  readonly at: number;
  readonly text: string;
  readonly source: string | null;
  readonly because: string | null;
  readonly members: readonly NewMember[];
};

export function insertAlert(db: Db, alert: NewAlert): number {
  const count = alert.members.length;
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO alerts (id, rule_id, rule, urgent, fired_at, state, count, open, text, source, because)
       VALUES (?, ?, ?, ?, ?, 'firing', ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[alert.id, alert.ruleId, alert.rule, alert.urgent ? 1 : 0, alert.at],
      ...[count, count, alert.text, alert.source, alert.because],
    );
  const seq = Number(lastInsertRowid);
  const insert = db.prepare(
    `INSERT INTO alert_members (alert_seq, subject, n, vin, dealer_id, vehicle, old, new, delta, delta_pct)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  alert.members.forEach((m, n) =>
    insert.run(seq, m.subject, n, m.vin, m.dealerId, m.vehicle, m.old, m.now, m.delta, m.pct),
  );
  return seq;
}

/** A subject of which it is no longer so; the last one resolves the alert. @returns whether it did */
export function endMember(db: Db, alertId: string, subject: string, at: number, why: string): boolean {
  const { changes } = db
    .prepare(
      `UPDATE alert_members SET ended_at = ?1 WHERE subject = ?2 AND ended_at IS NULL
       AND alert_seq = (SELECT seq FROM alerts WHERE id = ?3)`,
    )
    .run(at, subject, alertId);
  if (Number(changes) === 0) return false;
  db.prepare('UPDATE alerts SET open = open - 1 WHERE id = ?').run(alertId);
  const resolved = db
    .prepare(
      `UPDATE alerts SET state = 'resolved', resolved_at = ?1, resolved_why = ?2, deferred_until = NULL, deferred_why = NULL
       WHERE id = ?3 AND open = 0 AND state <> 'resolved'`,
    )
    .run(at, why, alertId);
  return Number(resolved.changes) > 0;
}

/** Null = it waits for nothing more. */
export const defer = (db: Db, alertId: string, deferral: { until: number; why: string } | null): void =>
  void db
    .prepare('UPDATE alerts SET deferred_until = ?, deferred_why = ? WHERE id = ?')
    .run(deferral?.until ?? null, deferral?.why ?? null, alertId);

export type OpenAlert = {
  readonly id: string;
  readonly ruleId: string;
  readonly state: AlertState;
  readonly notices: number;
};
const toOpen = (row: Record<string, unknown>): OpenAlert => ({
  id: String(row['id']),
  ruleId: String(row['rule_id']),
  state: row['state'] as AlertState,
  notices: Number(row['notices']),
});

/** Deferred alerts that fire still, whatever they wait for: a mute that was taken back ends it sooner. */
export const allDeferred = (db: Reader): OpenAlert[] =>
  db
    .prepare(
      "SELECT id, rule_id, state, notices FROM alerts WHERE deferred_until IS NOT NULL AND state = 'firing' ORDER BY seq",
    )
    .all()
    .map(toOpen);

/** Snoozes that are over: they fire again. */
export function wakeSnoozed(db: Db, now: number): OpenAlert[] {
  return db
    .prepare(
      `UPDATE alerts SET state = 'firing', snoozed_by = NULL, snoozed_until = NULL
       WHERE state = 'snoozed' AND snoozed_until <= ? RETURNING id, rule_id, state, notices`,
    )
    .all(now)
    .map(toOpen);
}

/** Snoozed until it changes, and now it did. @returns it, where it was */
export function wakeChanged(db: Db, alertId: string): OpenAlert | null {
  const row = db
    .prepare(
      `UPDATE alerts SET state = 'firing', snoozed_by = NULL
       WHERE id = ? AND state = 'snoozed' AND snoozed_until IS NULL RETURNING id, rule_id, state, notices`,
    )
    .get(alertId);
  return row === undefined ? null : toOpen(row);
}

/** Counts a notice. @returns how many went out before it */
export function countNotice(db: Db, alertId: string): number {
  const row = db
    .prepare(
      'UPDATE alerts SET notices = notices + 1, deferred_until = NULL, deferred_why = NULL WHERE id = ? RETURNING notices',
    )
    .get(alertId);
  return Number(row?.['notices'] ?? 1) - 1;
}

function mustBeOpen(db: Reader, id: string): void {
  const state = db.prepare('SELECT state FROM alerts WHERE id = ?').get(id)?.['state'];
  if (state === undefined)
    throw new LotwatchError('not-found', `There is no alert ${id}; see “lotwatch alerts history”.`);
  if (state === 'resolved')
    throw new LotwatchError(
      'bad-input',
      'This alert is resolved already: there is nothing to do about it.',
    );
}

/** It stays acknowledged until it ends. @throws LotwatchError `not-found`, `bad-input` where it is resolved */
export function acknowledge(db: Db, id: string, by: string, reason: string, at: number): void {
  mustBeOpen(db, id);
  db.prepare(
    `UPDATE alerts SET state = 'acknowledged', ack_by = ?, ack_at = ?, ack_reason = ?, snoozed_by = NULL, snoozed_until = NULL,
       deferred_until = NULL, deferred_why = NULL WHERE id = ?`,
  ).run(by, at, reason, id);
}

/** @param until unix ms; null = until it changes. @throws as {@link acknowledge} */
export function snooze(db: Db, id: string, by: string, until: number | null): void {
  mustBeOpen(db, id);
  db.prepare(
    `UPDATE alerts SET state = 'snoozed', snoozed_by = ?, snoozed_until = ?, deferred_until = NULL, deferred_why = NULL
     WHERE id = ?`,
  ).run(by, until, id);
}

/** Alerts of a rule that was removed or asks something else end: nobody looks any more whether they are still so. */
export const resolveAllOf = (db: Db, ruleId: string, at: number, why: string): void =>
  void db
    .prepare(
      `UPDATE alerts SET state = 'resolved', resolved_at = ?, resolved_why = ?, deferred_until = NULL, deferred_why = NULL
       WHERE rule_id = ? AND state <> 'resolved'`,
    )
    .run(at, why, ruleId);

/** Call inside a transaction: alerts that ended, and what was noted about vehicles, before a moment. */
export function pruneAlerts(db: Db, alertsBefore: number, logBefore: number): void {
  db.prepare("DELETE FROM alerts WHERE state = 'resolved' AND resolved_at < ?").run(alertsBefore);
  db.prepare('DELETE FROM alert_log WHERE at < ?').run(logBefore);
  db.prepare("DELETE FROM alert_outbox WHERE state <> 'waiting' AND ended_at < ?").run(alertsBefore);
}
