import type { SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import { PHASES, type Cell } from '../../alerts/types.ts';
import type { Db, Reader } from '../open.ts';

/** What rules remember of their subjects. Times in unix ms. */

export type StoredCell = Cell & { readonly subject: string; readonly listing: number | null };

const rowSchema = z.object({
  subject: z.string(),
  listing_id: z.number().nullable(),
  phase: z.enum(PHASES),
  streak: z.number(),
  observation: z.number(),
  fired_at: z.number().nullable(),
  alert_id: z.string().nullable(),
  value: z.number().nullable(),
  old: z.number().nullable(),
});

const toCell = (raw: unknown): StoredCell => {
  const row = rowSchema.parse(raw);
  const { subject, phase, streak, observation, value, old } = row;
  return {
    ...{ subject, phase, streak, observation, value, old },
    ...{ listing: row.listing_id, firedAt: row.fired_at, alertId: row.alert_id },
  };
};

export type CellStore = {
  find(subject: string): StoredCell | null;
  put(cell: StoredCell): void;
  remove(subject: string): void;
};

/** Of one rule. Call inside a transaction. */
export function cellStore(db: Db, ruleId: string): CellStore {
  const find = db.prepare('SELECT * FROM alert_cells WHERE rule_id = ? AND subject = ?');
  const put = db.prepare(
    `INSERT OR REPLACE INTO alert_cells (rule_id, subject, listing_id, phase, streak, observation, fired_at, alert_id, value, old)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare('DELETE FROM alert_cells WHERE rule_id = ? AND subject = ?');
  // Most subjects have none, and a set answers faster than the table.
  let read: Set<string> | null = null;
  const known = (): Set<string> =>
    (read ??= new Set(
      db
        .prepare('SELECT subject FROM alert_cells WHERE rule_id = ?')
        .all(ruleId)
        .map((row) => String(row['subject'])),
    ));
  return {
    find: (subject) => {
      if (!known().has(subject)) return null;
      const row = find.get(ruleId, subject);
      return row === undefined ? null : toCell(row);
    },
    put: (c) => {
      known().add(c.subject);
      put.run(
        ...[ruleId, c.subject, c.listing, c.phase, c.streak, c.observation],
        ...[c.firedAt, c.alertId, c.value, c.old],
      );
    },
    remove: (subject) => void remove.run(ruleId, subject),
  };
}

/** Cells of a rule that a condition on `alert_cells` names. */
export const cellsWhere = (
  db: Reader,
  ruleId: string,
  condition: string,
  ...values: SQLInputValue[]
): StoredCell[] =>
  db
    .prepare(`SELECT * FROM alert_cells WHERE rule_id = ? AND ${condition}`)
    .all(ruleId, ...values)
    .map(toCell);

/** Call inside a transaction. Cells that only remember a cool-down, once it is over. */
export const pruneCells = (db: Db, ruleId: string, firedBefore: number): void =>
  void db
    .prepare("DELETE FROM alert_cells WHERE rule_id = ? AND phase = 'back' AND fired_at < ?")
    .run(ruleId, firedBefore);
