import { isShared, kindOf } from '../../../shared/event-kinds.ts';
import type { EventType, MoneyEventType } from '../../../shared/events.ts';
import type { Facts } from '../../../shared/listing.ts';
import type { Db } from '../open.ts';
import { outboxWriter } from '../sharing/outbox.ts';
import type { BodyType, OwnOf } from './kinds.ts';

type Head = {
  readonly id: string;
  readonly vin: string;
  readonly dealerId: string;
  readonly facts: Facts;
  /** Where they differ from the context's. */
  readonly source?: string;
  readonly sample?: boolean;
};

/** A change of money on its way into the journal, in cents. */
export type NewMoneyEvent = Head & {
  readonly type: MoneyEventType;
  readonly old: number | null;
  readonly new: number;
  readonly deltaPct: number | null;
  readonly currency: string | null;
  readonly groupId: string | null;
  /** The vehicle was not known before. */
  readonly arrival?: boolean;
};

/** Any other event on its way into the journal; `body` is what its kind has of its own. */
export type NewBodyEvent<Type extends BodyType = BodyType> = {
  [Each in Type]: Head & { readonly type: Each; readonly body: OwnOf<Each> };
}[Type];

export type NewEvent = NewMoneyEvent | NewBodyEvent;

/** What all events of one run share. Times in unix ms. */
export type EventContext = {
  readonly source: string;
  readonly runId: string;
  readonly origin: string;
  readonly ts: number;
  readonly recordedAt: number;
  readonly sample: boolean;
};

/** A row of the journal; money in cents, times in unix ms, JSON as it is stored. */
export type EventRow = {
  readonly id: string;
  readonly type: EventType;
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
  /** It came with the vehicle, which was not known before. */
  readonly arrival: boolean;
};

export const NO_MONEY = {
  ...{ old: null, new: null, deltaPct: null, currency: null, groupId: null },
  arrival: false,
} as const;

/** Appends in the given order and returns the seq of each. Call inside the transaction that stores the change itself. */
export function appendEvents(db: Db, context: EventContext, events: readonly NewEvent[]): number[] {
  const insert = rowWriter(db, context.recordedAt);
  const { runId, origin, ts } = context;
  const share = outboxWriter(db);
  return events.map((event) => {
    const { id, type, vin, dealerId, source = context.source, sample = context.sample } = event;
    const own =
      'body' in event
        ? { ...NO_MONEY, arrival: isArrival(event), body: JSON.stringify(event.body) }
        : { ...moneyOf(event), body: null };
    const facts = JSON.stringify(event.facts);
    const seq = insert({ id, type, vin, dealerId, source, runId, origin, ts, facts, ...own }, sample);
    if (seq === null) throw new Error(`There is an event ${id} already`);
    if (!sample && isShared(type)) share?.(seq);
    return seq;
  });
}

const isArrival = (event: NewBodyEvent): boolean =>
  event.type === 'vehicle:presence' && event.body.state === 'new';

const moneyOf = ({ old, new: now, deltaPct, currency, groupId, arrival = false }: NewMoneyEvent) => ({
  ...{ old, new: now, deltaPct, currency, groupId, arrival },
});

/** Journals what came from outside, once: for a known id it returns null, else the new row's seq. */
export function outsideWriter(db: Db, recordedAt: number): (event: EventRow) => number | null {
  const insert = rowWriter(db, recordedAt);
  return (event) => insert(event, false);
}

/** Whether the row of a known id says the same: an id that comes again with another content is not that event. */
export function isSameEvent(db: Db, event: EventRow): boolean {
  const values = ['avi', 'ati', 'cis', 'new', 'scored'];
  const found = db
    .prepare(
      `SELECT 1 FROM journal WHERE id = ? AND type = ? AND vin = ? AND dealer_id = ? AND ts = ? AND old IS ? AND new IS ?
         ${values.map((name) => `AND body ->> '$.${name}' IS ?8 ->> '$.${name}'`).join(' ')}`,
    )
    .get(event.id, event.type, event.vin, event.dealerId, event.ts, event.old, event.new, event.body);
  return found !== undefined;
}

/** Writes a row and returns its seq; null where its id is known. */
function rowWriter(db: Db, recordedAt: number): (row: EventRow, sample: boolean) => number | null {
  const insert = db.prepare(
    `INSERT INTO journal (feed, id, type, vin, dealer_id, source, run_id, origin, ts, recorded_at, old, new, delta, delta_pct,
       currency, facts, group_id, sample, body, arrival)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  return (e, sample) => {
    const done = insert.run(
      kindOf(e.type).list,
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
      e.old === null || e.new === null ? null : e.new - e.old,
      e.deltaPct,
      e.currency,
      e.facts,
      e.groupId,
      sample ? 1 : 0,
      e.body,
      e.arrival ? 1 : 0,
    );
    return Number(done.changes) === 0 ? null : Number(done.lastInsertRowid);
  };
}
