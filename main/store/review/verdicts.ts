import { z } from 'zod';
import { guardCheckSchema } from '../../../shared/guard.ts';
import {
  DECISIONS,
  VERDICT_STATES,
  verdictPlanSchema,
  type Verdict,
  type VerdictPlan,
} from '../../../shared/review.ts';
import { toIso } from '../../../shared/units.ts';
import type { Db } from '../open.ts';

/** What people decided in Review, from the moment they did: waiting, carried out, taken back. Times unix ms. */

/** With what a verdict that was carried out is undone. */
const effectSchema = z.object({
  decided: z.number(),
  events: z.number(),
  /** Held values that were rejected, and what they were. */
  rejected: z.array(z.object({ id: z.number(), state: z.enum(['quarantined', 'pending']) })),
  rejectedSyncs: z.array(z.number()),
  /** Checks that were on before. */
  off: z.array(z.object({ sourceId: z.number(), check: guardCheckSchema })),
});
export type VerdictEffect = z.infer<typeof effectSchema>;
export const NO_EFFECT: VerdictEffect = { decided: 0, events: 0, rejected: [], rejectedSyncs: [], off: [] };

const json = <T>(schema: z.ZodType<T>) => z.string().transform((text) => schema.parse(JSON.parse(text)));
const rowSchema = z.object({
  id: z.number(),
  at: z.number(),
  dueAt: z.number(),
  decision: z.enum(DECISIONS),
  state: z.enum(VERDICT_STATES),
  plan: json(verdictPlanSchema),
  effect: json(effectSchema),
  error: z.string().nullable(),
});
export type VerdictRow = z.infer<typeof rowSchema>;

const SELECT = 'SELECT id, at, due_at AS dueAt, decision, state, plan, effect, error FROM verdicts';
/** Screens see the result of a verdict for so long. */
const SHOWN_MS = 60_000;

export type NewVerdict = Pick<VerdictRow, 'at' | 'dueAt' | 'decision'> & {
  readonly plan: VerdictPlan;
  readonly values: readonly number[];
  readonly syncs: readonly number[];
};

/** Notes the decision and takes what it is about off the list. Call inside a transaction. */
export function insertVerdict(db: Db, verdict: NewVerdict): number {
  const { at, dueAt, decision, plan } = verdict;
  const { lastInsertRowid } = db
    .prepare(
      "INSERT INTO verdicts (at, due_at, decision, state, plan, effect) VALUES (?, ?, ?, 'waiting', ?, ?)",
    )
    .run(at, dueAt, decision, JSON.stringify(plan), JSON.stringify(NO_EFFECT));
  const id = Number(lastInsertRowid);
  const claim = (table: 'held_values' | 'held_syncs', ids: readonly number[]): void => {
    const update = db.prepare(`UPDATE ${table} SET verdict = ? WHERE id = ? AND verdict IS NULL`);
    for (const one of ids) update.run(id, one);
  };
  claim('held_values', verdict.values);
  claim('held_syncs', verdict.syncs);
  return id;
}

export function findVerdict(db: Db, id: number): VerdictRow | null {
  const row = db.prepare(`${SELECT} WHERE id = ?`).get(id);
  return row === undefined ? null : rowSchema.parse(row);
}

/** Those that wait or run, in the order they were made. */
export const openVerdicts = (db: Db): VerdictRow[] =>
  db
    .prepare(`${SELECT} WHERE state IN ('waiting', 'running') ORDER BY id`)
    .all()
    .map((row) => rowSchema.parse(row));

/** Those, and what ended a moment ago. */
export const recentVerdicts = (db: Db, now: number): Verdict[] =>
  db
    .prepare(`${SELECT} WHERE state IN ('waiting', 'running') OR ended_at > ? ORDER BY id`)
    .all(now - SHOWN_MS)
    .map((row) => toVerdict(rowSchema.parse(row)));

/** What it is about waits for a person again, as far as it is still there. Call inside a transaction. */
export function releaseClaims(db: Db, id: number): void {
  db.prepare('UPDATE held_values SET verdict = NULL WHERE verdict = ?').run(id);
  db.prepare('UPDATE held_syncs SET verdict = NULL WHERE verdict = ?').run(id);
}

/** One held sync of it waits for a person again. Call inside a transaction. */
export const releaseClaim = (db: Db, id: number, heldSync: number): void =>
  void db.prepare('UPDATE held_syncs SET verdict = NULL WHERE verdict = ? AND id = ?').run(id, heldSync);

export function setVerdict(
  db: Db,
  id: number,
  to: {
    readonly state: VerdictRow['state'];
    readonly effect: VerdictEffect;
    readonly error: string | null;
  },
  now: number,
): void {
  const endedAt = to.state === 'waiting' || to.state === 'running' ? null : now;
  db.prepare('UPDATE verdicts SET state = ?, effect = ?, error = ?, ended_at = ? WHERE id = ?').run(
    to.state,
    JSON.stringify(to.effect),
    to.error,
    endedAt,
    id,
  );
}

/** What of a verdict a person can still take back. */
export function undoOf({ state, effect }: Pick<VerdictRow, 'state' | 'effect'>): Verdict['undo'] {
  if (state === 'waiting') return 'all';
  if (state !== 'done') return 'none';
  if (effect.rejected.length + effect.rejectedSyncs.length > 0) return 'all';
  return effect.off.length > 0 ? 'checks' : 'none';
}

export const toVerdict = (row: VerdictRow): Verdict => {
  const { id, at, dueAt, decision, state, plan, effect, error } = row;
  const { decided, events } = effect;
  return {
    id, decision, state, at: toIso(at), dueAt: toIso(dueAt), plan, decided, events, undo: undoOf(row), error,
  }; // prettier-ignore
};
