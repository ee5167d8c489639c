import type { ChangeGroup } from '../../../shared/contract.ts';
import { MONEY_EVENT_TYPES, type MoneyEventType } from '../../../shared/events.ts';
import { z } from 'zod';
import { EVERY_CHANGE, type ChangeFilter } from '../../../shared/list-filter.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import type { EventContext } from './journal.ts';
import { changeCondition, groupCondition } from './filter.ts';
import type { Db, Reader } from '../open.ts';
import { readRows } from '../stored.ts';

/** Equal moves of one run (rules 9), kept beside the journal so that a screen need not read their members. */
export type NewGroup = {
  readonly groupId: string;
  readonly lastSeq: number;
  readonly type: MoneyEventType;
  readonly count: number;
  /** Cents. */
  readonly delta: number;
  readonly pctMin: number;
  readonly pctMax: number;
  readonly currency: string | null;
  readonly label: string | null;
  readonly models: number;
  readonly dealers: number;
  readonly dealerId: string | null;
  readonly dealerName: string | null;
};

export function insertGroups(db: Db, context: EventContext, groups: readonly NewGroup[]): void {
  const insert = db.prepare(
    `INSERT INTO change_groups (group_id, last_seq, type, run_id, source, ts, recorded_at, count, delta, pct_min, pct_max,
       currency, label, models, dealers, dealer_id, dealer_name, sample)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const g of groups) {
    insert.run(
      g.groupId, g.lastSeq, g.type, context.runId, context.source, context.ts, context.recordedAt, g.count, g.delta,
      g.pctMin, g.pctMax, g.currency, g.label, g.models, g.dealers, g.dealerId, g.dealerName, context.sample ? 1 : 0,
    ); // prettier-ignore
  }
}

const rowSchema = z.object({
  group_id: z.string(),
  last_seq: z.number(),
  type: z.enum(MONEY_EVENT_TYPES),
  run_id: z.string(),
  source: z.string(),
  ts: z.number(),
  recorded_at: z.number(),
  count: z.number(),
  delta: z.number(),
  pct_min: z.number(),
  pct_max: z.number(),
  currency: z.string().nullable(),
  label: z.string().nullable(),
  models: z.number(),
  dealers: z.number(),
  dealer_id: z.string().nullable(),
  dealer_name: z.string().nullable(),
  sample: z.number(),
  matching: z.number().nullable(),
});

/** Groups of which a member passes, newest first, with a last member below `before` and above `after`. */
export function listGroups(
  db: Reader,
  range: { readonly after: number; readonly before: number; readonly limit: number },
  filter: ChangeFilter = EVERY_CHANGE,
): ChangeGroup[] {
  const member = changeCondition(filter, 'm');
  const inRange = 'g.last_seq > ? AND g.last_seq < ?';
  const bounds = [range.after, range.before];
  const end = 'ORDER BY g.last_seq DESC LIMIT ?';
  if (member === null) {
    const rows = db
      .prepare(`SELECT g.*, NULL AS matching FROM change_groups g WHERE ${inRange} ${end}`)
      .all(...bounds, range.limit);
    return readRows('group of changes', rows, toGroup);
  }
  const group = groupCondition(filter, 'g');
  const matching = `(SELECT count(*) FROM journal m WHERE m.group_id = g.group_id AND ${member.sql})`;
  const rows = db
    .prepare(
      `SELECT * FROM (SELECT g.*, ${matching} AS matching FROM change_groups g WHERE ${inRange} AND ${group.sql}) g
       WHERE matching > 0 ${end}`,
    )
    .all(...member.values, ...bounds, ...group.values, range.limit);
  return readRows('group of changes', rows, toGroup);
}

function toGroup(raw: unknown): ChangeGroup {
  const row = rowSchema.parse(raw);
  return {
    kind: 'group',
    groupId: row.group_id,
    seq: row.last_seq,
    type: row.type,
    runId: row.run_id,
    source: row.source,
    ts: toIso(row.ts),
    at: toIso(row.recorded_at),
    count: row.count,
    matching: row.matching,
    delta: toUnits(row.delta),
    deltaPctMin: row.pct_min,
    deltaPctMax: row.pct_max,
    currency: row.currency,
    label: row.label,
    models: row.models,
    dealers: row.dealers,
    dealerId: row.dealer_id,
    dealerName: row.dealer_name,
    sample: row.sample === 1,
  };
}

/**
 * Equal moves of another console's run, as far as they have arrived: counted again from the journal. Call inside the
 * transaction that journals their members.
 */
export function growGroups(db: Db, lastSeqs: ReadonlyMap<string, number>): void {
  if (lastSeqs.size === 0) return;
  const grow = db.prepare(
    `INSERT OR REPLACE INTO change_groups (group_id, last_seq, type, run_id, source, ts, recorded_at, count, delta, pct_min,
       pct_max, currency, label, models, dealers, dealer_id, dealer_name, sample)
     SELECT group_id, max(seq), max(type), max(run_id), max(source), max(ts), max(recorded_at), count(*), coalesce(max(delta), 0),
       coalesce(min(delta_pct), 0), coalesce(max(delta_pct), 0), max(currency),
       iif(count(DISTINCT name) = 1, nullif(max(name), ''), NULL), max(1, count(DISTINCT name)), count(DISTINCT dealer_id),
       iif(count(DISTINCT dealer_id) = 1, max(dealer_id), NULL), iif(count(DISTINCT dealer_id) = 1, max(dealer_name), NULL), 0
     FROM (SELECT *, trim(coalesce(make, '') || ' ' || coalesce(journal.model, '')) AS name,
             facts ->> '$.dealerName' AS dealer_name FROM journal WHERE group_id = ?) GROUP BY group_id`,
  );
  for (const groupId of lastSeqs.keys()) grow.run(groupId);
}
