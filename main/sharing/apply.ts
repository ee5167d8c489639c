import { v7 as uuidv7 } from 'uuid';
import { deltaPct } from '../../shared/events.ts';
import type { LogBounds, LoggedEntry } from '../bus/bus.ts';
import { isSameEvent, outsideWriter } from '../store/journal/journal.ts';
import { growGroups } from '../store/journal/groups.ts';
import { readIdentity } from '../store/meta.ts';
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
import { FOREIGN_ORIGIN, foreignJudge } from './foreign.ts';
import { fromChannel, fromLogEntry, fromState, whyRefused, type FromLog } from './from-entry.ts';
import { follow, cursorAtConnection, type LogNumbering } from './gaps.ts';

/** The writing side of the shared log; runs in a worker (rules 15). Each function is one transaction. */

export type Applied = {
  readonly cursor: LogCursor;
  /** Events that were not known here. */
  readonly fresh: number;
  readonly rejected: number;
  readonly gaps: number;
  /** So many entries were dealt with. What follows is left: the log must be asked what it is. */
  readonly taken: number;
  /** The log was started again: it must be read from `cursor`. */
  readonly restart: boolean;
};

const mustCursor = (db: Db, target: string): LogCursor => {
  const cursor = readCursor(db, target);
  if (cursor === null) throw new Error('This log was never switched on');
  return cursor;
};

/**
 * Entries and the cursor after them; each event once, by its id. What fails its checks is kept for diagnostics and
 * passed over: nothing that others write holds up what follows it.
 * @param truth the log's numbering, where it was asked after these entries were read: then all of them are taken
 */
export function applyEntries(
  db: Db,
  target: string,
  entries: readonly LoggedEntry[],
  truth: LogNumbering | null,
  now: number,
): Applied {
  // Checked before the write lock is taken: that is most of the work.
  const checked = entries.map((entry) => check(entry));
  return transaction(db, () => {
    let cursor = mustCursor(db, target);
    let [fresh, gaps, taken, restart] = [0, 0, 0, false];
    const [journal, remember] = [outsideWriter(db, now), remoteWriter(db)];
    const rejected: NewRejected[] = [];
    const groups = new Map<string, number>();
    const latest = new LatestPatches();
    const own = ownClaims(db);
    const refuse = (entry: LoggedEntry, reason: string): void =>
      void rejected.push({ channel: 'log', reason, payload: `${entry.entry} ${entry.type} ${entry.json}` });
    /** Its own place; sought only where an entry stands out of its order. */
    const placesOf = (epoch: string) => (n: number) =>
      entries.findLastIndex((later) => later.n === n && later.epoch === epoch) > taken;
    for (const { entry, good: said, reason } of checked) {
      const step = follow(cursor, entry, truth, placesOf(entry.epoch));
      if (step.kind === 'ask') break;
      cursor = step.cursor;
      if ('gap' in step && step.gap !== null) {
        insertGap(db, step.gap, now);
        gaps += 1;
      }
      if (step.kind === 'reset') {
        restart = true;
        break;
      }
      taken += 1;
      if (step.kind === 'odd' || said === null) {
        refuse(entry, step.kind === 'odd' ? step.reason : reason);
        continue;
      }
      const good = own(said);
      if (typeof good === 'string') {
        refuse(entry, good);
        continue;
      }
      const stored = storeOnce(() => journal(good.event));
      if (typeof stored === 'string') {
        refuse(entry, stored);
        continue;
      }
      if (stored.seq === null && !isSameEvent(db, good.event)) {
        refuse(entry, 'id: of another event, which is known');
        continue;
      }
      if (stored.seq !== null) fresh += 1;
      if (stored.seq !== null && good.event.groupId !== null) groups.set(good.event.groupId, stored.seq);
      if (good.patch !== null && step.kind === 'next') latest.add(good.patch);
    }
    for (const patch of latest.values()) remember(patch);
    growGroups(db, groups);
    insertRejected(db, rejected, now);
    cursor = { ...cursor, inTouchAt: now };
    writeCursor(db, cursor);
    return { cursor, fresh, rejected: rejected.length, gaps, taken, restart };
  });
}

/**
 * What an entry claims to be of ours. One that says it is this console's own is, where the journal has it; else somebody
 * uses our name, and it is what another program says. One that puts itself into a group of another console, ours among
 * them, stands by itself. Returns the reason where it is not taken at all.
 */
function ownClaims(db: Db): (said: FromLog) => FromLog | string {
  const { instanceId } = readIdentity(db);
  const known = db.prepare('SELECT 1 FROM journal WHERE id = ?');
  const member = db.prepare('SELECT origin FROM journal WHERE group_id = ? LIMIT 1');
  const owners = new Map<string, string>();
  let judge: ReturnType<typeof foreignJudge> | null = null;
  return (said) => {
    const { event, patch } = said;
    const { groupId, origin } = event;
    if (origin === FOREIGN_ORIGIN || (origin === instanceId && known.get(event.id) === undefined)) {
      const why = (judge ??= foreignJudge(db))(event);
      if (why !== null) return why;
      return {
        event: {
          ...event,
          origin: FOREIGN_ORIGIN,
          groupId: null,
          deltaPct: event.new === null ? null : deltaPct(event.old, event.new),
        },
        patch: patch === null ? null : { ...patch, origin: FOREIGN_ORIGIN },
      };
    }
    if (groupId === null) return said;
    const owner = owners.get(groupId) ?? String(member.get(groupId)?.['origin'] ?? origin);
    owners.set(groupId, owner);
    return owner === origin ? said : { event: { ...event, groupId: null }, patch };
  };
}

type Checked = { readonly entry: LoggedEntry; readonly good: FromLog | null; readonly reason: string };

/** What SQLite says of a value that a column cannot take: constraint, mismatch, too big. Of anything else it says nothing here. */
const REFUSALS: ReadonlySet<number> = new Set([18, 19, 20]);

/**
 * The last net under the checks: a value that the store cannot take costs its own event, never its neighbours. The
 * transaction goes on, as SQLite undoes only the one statement.
 * @returns the reason where it was refused
 */
function storeOnce(store: () => number | null): { readonly seq: number | null } | string {
  try {
    return { seq: store() };
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null;
    if (error instanceof Error && code !== null && REFUSALS.has(code)) return error.message;
    throw error;
  }
}

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
  const judge = foreignJudge(db);
  const good = received.flatMap(({ channel, json }) => {
    try {
      const event = fromChannel(channel, json, uuidv7(), (vin) => factsOfVin(db, vin));
      if (event === null) return [];
      const why = judge(event);
      if (why !== null) rejected.push({ channel, reason: why, payload: json });
      return why === null ? [{ event, channel, json }] : [];
    } catch (error) {
      rejected.push({ channel, reason: whyRefused(error), payload: json });
      return [];
    }
  });
  let accepted = 0;
  if (good.length > 0 || rejected.length > 0) {
    transaction(db, () => {
      const journal = outsideWriter(db, now);
      for (const { event, channel, json } of good) {
        const stored = storeOnce(() => journal(event));
        if (typeof stored === 'string') rejected.push({ channel, reason: stored, payload: json });
        else accepted += 1;
      }
      insertRejected(db, rejected, now);
    });
  }
  return { accepted, rejected: rejected.length };
}
