import type { LogBounds } from '../bus/bus.ts';
import type { LogCursor, NewGap } from '../store/sharing/shared-logs.ts';

/** What a log has lost, seen from our cursor in it (architecture.md, step 5). Pure. */

export type CursorStep = { readonly cursor: LogCursor; readonly gap: NewGap | null };

const FROM_THE_BEGINNING = { n: null, entry: '0-0', resync: true } as const;

const changes = (k: number): string => `${k} ${k === 1 ? 'change' : 'changes'}`;

const trimmed = (missed: number): NewGap => ({
  kind: 'trimmed',
  missed,
  reason: `The shared log no longer had ${changes(missed)}; the state of the vehicles was read again.`,
});
const RESET: NewGap = {
  kind: 'reset',
  missed: null,
  reason:
    'The shared log was started again, so how many changes this console missed is unknown; the state of the vehicles was read again.',
};
const wentBack = (missed: number | null): NewGap => ({
  kind: 'went-back',
  missed,
  reason: `The server lost ${missed === null ? 'changes' : changes(missed)} that this console has; the state of the vehicles was read again.`,
});

/** At a connection, before anything is read. */
export function cursorAtConnection(cursor: LogCursor, bounds: LogBounds): CursorStep {
  const { epoch } = bounds;
  if (cursor.epoch === null) {
    // Switched on at a time of our clock; never beyond the newest entry by the server's.
    const entry = bounds.last === null ? '0-0' : earlier(cursor.entry, bounds.last);
    return { cursor: { ...cursor, epoch, n: null, entry, resync: true }, gap: null };
  }
  if (epoch !== cursor.epoch) return { cursor: { ...cursor, epoch, ...FROM_THE_BEGINNING }, gap: RESET };
  if (cursor.n === null) return { cursor, gap: null };
  const isBehind = bounds.n < cursor.n;
  // An entry that should stand between the first and the last, and does not, was lost and others came after it.
  const isGone =
    bounds.asked !== cursor.n && bounds.first !== null && compareEntries(bounds.first, cursor.entry) <= 0;
  if (isBehind || isGone) {
    // Read from the beginning: what came since may stand before our cursor. What is known is recognised by its id.
    const missed = isBehind ? cursor.n - bounds.n : null;
    return { cursor: { ...cursor, ...FROM_THE_BEGINNING }, gap: wentBack(missed) };
  }
  if (bounds.first === null && bounds.n > cursor.n) {
    return { cursor: { ...cursor, n: bounds.n, resync: true }, gap: trimmed(bounds.n - cursor.n) };
  }
  return { cursor, gap: null };
}

/** Before an entry is applied. `reread`: the log must be read again from its beginning, this entry included. */
export function follow(
  cursor: LogCursor,
  entry: { readonly n: number; readonly epoch: string; readonly entry: string },
): CursorStep & { readonly reread: boolean } {
  if (entry.epoch !== cursor.epoch) {
    return { cursor: { ...cursor, epoch: entry.epoch, ...FROM_THE_BEGINNING }, gap: RESET, reread: true };
  }
  const next = { ...cursor, n: entry.n, entry: entry.entry };
  if (cursor.n === null || entry.n === cursor.n + 1) return { cursor: next, gap: null, reread: false };
  if (entry.n > cursor.n)
    return { cursor: { ...next, resync: true }, gap: trimmed(entry.n - cursor.n - 1), reread: false };
  // What the server lost it loses while we are not connected, which a new connection sees. A number met twice between
  // is half a batch that it had dropped, brought back at its next start, and that its writer sent again: nothing is
  // missing, and reading again would never get past it.
  return { cursor: { ...next, resync: true }, gap: null, reread: false };
}

/** Ids of entries are "<ms>-<number>". */
export function compareEntries(a: string, b: string): number {
  const [msA = 0, numberA = 0] = a.split('-').map(Number);
  const [msB = 0, numberB = 0] = b.split('-').map(Number);
  return msA - msB || numberA - numberB;
}

const earlier = (a: string, b: string): string => (compareEntries(a, b) <= 0 ? a : b);
