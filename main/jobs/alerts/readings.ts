import { z } from 'zod';
import type { CrossesWhen, IsWhen } from '../../../shared/alerts/rule.ts';
import { CONDITIONS, knownOrNull } from '../../../shared/listing.ts';
import type { Reading, Subject } from '../../alerts/types.ts';
import { levelLine, type Line } from '../../alerts/steps.ts';
import { cellsWhere, type StoredCell } from '../../store/alerts/cells.ts';
import type { RuleRow } from '../../store/alerts/rules.ts';
import type { Reader } from '../../store/open.ts';
import { levelSql, measureSql, type Rows, type Scope } from './look.ts';

/** What rules about vehicles read of the inventory. */

const SUBJECT = [
  ...['listing_id', 'vin', 'source', 'dealer_id', 'dealer_name', 'condition', 'make', 'model', 'vehicle'],
  ...['own', 'currency'],
] as const;
/** What {@link subjectOf} reads of a row of the inventory. */
export const subjectColumns = (row: string): string => SUBJECT.map((name) => `${row}.${name}`).join(', ');

const rowSchema = z.object({
  listing_id: z.number(),
  vin: z.string(),
  source: z.string().nullable(),
  dealer_id: z.string(),
  dealer_name: z.string().nullable(),
  condition: z.enum(CONDITIONS).nullable().catch(null),
  make: z.string().nullable(),
  model: z.string().nullable(),
  vehicle: z.string().nullable(),
  own: z.number(),
  currency: z.string().nullable(),
});

/** A row of the inventory as what rules speak about. */
export function subjectOf(raw: unknown): Subject & { readonly currency: string | null } {
  const row = rowSchema.parse(raw);
  return {
    ...{ key: `${row.source ?? ''}|${row.vin}`, vin: row.vin, source: row.source, listing: row.listing_id },
    ...{ dealerId: row.dealer_id === '' ? null : row.dealer_id, dealerName: row.dealer_name },
    ...{ vehicle: row.vehicle ?? row.vin, make: row.make, model: row.model, currency: row.currency },
    condition: row.condition === null ? null : knownOrNull(row.condition),
    role: row.own === 1 ? 'own' : 'competitor',
  };
}

export const lineOf = (when: CrossesWhen | IsWhen): Line =>
  when.kind === 'is' ? levelLine(when.inARow) : { ...when, edge: true };

export type Asked = {
  readonly rule: RuleRow;
  readonly when: CrossesWhen | IsWhen;
  readonly scope: Scope;
  readonly rows: Rows;
  readonly now: number;
};

function valueSql({ when, rule, now }: Asked): { readonly value: string; readonly before: string } {
  if (when.kind === 'crosses') return measureSql(when.measure, now, rule.evaluatedAt);
  return { value: levelSql(when.state), before: 'NULL' };
}

/** Of the rule's vehicles those that are beyond its line now, or of which it remembers something. */
export function* readingsOf(db: Reader, asked: Asked): Generator<Reading> {
  const { rule, when, scope, rows } = asked;
  const { value, before } = valueSql(asked);
  const line = lineOf(when);
  const beyond = `(${value}) ${line.direction === 'above' ? '>' : '<'} ${line.line}`;
  const select = (from: string, and: string): string =>
    `SELECT ${subjectColumns('looked')}, observation, ${value} AS value, ${before} AS before FROM ${from} AS looked WHERE (${scope.sql.text}) AND ${and}`;
  const cells = 'SELECT listing_id FROM alert_cells WHERE rule_id = ? AND listing_id IS NOT NULL';
  const found = db
    .prepare(select(rows.from, `((${beyond}) IS TRUE OR listing_id IN (${cells}))`))
    .iterate(...scope.sql.values, rule.id);
  for (const row of found) yield toReading(row);
}

/** What waits for another observation, or for its cool-down, and has not changed since. */
export function* waitingOf(db: Reader, asked: Asked, everything: Rows): Generator<Reading> {
  const { rule, scope } = asked;
  const waiting =
    "SELECT listing_id FROM alert_cells WHERE rule_id = ? AND phase = 'counting' AND listing_id IS NOT NULL";
  if (db.prepare(`${waiting} LIMIT 1`).get(rule.id) === undefined) return;
  const { value, before } = valueSql(asked);
  const found = db
    .prepare(
      `SELECT ${subjectColumns('looked')}, observation, ${value} AS value, ${before} AS before FROM ${everything.from} AS looked
       WHERE (${scope.sql.text}) AND listing_id IN (${waiting})
         AND listing_id NOT IN (SELECT listing_id FROM temp.alert_round)`,
    )
    .all(...scope.sql.values, rule.id);
  for (const row of found) yield toReading(row);
}

const figures = z.object({
  value: z.number().nullable(),
  before: z.number().nullable(),
  observation: z.number(),
});

function toReading(row: Record<string, unknown>): Reading {
  const { currency, ...subject } = subjectOf(row);
  return { subject, currency, ...figures.parse(row) };
}

/** Vehicles that the rule remembers and that are none of its any more: sold, gone, or out of its view. */
export function strayCells(db: Reader, { rule, scope, rows }: Asked): StoredCell[] {
  const seen = rows.isAll
    ? `(listing_id NOT IN (SELECT listing_id FROM lot_rows) OR listing_id IN (SELECT listing_id FROM ${rows.from}))`
    : 'listing_id IN (SELECT listing_id FROM temp.alert_look)';
  return cellsWhere(
    db,
    rule.id,
    `listing_id IS NOT NULL AND ${seen}
     AND listing_id NOT IN (SELECT listing_id FROM ${rows.from} AS looked WHERE ${scope.sql.text})`,
    ...scope.sql.values,
  );
}
