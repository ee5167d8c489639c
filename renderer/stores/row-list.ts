/** The newest rows of a list kept in memory; older ones come page by page. */
export const MAX_ROWS = 5_000;

export type Numbered = { readonly seq: number };

/** Newest first, without holes. */
export type RowList<Row> = {
  readonly rows: readonly Row[];
  /** Whether the journal has older rows than the last one here. */
  readonly more: boolean;
  /** Rows taken out at the end because newer ones came; still to be had from the journal. */
  readonly dropped: number;
  /** There are rows, and the filter leaves all of them out. */
  readonly hides: boolean;
};

type Page<Row> = { readonly rows: readonly Row[]; readonly hides?: boolean | undefined };

export const topSeq = (rows: readonly Numbered[]): number => rows[0]?.seq ?? 0;
export const lastSeq = (rows: readonly Numbered[]): number => rows.at(-1)?.seq ?? 0;

const newestFirst = <Row extends Numbered>(rows: readonly Row[]): readonly Row[] =>
  rows.every((row, i) => i === 0 || row.seq < (rows[i - 1]?.seq ?? Infinity))
    ? rows
    : rows.toSorted((a, b) => b.seq - a.seq);

/** Adds a page of older rows at the end. Rows that we have already are left out. */
export function appendOlder<Row extends Numbered>(
  rows: readonly Row[],
  older: readonly Row[],
): readonly Row[] {
  const end = rows.at(-1)?.seq ?? Infinity;
  return rows.concat(newestFirst(older).filter((row) => row.seq < end));
}

/** The rows without those of groups that `newer` has: there they stand as they are now. */
export function withoutGrown<Row>(
  rows: readonly Row[],
  newer: readonly Row[],
  groupOf: (row: Row) => string | null,
): readonly Row[] {
  const groups = new Set(newer.map(groupOf).filter((group) => group !== null));
  return groups.size === 0 ? rows : rows.filter((row) => !groups.has(groupOf(row) ?? ''));
}

/**
 * The reducer of a feed of rows. `groupOf` names the group that a row represents, null for a row of its own: a group
 * that grew comes again under a new seq.
 */
export function rowListReducer<Row extends Numbered>(groupOf: (row: Row) => string | null) {
  const same = (a: Row, b: Row): boolean => a.seq === b.seq && groupOf(a) === groupOf(b);
  return {
    /** Where older rows that we hold join the snapshot without a hole, they stay: a reader far down keeps the place. */
    fromSnapshot: (
      snapshot: Page<Row> & { readonly more: boolean },
      previous: RowList<Row> | null,
    ): RowList<Row> => {
      const rows = newestFirst(snapshot.rows);
      const fresh: RowList<Row> = {
        rows: rows.slice(0, MAX_ROWS),
        more: snapshot.more || rows.length > MAX_ROWS,
        dropped: 0,
        hides: snapshot.hides ?? false,
      };
      const last = rows.at(-1);
      // Where the journal ends with the snapshot, whatever we hold below was taken out of it.
      if (!previous || !last || !snapshot.more) return fresh;
      const overlap = previous.rows.findIndex((row) => same(row, last));
      if (overlap < 0) return fresh;
      const joined = [...rows, ...withoutGrown(previous.rows.slice(overlap + 1), rows, groupOf)];
      return bounded({ ...fresh, rows: joined, more: previous.more, dropped: previous.dropped });
    },

    /** Puts newer rows on top. A group that came again leaves its old place. */
    applyDelta: (list: RowList<Row>, delta: Page<Row>): RowList<Row> => {
      if (delta.rows.length === 0) return delta.hides && !list.hides ? { ...list, hides: true } : list;
      const arrived = newestFirst(delta.rows);
      const kept = withoutGrown(list.rows, arrived, groupOf);
      const joined = arrived.concat(kept);
      const inOrder = lastSeq(arrived) > topSeq(kept);
      return bounded({ ...list, rows: inOrder ? joined : newestFirst(joined) });
    },
  };
}

function bounded<Row>(list: RowList<Row>): RowList<Row> {
  const over = list.rows.length - MAX_ROWS;
  if (over <= 0) return list;
  return { ...list, rows: list.rows.slice(0, MAX_ROWS), more: true, dropped: list.dropped + over };
}
