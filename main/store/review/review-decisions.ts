import { z } from 'zod';
import { guardCheckSchema, type GuardCheck } from '../../../shared/guard.ts';
import type { MoneyField } from '../../../shared/listing.ts';
import { OUTCOMES, type Decided, type ReviewOutcome } from '../../../shared/review.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import type { Db } from '../open.ts';
import { readRows } from '../stored.ts';

/** What became of everything that was held. Rows stay when their source goes. Cents, unix ms. */

type Common = {
  readonly outcome: ReviewOutcome;
  readonly source: string;
  readonly check: GuardCheck;
  readonly reason: string;
};
export type ValueDecision = Common & {
  readonly vin: string;
  readonly field: MoneyField;
  readonly old: number | null;
  readonly new: number;
  readonly currency: string | null;
};
export type SyncDecision = Common & { readonly file: string };

export type DecisionWriter = {
  value(decision: ValueDecision): void;
  sync(decision: SyncDecision): void;
};

/** Call inside the transaction that carries the decision out. */
export function decisionWriter(db: Db, now: number, verdict: number | null = null): DecisionWriter {
  const insert = db.prepare(
    `INSERT INTO review_decisions (at, kind, outcome, source, check_name, reason, vin, field, old, new, currency, file, verdict)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    value: (d) =>
      void insert.run(
        now, 'value', d.outcome, d.source, d.check, d.reason, d.vin, d.field, d.old, d.new, d.currency, null,
        verdict,
      ), // prettier-ignore
    sync: (d) =>
      void insert.run(
        now, 'sync', d.outcome, d.source, d.check, d.reason, null, null, null, null, null, d.file,
        verdict,
      ), // prettier-ignore
  };
}

const rowSchema = z.object({
  id: z.number(),
  at: z.number(),
  kind: z.enum(['value', 'sync']),
  outcome: z.enum(OUTCOMES),
  source: z.string(),
  check: guardCheckSchema,
  reason: z.string(),
  vin: z.string().nullable(),
  field: z.enum(['msrp', 'price']).nullable(),
  old: z.number().nullable(),
  new: z.number().nullable(),
  currency: z.string().nullable(),
  file: z.string().nullable(),
  undo: z.number().nullable(),
});

/** Newest first. */
export function pageDecisions(
  db: Db,
  offset: number,
  limit: number,
): { readonly decided: Decided[]; readonly total: number } {
  const found = db
    .prepare(
      `SELECT d.id, d.at, d.kind, d.outcome, d.source, d.check_name AS "check", d.reason, d.vin, d.field, d.old, d.new,
         d.currency, d.file, CASE WHEN v.state = 'done' AND d.outcome <> 'undone' AND json_array_length(v.effect, '$.rejected')
           + json_array_length(v.effect, '$.rejectedSyncs') + json_array_length(v.effect, '$.off') > 0 THEN v.id END AS undo
       FROM review_decisions d LEFT JOIN verdicts v ON v.id = d.verdict ORDER BY d.id DESC LIMIT ? OFFSET ?`,
    )
    .all(limit, offset);
  const decided = readRows('decision', found, (raw) => {
    const row = rowSchema.parse(raw);
    return { ...row, at: toIso(row.at), old: toUnits(row.old), new: toUnits(row.new) };
  });
  const total = Number(db.prepare('SELECT count(*) AS n FROM review_decisions').get()?.['n'] ?? 0);
  return { decided, total };
}
