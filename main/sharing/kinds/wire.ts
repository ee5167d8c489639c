import { toIso } from '../../../shared/units.ts';
import type { EventRow } from '../../store/journal/journal.ts';
import type { WaitingEvent } from '../../store/sharing/outbox.ts';
import type { RemotePatch } from '../../store/sharing/remote-listings.ts';

/** An event in the shared log: what differs by kind. */
export type WireParts = {
  /** The seed's payload with what we add to it; the same on the channel and in the log. */
  readonly payload: object;
  /** What the journal of another console needs beyond the payload. */
  readonly extra: object;
  /** What it changes in the last known state of its listing; null = it is about no listing. */
  readonly state: object | null;
};

/** A checked event, but for what stands beside its payload: who made it, and of what vehicle. */
export type Arrived = Omit<EventRow, 'id' | 'origin' | 'facts'>;

/** What an event says of the last known state of its listing, in cents. */
export type StatePart = Pick<RemotePatch, 'msrp' | 'price' | 'status' | 'scores'>;

/** How one kind of event travels between consoles. What reads throws a ZodError saying what cannot be used. */
export type WireKind = {
  toWire(row: WaitingEvent): WireParts;
  /**
   * `state`: what it says of its listing; null = it is about none.
   * @param id of the entry, checked
   * @param extra JSON; empty = none
   */
  fromLog(
    payload: unknown,
    id: string,
    extra: string,
  ): { readonly event: Arrived; readonly state: StatePart | null };
  /** Of another program, which gives no id; null = it has one and comes through the log. Kinds with a channel have it. */
  fromChannel?(payload: unknown): Arrived | null;
};

/** What every payload of ours ends with. */
export const tailOf = (row: WaitingEvent) => ({
  ts: toIso(row.ts),
  id: row.id,
  dealerId: row.dealer_id,
  source: row.source,
  runId: row.run_id,
});

export const parseExtra = (extra: string): unknown => JSON.parse(extra === '' ? '{}' : extra) as unknown;
