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
  const isGone = !bounds.asked && bounds.first !== null && compareEntries(bounds.first, cursor.entry) <= 0;
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

/** The numbering as the log itself has it, asked after the entries were read. */
export type LogNumbering = Pick<LogBounds, 'epoch' | 'n'>;

export type EntryStep =
  /** It is the next one; the gap is before it. */
  | { readonly kind: 'next'; readonly cursor: LogCursor; readonly gap: NewGap | null }
  /** Only the log itself can say what it is. */
  | { readonly kind: 'ask' }
  /** No entry of a console: passed over. */
  | { readonly kind: 'odd'; readonly cursor: LogCursor; readonly reason: string }
  /** Of the numbering before a reset: its event may be new to us, its number says nothing. */
  | { readonly kind: 'earlier'; readonly cursor: LogCursor }
  /** The log was started again and must be read from its beginning, this entry included. */
  | { readonly kind: 'reset'; readonly cursor: LogCursor; readonly gap: NewGap };

type Placed = { readonly n: number; readonly epoch: string; readonly entry: string };

/** Whether it stands in any numbering. */
const isPlaced = ({ n, epoch }: Placed): boolean => Number.isSafeInteger(n) && n > 0 && epoch !== '';

/**
 * Before an entry is applied. Anyone may write into the log, so what an entry says of its own place counts only where
 * it is the very next, or where the log's own numbering bears it out.
 * @param truth null = not asked yet
 * @param isStillToCome whether an entry with this number follows among those that were read
 */
export function follow(
  cursor: LogCursor,
  entry: Placed,
  truth: LogNumbering | null,
  isStillToCome: (n: number) => boolean,
): EntryStep {
  const passed = { ...cursor, entry: entry.entry };
  const odd = (reason: string): EntryStep => ({ kind: 'odd', cursor: passed, reason });
  if (!isPlaced(entry)) return odd('n, epoch: it has no place in this log');
  const { epoch, n } = entry;
  const next = { ...passed, n };
  if (epoch === cursor.epoch && cursor.n !== null && n === cursor.n + 1)
    return { kind: 'next', cursor: next, gap: null };
  if (truth === null) return { kind: 'ask' };
  // Without a numbering, as between its removal and the next entry of a console, nothing can be told from it.
  if (truth.epoch !== cursor.epoch && truth.epoch !== '')
    return { kind: 'reset', cursor: { ...cursor, epoch: truth.epoch, ...FROM_THE_BEGINNING }, gap: RESET };
  if (epoch !== cursor.epoch)
    return cursor.n === null
      ? { kind: 'earlier', cursor: passed }
      : odd('epoch: of another log than this one');
  if (n > truth.n) return odd(`n: the log has no number ${n} yet`);
  if (cursor.n === null) return { kind: 'next', cursor: next, gap: null };
  if (n > cursor.n) {
    if (isStillToCome(cursor.n + 1)) return odd(`n: number ${n} before its turn`);
    return { kind: 'next', cursor: { ...next, resync: true }, gap: trimmed(n - cursor.n - 1) };
  }
  // What the server lost it loses while we are not connected, which a new connection sees. A number met twice between
  // is half a batch that it had dropped, brought back at its next start, and that its writer sent again: nothing is
  // missing, and reading again would never get past it.
  return { kind: 'next', cursor: { ...passed, n: Math.min(cursor.n, truth.n), resync: true }, gap: null };
}

/** Ids of entries are "<ms>-<number>". */
export function compareEntries(a: string, b: string): number {
  const [msA = 0, numberA = 0] = a.split('-').map(Number);
  const [msB = 0, numberB = 0] = b.split('-').map(Number);
  return msA - msB || numberA - numberB;
}

const earlier = (a: string, b: string): string => (compareEntries(a, b) <= 0 ? a : b);
