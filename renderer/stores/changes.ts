import type { ChangeRow, FeedDelta, FeedSnapshot } from '../../shared/contract.ts';

/** The newest rows kept in memory; a group is one row. Older ones come by `changes.page`. */
export const MAX_ROWS = 5_000;

/** Newest first, without holes. */
export type Changes = {
  readonly rows: readonly ChangeRow[];
  /** Whether the journal has older rows than the last one here. */
  readonly more: boolean;
  /** Rows taken out at the end because newer ones came; still to be had from the journal. */
  readonly dropped: number;
};

/** The same row in two frames: an event by its seq, a group by its id (it may have grown). */
export const rowKey = (row: ChangeRow): string =>
  row.kind === 'group' ? `g${row.groupId}` : `e${row.seq}`;

export const topSeq = (rows: readonly ChangeRow[]): number => rows[0]?.seq ?? 0;

/** How many changes a row stands for. */
export const rowWeight = (row: ChangeRow): number => (row.kind === 'group' ? row.count : 1);

const newestFirst = (rows: readonly ChangeRow[]): readonly ChangeRow[] =>
  rows.every((row, i) => i === 0 || row.seq < (rows[i - 1]?.seq ?? Infinity))
    ? rows
    : rows.toSorted((a, b) => b.seq - a.seq);

/** Where older rows that we hold join the snapshot without a hole, they stay: a reader far down keeps the place. */
export function fromSnapshot(snapshot: FeedSnapshot<'changes'>, previous: Changes | null): Changes {
  const rows = newestFirst(snapshot.rows);
  const fresh: Changes = {
    rows: rows.slice(0, MAX_ROWS),
    more: snapshot.more || rows.length > MAX_ROWS,
    dropped: 0,
  };
  const last = rows.at(-1);
  // Where the journal ends with the snapshot, whatever we hold below was taken out of it.
  if (!previous || !last || !snapshot.more) return fresh;
  const overlap = previous.rows.findIndex((row) => row.seq === last.seq && rowKey(row) === rowKey(last));
  if (overlap < 0) return fresh;
  const joined = [...rows, ...previous.rows.slice(overlap + 1)];
  return bounded({ ...fresh, rows: joined, more: previous.more, dropped: previous.dropped });
}

/** Puts newer rows on top. A group that came again (it grew) leaves its old place. */
export function applyDelta(changes: Changes, delta: FeedDelta<'changes'>): Changes {
  if (delta.rows.length === 0) return changes;
  const arrived = newestFirst(delta.rows);
  const groups = new Set<string>();
  for (const row of arrived) if (row.kind === 'group') groups.add(row.groupId);
  const kept =
    groups.size === 0
      ? changes.rows
      : changes.rows.filter((row) => row.kind !== 'group' || !groups.has(row.groupId));
  const joined = arrived.concat(kept);
  const inOrder = (arrived.at(-1)?.seq ?? 0) > topSeq(kept);
  return bounded({ ...changes, rows: inOrder ? joined : newestFirst(joined) });
}

/** Adds a page of older rows at the end. Rows that we have already are left out. */
export function appendOlder(rows: readonly ChangeRow[], older: readonly ChangeRow[]): readonly ChangeRow[] {
  const end = rows.at(-1)?.seq ?? Infinity;
  return rows.concat(newestFirst(older).filter((row) => row.seq < end));
}

function bounded(changes: Changes): Changes {
  const over = changes.rows.length - MAX_ROWS;
  if (over <= 0) return changes;
  return {
    ...changes,
    rows: changes.rows.slice(0, MAX_ROWS),
    more: true,
    dropped: changes.dropped + over,
  };
}
