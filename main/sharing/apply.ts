import { v7 as uuidv7 } from 'uuid';
import type { LogBounds, LoggedEntry } from '../bus/bus.ts';
import { outsideWriter } from '../store/journal/journal.ts';
import { growGroups } from '../store/journal/groups.ts';
import { transaction, type Db } from '../store/open.ts';
import { factsOfVin } from '../store/sync/listings.ts';
import {
  beginRemoteState,
  endRemoteState,
  LatestPatches,
  putRemoteState,
  remoteWriter,
} from '../store/sharing/remote-listings.ts';
import {
  insertGap,
  insertRejected,
  readCursor,
  writeCursor,
  type LogCursor,
  type NewRejected,
} from '../store/sharing/shared-logs.ts';
import { fromChannel, fromLogEntry, fromState, whyRefused, type FromLog } from './from-entry.ts';
import { follow, cursorAtConnection } from './gaps.ts';

/** The writing side of the shared log; runs in a worker (rules 15). Each function is one transaction. */

export type Applied = {
  readonly cursor: LogCursor;
  /** Events that were not known here. */
  readonly fresh: number;
  readonly rejected: number;
  readonly gaps: number;
  /** The rest must be read again from `cursor`. */
  readonly reread: boolean;
};

const mustCursor = (db: Db, target: string): LogCursor => {
  const cursor = readCursor(db, target);
  if (cursor === null) throw new Error('This log was never switched on');
  return cursor;
};

/** Entries and the cursor after them; each event once, by its id. */
export function applyEntries(
  db: Db,
  target: string,
  entries: readonly LoggedEntry[],
  now: number,
): Applied {
  // Checked before the write lock is taken: that is most of the work.
  const checked = entries.map((entry) => check(entry));
  return transaction(db, () => {
    let cursor = mustCursor(db, target);
    let [fresh, gaps, reread] = [0, 0, false];
    const [journal, remember] = [outsideWriter(db, now), remoteWriter(db)];
    const rejected: NewRejected[] = [];
    const groups = new Map<string, number>();
    const latest = new LatestPatches();
    for (const { entry, good, reason } of checked) {
      const step = follow(cursor, entry);
      cursor = step.cursor;
      if (step.gap !== null) {
        insertGap(db, step.gap, now);
        gaps += 1;
      }
      if (step.reread) {
        reread = true;
        break;
      }
      if (good === null)
        rejected.push({ channel: 'log', reason, payload: `${entry.entry} ${entry.type} ${entry.json}` });
      else {
        const seq = journal(good.event);
        if (seq !== null) fresh += 1;
        if (seq !== null && good.event.groupId !== null) groups.set(good.event.groupId, seq);
        if (good.patch !== null) latest.add(good.patch);
      }
    }
    for (const patch of latest.values()) remember(patch);
    growGroups(db, groups);
    insertRejected(db, rejected, now);
    cursor = { ...cursor, inTouchAt: now };
    writeCursor(db, cursor);
    return { cursor, fresh, rejected: rejected.length, gaps, reread };
  });
}

type Checked = { readonly entry: LoggedEntry; readonly good: FromLog | null; readonly reason: string };

function check(entry: LoggedEntry): Checked {
  try {
    return { entry, good: fromLogEntry(entry), reason: '' };
  } catch (error) {
    return { entry, good: null, reason: whyRefused(error) };
  }
}

export function placeAtStart(
  db: Db,
  target: string,
  bounds: LogBounds,
  now: number,
): { cursor: LogCursor; before: LogCursor } {
  return transaction(db, () => {
    const before = mustCursor(db, target);
    const { cursor, gap } = cursorAtConnection(before, bounds);
    if (gap !== null) insertGap(db, gap, now);
    writeCursor(db, { ...cursor, inTouchAt: now });
    return { cursor, before };
  });
}

export const beginState = (db: Db): number => transaction(db, () => beginRemoteState(db));

export function putState(
  db: Db,
  generation: number,
  rows: readonly (readonly [string, string])[],
  now: number,
): void {
  const rejected: NewRejected[] = [];
  const good = rows.flatMap(([field, json]) => {
    try {
      return [fromState(field, json)];
    } catch (error) {
      rejected.push({ channel: 'state', reason: whyRefused(error), payload: `${field} ${json}` });
      return [];
    }
  });
  transaction(db, () => {
    putRemoteState(db, generation, good);
    insertRejected(db, rejected, now);
  });
}

export function endState(db: Db, target: string, generation: number): void {
  transaction(db, () => {
    endRemoteState(db, generation);
    writeCursor(db, { ...mustCursor(db, target), resync: false });
  });
}

export type Received = { readonly channel: string; readonly json: string };

/** Events of other programs (rules 24): journalled, nothing else. */
export function ingestExternal(
  db: Db,
  received: readonly Received[],
  now: number,
): { accepted: number; rejected: number } {
  const rejected: NewRejected[] = [];
  const good = received.flatMap(({ channel, json }) => {
    try {
      const event = fromChannel(channel, json, uuidv7(), (vin) => factsOfVin(db, vin));
      return event === null ? [] : [event];
    } catch (error) {
      rejected.push({ channel, reason: whyRefused(error), payload: json });
      return [];
    }
  });
  if (good.length > 0 || rejected.length > 0) {
    transaction(db, () => {
      const journal = outsideWriter(db, now);
      for (const event of good) journal(event);
      insertRejected(db, rejected, now);
    });
  }
  return { accepted: good.length, rejected: rejected.length };
}
