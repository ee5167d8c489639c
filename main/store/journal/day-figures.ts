import { z } from 'zod';
import type { MoneyEventType } from '../../../shared/events.ts';
import { COLUMNS, moneyOf, toEvent } from './journal-read.ts';
import type { Db } from '../open.ts';

/**
 * What syncs and decisions did to our vehicles, per source and dealer: kept beside the journal, so that figures of a day
 * need neither the runs, which are pruned, nor a count of the journal, which also has what others publish. It goes with
 * its source.
 */
export type Moved = {
  readonly added: number;
  readonly removed: number;
  /** Of those removed. */
  readonly sold: number;
  readonly msrp: number;
  readonly price: number;
  readonly drop: Drop | null;
};

/** The deepest fall: its row of the journal, and by how many cents (below 0). */
export type Drop = { readonly seq: number; readonly delta: number };

export const NOT_MOVED: Moved = { added: 0, removed: 0, sold: 0, msrp: 0, price: 0, drop: null };

/** All time zones are whole quarters of an hour from UTC, so local midnight falls between two of these. */
const QUARTER_MS = 15 * 60_000;
/** Quarters kept: today in every time zone, with a day to spare for a clock that was set. */
const KEPT_QUARTERS = 3 * 96;

const quarterOf = (ms: number): number => Math.floor(ms / QUARTER_MS);

export const addMoved = (a: Moved, b: Moved): Moved => ({
  added: a.added + b.added,
  removed: a.removed + b.removed,
  sold: a.sold + b.sold,
  msrp: a.msrp + b.msrp,
  price: a.price + b.price,
  drop: deeper(a.drop, b.drop),
});

/** Of two equally deep ones the first. */
const deeper = (a: Drop | null, b: Drop | null): Drop | null =>
  a === null || (b !== null && (b.delta < a.delta || (b.delta === a.delta && b.seq < a.seq))) ? b : a;

/** Adds to what moved at a source, by dealer id. Call inside the transaction that moves it. */
export function writeMoved(
  db: Db,
  sourceId: number,
  moved: ReadonlyMap<string, Partial<Moved>>,
  now: number,
): void {
  if (moved.size === 0) return;
  const quarter = quarterOf(now);
  db.prepare('DELETE FROM lot_moves WHERE quarter < ?').run(quarter - KEPT_QUARTERS);
  const add = db.prepare(
    `INSERT INTO lot_moves (quarter, source_id, dealer_id, added, removed, sold, msrp, price, drop_seq, drop_delta)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (quarter, source_id, dealer_id) DO UPDATE SET added = added + excluded.added,
       removed = removed + excluded.removed, sold = sold + excluded.sold, msrp = msrp + excluded.msrp, price = price + excluded.price,
       drop_seq = iif(excluded.drop_delta < coalesce(drop_delta, 0), excluded.drop_seq, drop_seq),
       drop_delta = min(coalesce(drop_delta, excluded.drop_delta), coalesce(excluded.drop_delta, drop_delta))`,
  );
  for (const [dealerId, some] of moved) {
    const { added, removed, sold, msrp, price, drop } = { ...NOT_MOVED, ...some };
    add.run(
      quarter,
      sourceId,
      dealerId,
      added,
      removed,
      sold,
      msrp,
      price,
      drop?.seq ?? null,
      drop?.delta ?? null,
    );
  }
}

const rowSchema = z.object({
  source: z.string(),
  dealerId: z.string(),
  added: z.number(),
  removed: z.number(),
  sold: z.number(),
  msrp: z.number(),
  price: z.number(),
  dropSeq: z.number().nullable(),
  dropDelta: z.number().nullable(),
});

export type DealerMoved = { readonly source: string; readonly dealerId: string; readonly moved: Moved };

/** What moved since `from` (unix ms, a local midnight), a row for each dealer of a source and quarter of an hour. */
export const movedSince = (db: Db, from: number): DealerMoved[] =>
  db
    .prepare(
      `SELECT slug AS source, dealer_id AS dealerId, added, removed, sold, msrp, price, drop_seq AS dropSeq,
         drop_delta AS dropDelta FROM lot_moves JOIN sources ON sources.id = source_id WHERE quarter >= ?`,
    )
    .all(quarterOf(from))
    .map((raw) => {
      const { source, dealerId, dropSeq, dropDelta, ...counts } = rowSchema.parse(raw);
      const drop = dropSeq === null || dropDelta === null ? null : { seq: dropSeq, delta: dropDelta };
      return { source, dealerId, moved: { ...counts, drop } };
    });

export type BiggestDrop = {
  readonly seq: number;
  readonly vin: string;
  readonly type: MoneyEventType;
  readonly delta: number;
  readonly deltaPct: number;
  readonly currency: string | null;
};

/** The change behind a drop, in units. */
export function readDrop(db: Db, { seq: wanted }: Drop): BiggestDrop | null {
  const row = db.prepare(`SELECT ${COLUMNS} FROM journal WHERE seq = ?`).get(wanted);
  if (row === undefined) return null;
  const { seq, vin, type, delta, deltaPct, currency } = moneyOf(toEvent(row));
  return { seq, vin, type, delta: delta ?? 0, deltaPct: deltaPct ?? 0, currency };
}
