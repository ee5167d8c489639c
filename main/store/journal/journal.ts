import type { StatementSync } from 'node:sqlite';
import type { MoneyEventType } from '../../../shared/events.ts';
import type { Facts } from '../../../shared/listing.ts';
import type { Db } from '../open.ts';
import { outboxWriter } from '../sharing/outbox.ts';

/** An event on its way into the journal. Money in cents, times in unix ms. */
export type NewEvent = {
  readonly id: string;
  readonly type: MoneyEventType;
  readonly vin: string;
  readonly dealerId: string;
  readonly old: number | null;
  readonly new: number;
  readonly deltaPct: number | null;
  readonly currency: string | null;
  readonly facts: Facts;
  readonly groupId: string | null;
};

/** A score event on its way into the journal; `body` is its type's own part. */
export type NewScoreEvent = {
  readonly id: string;
  readonly type: 'ai-scores:update' | 'ai-scores:baseline';
  readonly vin: string;
  readonly dealerId: string;
  readonly source: string;
  readonly sample: boolean;
  readonly facts: Facts;
  readonly body: unknown;
};

/** What all events of one run share. */
export type EventContext = {
  readonly source: string;
  readonly runId: string;
  readonly origin: string;
  readonly ts: number;
  readonly recordedAt: number;
  readonly sample: boolean;
};

const prepareInsert = (db: Db): StatementSync =>
  db.prepare(
    `INSERT INTO journal (feed, id, type, vin, dealer_id, source, run_id, origin, ts, recorded_at, old, new, delta,
       delta_pct, currency, facts, group_id, sample, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

/** Appends in the given order and returns the seq of each. Call inside the transaction that stores the change itself. */
export function appendEvents(db: Db, context: EventContext, events: readonly NewEvent[]): number[] {
  const insert = prepareInsert(db);
  const { source, runId, origin, ts, recordedAt, sample } = context;
  const share = sample ? null : outboxWriter(db);
  return events.map((event) => {
    const delta = event.old === null ? null : event.new - event.old;
    const done = insert.run(
      'changes',
      event.id,
      event.type,
      event.vin,
      event.dealerId,
      source,
      runId,
      origin,
      ts,
      recordedAt,
      event.old,
      event.new,
      delta,
      event.deltaPct,
      event.currency,
      JSON.stringify(event.facts),
      event.groupId,
      sample ? 1 : 0,
      null,
    );
    share?.(done.lastInsertRowid);
    return Number(done.lastInsertRowid);
  });
}

/** Appends score events in the given order. Call inside the transaction that stores the scores. */
export function appendScoreEvents(
  db: Db,
  context: Pick<EventContext, 'runId' | 'origin' | 'ts' | 'recordedAt'>,
  events: readonly NewScoreEvent[],
): void {
  const insert = prepareInsert(db);
  const { runId, origin, ts, recordedAt } = context;
  const share = outboxWriter(db);
  for (const { id, type, vin, dealerId, source, sample, facts, body } of events) {
    const done = insert.run(
      'scores',
      id,
      type,
      vin,
      dealerId,
      source,
      runId,
      origin,
      ts,
      recordedAt,
      null,
      null,
      null,
      null,
      null,
      JSON.stringify(facts),
      null,
      sample ? 1 : 0,
      JSON.stringify(body),
    );
    if (!sample) share?.(done.lastInsertRowid);
  }
}

/** An event of another console or program; money in cents, times in unix ms, JSON as it is stored. */
export type OutsideEvent = {
  readonly feed: 'changes' | 'scores';
  readonly id: string;
  readonly type: string;
  readonly vin: string;
  readonly dealerId: string;
  readonly source: string;
  readonly runId: string;
  readonly origin: string;
  readonly ts: number;
  readonly old: number | null;
  readonly new: number | null;
  readonly deltaPct: number | null;
  readonly currency: string | null;
  readonly facts: string;
  readonly body: string | null;
  readonly groupId: string | null;
};

/** Journals what came from outside, once: for a known id it returns null, else the new row's seq. */
export function outsideWriter(db: Db, recordedAt: number): (event: OutsideEvent) => number | null {
  const insert = db.prepare(
    `INSERT INTO journal (feed, id, type, vin, dealer_id, source, run_id, origin, ts, recorded_at, old, new, delta, delta_pct,
       currency, facts, group_id, sample, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  return (e) => {
    const delta = e.old === null || e.new === null ? null : e.new - e.old;
    const done = insert.run(
      e.feed,
      e.id,
      e.type,
      e.vin,
      e.dealerId,
      e.source,
      e.runId,
      e.origin,
      e.ts,
      recordedAt,
      e.old,
      e.new,
      delta,
      e.deltaPct,
      e.currency,
      e.facts,
      e.groupId,
      e.body,
    );
    return Number(done.changes) === 0 ? null : Number(done.lastInsertRowid);
  };
}
