import type { Db } from '../../store/open.ts';

/** Notes which gate kept a vehicle from firing, or let it fire. Call inside a transaction. */
export type TraceWriter = (
  ruleId: string,
  vin: string,
  gate: string,
  detail: string,
  alertId: string | null,
) => void;

export function traceWriter(db: Db, now: number): TraceWriter {
  const insert = db.prepare(
    'INSERT INTO alert_log (at, rule_id, vin, gate, detail, alert_id) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return (ruleId, vin, gate, detail, alertId) => void insert.run(now, ruleId, vin, gate, detail, alertId);
}
