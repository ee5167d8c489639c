import { z } from 'zod';
import { ruleSchema, type Rule } from '../../../shared/alerts/rule.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { lastSeq } from '../journal/journal-read.ts';
import { readMeta, writeMeta } from '../meta.ts';
import type { Db, Reader } from '../open.ts';
import { resolveAllOf } from './alerts.ts';
import { parseJson, readRow, readRows } from '../stored.ts';

/** Rules as stored. Times in unix ms. */

export type RuleRow = {
  readonly id: string;
  readonly rule: Rule;
  readonly on: boolean;
  readonly mutedUntil: number | null;
  readonly fault: string | null;
  readonly createdAt: number;
  readonly afterSeq: number;
  readonly afterHistory: number;
  readonly begun: boolean;
  /** The view as it was when the rule last looked. */
  readonly scope: string | null;
  readonly evaluatedAt: number | null;
};

const rowSchema = z.object({
  id: z.string(),
  rule: z.string(),
  is_on: z.number(),
  muted_until: z.number().nullable(),
  fault: z.string().nullable(),
  created_at: z.number(),
  after_seq: z.number(),
  after_history: z.number(),
  begun: z.number(),
  scope: z.string().nullable(),
  evaluated_at: z.number().nullable(),
});

const toRule = (raw: unknown): RuleRow => {
  const row = rowSchema.parse(raw);
  return {
    id: row.id,
    rule: ruleSchema.parse(parseJson(row.rule)),
    on: row.is_on === 1,
    mutedUntil: row.muted_until,
    fault: row.fault,
    createdAt: row.created_at,
    afterSeq: row.after_seq,
    afterHistory: row.after_history,
    begun: row.begun === 1,
    scope: row.scope,
    evaluatedAt: row.evaluated_at,
  };
};

/** In the order in which they were made. */
export const listRules = (db: Reader): RuleRow[] =>
  readRows('alert rule', db.prepare('SELECT * FROM alert_rules ORDER BY created_at, id').all(), toRule);

/** @throws LotwatchError `not-found` */
export function mustFindRule(db: Reader, id: string): RuleRow {
  const row = db.prepare('SELECT * FROM alert_rules WHERE id = ?').get(id);
  const rule = row === undefined ? null : readRow('alert rule', row, toRule);
  if (rule !== null) return rule;
  throw new LotwatchError('not-found', `There is no alert rule ${id}; see “lotwatch alerts list”.`);
}

export const hasRules = (db: Reader): boolean =>
  db.prepare('SELECT 1 FROM alert_rules LIMIT 1').get() !== undefined;

const MOST = 500;

/** Call inside a transaction. A rule that says something else begins anew: from now on, or with what is true already. */
export function saveRule(db: Db, id: string | null, rule: Rule, now: number): RuleRow {
  const others = listRules(db).filter((one) => one.id !== id);
  if (others.some((one) => one.rule.name.toLowerCase() === rule.name.toLowerCase()))
    throw new LotwatchError(
      'bad-input',
      `There is a rule named ${rule.name} already; choose another name.`,
    );
  if (id === null && others.length >= MOST)
    throw new LotwatchError('bad-input', `There are ${MOST} rules already; remove one first.`);
  const stored = id === null ? null : mustFindRule(db, id);
  const chosen = id ?? freeId(rule.name, new Set(others.map((one) => one.id)));
  const sameQuestion =
    stored !== null &&
    JSON.stringify([stored.rule.when, stored.rule.where]) === JSON.stringify([rule.when, rule.where]);
  db.prepare(
    `INSERT INTO alert_rules (id, rule, created_at, after_seq, after_history) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (id) DO UPDATE SET rule = excluded.rule, fault = NULL`,
  ).run(chosen, JSON.stringify(rule), now, lastSeq(db), lastHistory(db));
  if (stored !== null && !sameQuestion) {
    resolveAllOf(db, chosen, now, 'The rule was changed.');
    beginAgain(db, chosen);
  }
  return mustFindRule(db, chosen);
}

function beginAgain(db: Db, id: string): void {
  db.prepare('DELETE FROM alert_cells WHERE rule_id = ?').run(id);
  db.prepare('UPDATE alert_rules SET begun = 0, after_seq = ?, after_history = ? WHERE id = ?').run(
    lastSeq(db),
    lastHistory(db),
    id,
  );
}

export const lastHistory = (db: Reader): number =>
  Number(db.prepare('SELECT coalesce(max(id), 0) AS id FROM history').get()?.['id'] ?? 0);

function freeId(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50);
  const slug = words === '' ? 'rule' : words;
  let id = slug;
  for (let n = 2; taken.has(id); n += 1) id = `${slug}-${n}`;
  return id;
}

/** Call inside a transaction. What it fired stays in the list. */
export function removeRule(db: Db, id: string, now: number): void {
  mustFindRule(db, id);
  resolveAllOf(db, id, now, 'The rule was removed.');
  db.prepare('DELETE FROM alert_rules WHERE id = ?').run(id);
  if (!hasRules(db)) forgetValues(db);
}

/** Call inside a transaction. One that is on again looks from now on: what happened meanwhile is not reported. */
export function switchRule(db: Db, id: string, on: boolean, now: number): void {
  const rule = mustFindRule(db, id);
  if (rule.on === on) return;
  db.prepare('UPDATE alert_rules SET is_on = ?, fault = NULL WHERE id = ?').run(on ? 1 : 0, id);
  if (!on) resolveAllOf(db, id, now, 'The rule was turned off.');
  beginAgain(db, id);
}

export const muteRule = (db: Db, id: string, until: number | null): void =>
  void db
    .prepare('UPDATE alert_rules SET muted_until = ? WHERE id = ?')
    .run(until, mustFindRule(db, id).id);

const MUTED = 'alertsMutedUntil';
/** Everything is muted until then, unix ms; null = it is not. */
export const mutedUntil = (db: Reader): number | null => {
  const value = readMeta(db, MUTED);
  return value === null || value === '' ? null : Number(value);
};
export const muteAll = (db: Db, until: number | null): void => writeMeta(db, MUTED, String(until ?? ''));

/** Call inside a transaction. */
export const noteEvaluated = (
  db: Db,
  id: string,
  done: {
    readonly at: number;
    readonly seq: number;
    readonly history: number;
    readonly fault: string | null;
    readonly scope: string | null;
  },
): void =>
  void db
    .prepare(
      `UPDATE alert_rules SET evaluated_at = ?1, after_seq = ?2, after_history = ?3, begun = iif(?4 IS NULL, 1, begun), fault = ?4,
         scope = ?6 WHERE id = ?5`,
    )
    .run(done.at, done.seq, done.history, done.fault, id, done.scope);

const VALUES_KNOWN = 'alertValues';
/** Whether the values that rules saw last are there; without rules they are not kept up. */
export const knowsValues = (db: Reader): boolean => readMeta(db, VALUES_KNOWN) === '1';
export const noteValuesKnown = (db: Db): void => writeMeta(db, VALUES_KNOWN, '1');
function forgetValues(db: Db): void {
  db.exec('DELETE FROM alert_values; DELETE FROM alert_stale');
  writeMeta(db, VALUES_KNOWN, '');
}
