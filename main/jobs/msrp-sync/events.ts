import { v7 as uuidv7 } from 'uuid';
import { EVENT_KINDS } from '../../../shared/event-kinds.ts';
import { deltaPct } from '../../../shared/events.ts';
import type { StoredSource } from '../../store/sync/sources.ts';
import { historyWriter, statusHistoryWriter } from '../../store/vehicles/history.ts';
import {
  appendEvents,
  type EventContext,
  type NewBodyEvent,
  type NewMoneyEvent,
} from '../../store/journal/journal.ts';
import { insertGroups } from '../../store/journal/groups.ts';
import { addMoved, NOT_MOVED, writeMoved, type Moved } from '../../store/journal/day-figures.ts';
import type { Db } from '../../store/open.ts';
import { isEvent, isStatusEvent } from '../../sync/compare.ts';
import { groupMoves } from '../../sync/group.ts';
import type { SyncInput } from './input.ts';
import type { Moved as MovedListing } from './pending.ts';

export type MoveCounts = {
  readonly msrpChanges: number;
  readonly priceChanges: number;
  readonly statusChanges: number;
  readonly events: number;
};

/** What the events of one run, or of one decision, share. */
export type MoveInput = Pick<SyncInput, 'source' | 'asOf' | 'runId' | 'instanceId' | 'groupAtLeast'>;

/**
 * Writes what moved: history for every listing, events for ours. Counts `…Changes` as known values that changed and
 * are events: first sightings and a competitor's moves are in neither.
 */
export function writeMoves(
  db: Db,
  input: MoveInput,
  moved: readonly MovedListing[],
  now: number,
): MoveCounts {
  const history = historyWriter(db);
  const events: Omit<NewMoneyEvent, 'groupId'>[] = [];
  const changes = { msrp: 0, price: 0 };
  for (const { listingId, isNew, own, vin, dealerId, currency, facts, moves } of moved) {
    for (const move of moves) {
      // A new listing's first values stand in the listing itself.
      if (!isNew) history(listingId, move, input.asOf, input.runId);
      if (!isEvent(move, { condition: facts.condition ?? 'used' }, own)) continue;
      if (move.cause === 'change') changes[move.field] += 1;
      events.push({
        id: uuidv7(),
        type: `${move.field}:change`,
        vin,
        dealerId,
        old: move.old,
        new: move.new,
        deltaPct: deltaPct(move.old, move.new),
        currency,
        facts,
        arrival: isNew,
      });
    }
  }
  const seqs = journal(db, eventContext(input, now), events, input.groupAtLeast);
  writeMoved(db, input.source.id, movedOf(events, seqs), now);
  const statusChanges = writeStatuses(db, input, moved, now);
  return {
    msrpChanges: changes.msrp,
    priceChanges: changes.price,
    statusChanges,
    events: events.length + statusChanges,
  };
}

/** What was said of availability: history for every listing, events for ours. Returns how many of these. */
function writeStatuses(db: Db, input: MoveInput, moved: readonly MovedListing[], now: number): number {
  const history = statusHistoryWriter(db);
  const events: NewBodyEvent<'vehicle:status'>[] = [];
  for (const { listingId, own, vin, dealerId, facts, status } of moved) {
    if (status === undefined || status === null) continue;
    history(listingId, status, input.asOf, input.runId);
    if (!isStatusEvent(status, own)) continue;
    const body = { old: status.old, new: status.new };
    events.push({ id: uuidv7(), type: 'vehicle:status', vin, dealerId, facts, body });
  }
  appendEvents(db, eventContext(input, now), events);
  return events.length;
}

function journal(
  db: Db,
  context: EventContext,
  events: readonly Omit<NewMoneyEvent, 'groupId'>[],
  groupAtLeast: number,
): readonly number[] {
  const { groups, groupOf } = groupMoves(context.runId, events, groupAtLeast);
  const seqs = appendEvents(
    db,
    context,
    events.map((event, position) => ({ ...event, groupId: groupOf[position] ?? null })),
  );
  insertGroups(
    db,
    context,
    groups.map((group) => ({ ...group, lastSeq: seqs[group.last] ?? 0 })),
  );
  return seqs;
}

/** For the figures of the day: known values that changed, by dealer. */
function movedOf(
  events: readonly Omit<NewMoneyEvent, 'groupId'>[],
  seqs: readonly number[],
): ReadonlyMap<string, Moved> {
  const byDealer = new Map<string, Moved>();
  events.forEach(({ type, dealerId, old, new: value }, index) => {
    if (old === null) return;
    const delta = value - old;
    const drop = delta < 0 ? { seq: seqs[index] ?? 0, delta } : null;
    const one = { ...NOT_MOVED, [EVENT_KINDS[type].field]: 1, drop };
    byDealer.set(dealerId, addMoved(byDealer.get(dealerId) ?? NOT_MOVED, one));
  });
  return byDealer;
}

export function eventContext(input: MoveInput, now: number): EventContext {
  const source: StoredSource = input.source;
  return {
    source: source.slug,
    runId: input.runId,
    origin: input.instanceId,
    ts: input.asOf,
    recordedAt: now,
    sample: source.kind === 'sample',
  };
}
