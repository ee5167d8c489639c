import type { Result } from '../../shared/result.ts';
import type { Numbered, RowList } from './row-list.ts';
import { appendOlder, lastSeq, topSeq, withoutGrown } from './row-list.ts';

/** Rows per call for older ones. */
export const OLDER_PAGE = 200;
/** Where scrolling back ends; the command line has the rest. */
export const READ_BACK_MAX = 20_000;
/** How long a row that came in stays tinted. */
const TINT_MS = 2_500;

/** What a list says below its last row. */
export type ListEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'more'; readonly loading: boolean; readonly error: string | null }
  | { readonly kind: 'limit' };

/** How a list stands to its reader; the same for every list of the live screen. */
export type PausableState = {
  /** False until the first snapshot. */
  readonly ready: boolean;
  readonly end: ListEnd;
  /** A person stopped the list. */
  readonly paused: boolean;
  /** Rows stand still, by a pause or because someone reads further down. */
  readonly held: boolean;
  /** True where more came in meanwhile than is kept, so a count of new rows is a lower bound. */
  readonly newOver: boolean;
  readonly cleared: boolean;
  /** There are rows, and the filter leaves all of them out. */
  readonly hides: boolean;
  /** Another filter was asked for; what is shown is still the answer to the one before. */
  readonly stale: boolean;
  /** Rows above this seq have just come in. */
  readonly freshAbove: number;
};

export const NOT_READY: PausableState = {
  ready: false,
  end: { kind: 'complete' },
  paused: false,
  held: false,
  newOver: false,
  cleared: false,
  hides: false,
  stale: false,
  freshAbove: 0,
};

/** What a person can do with any list. */
export type ListControl = {
  pause(): void;
  /** Ends a pause and any reading further down: the newest rows are shown again. */
  backToNewest(): void;
  /** Whether someone reads below the top; the list then stands still. */
  setReading(reading: boolean): void;
  clear(): void;
  unclear(): void;
  loadOlder(): Promise<void>;
};

export type HeldRows<Row> = {
  readonly state: PausableState;
  /** Those to show, cleared ones included. */
  readonly rows: readonly Row[];
  /** Rows up to here were cleared away. */
  readonly clearedSeq: number;
  /** Those that came in while the list stood still, and maybe some older ones behind them; [] while it moves. */
  readonly arrived: readonly Row[];
  /** The newest one shown. */
  readonly heldTop: number;
};

export type PausableList<Row> = {
  readonly control: ListControl;
  read(): HeldRows<Row>;
  stop(): void;
};

/** The newest rows, and the filter they were asked for with: another object, another list. */
export type Newest<Row> = {
  readonly list: RowList<Row>;
  readonly filter: unknown;
  readonly stale: boolean;
};

type Older<Row> = { readonly after: number; readonly rows: readonly Row[]; readonly more: boolean };

/**
 * A list of journal rows that stands still while someone reads it, and reads back page by page. `publish` is called
 * whenever {@link PausableList.read} would answer differently.
 */
export function createPausableList<Row extends Numbered>(options: {
  newest(): Newest<Row> | null;
  /** The group that a row represents; null = it is a row of its own. */
  groupOf(row: Row): string | null;
  /** Older rows by the filter that `newest` has. */
  page(input: {
    before: number | null;
    limit: number;
  }): Promise<Result<{ rows: readonly Row[]; more: boolean }>>;
  publish(): void;
}): PausableList<Row> {
  const { publish } = options;
  let paused = false;
  let reading = false;
  let clearedSeq = 0;
  /** The rows as they were when the list was held. */
  let stood: RowList<Row> | null = null;
  /** The newest seq there was when the list was held. */
  let heldSeq = 0;
  /** What `stood` and `older` are rows of. */
  let filter: unknown = null;
  let older: Older<Row> | null = null;
  let olderLoading = false;
  let olderError: string | null = null;
  let seenSeq: number | null = null;
  let tint: ReturnType<typeof setTimeout> | null = null;

  /** The newest rows. Where they answer another filter, what was kept of the one before goes. */
  const newest = (): Newest<Row> | null => {
    const now = options.newest();
    if (now === null || now.filter === filter) return now;
    filter = now.filter;
    older = null;
    olderLoading = false;
    olderError = null;
    // A list that stands still does so under every filter: what came in since stays above it.
    if (stood !== null) stood = upTo(now.list, heldSeq);
    return now;
  };

  /** Older rows count only while they follow the last row without a hole. */
  const olderOf = (base: RowList<Row>): Older<Row> | null =>
    older !== null && older.after === lastSeq(base.rows) ? older : null;

  const settleLater = (top: number): void => {
    seenSeq ??= top;
    if (tint !== null || top <= seenSeq) return;
    tint = setTimeout(() => {
      tint = null;
      seenSeq = top;
      publish();
    }, TINT_MS);
  };

  const endOf = (base: RowList<Row>, back: Older<Row> | null, length: number): ListEnd => {
    if (!(back ? back.more : base.more)) return { kind: 'complete' };
    // What is older was cleared away with the rest.
    const last = lastSeq(back?.rows.length ? back.rows : base.rows) || (stood === null ? 0 : heldSeq);
    if (clearedSeq > 0 && last <= clearedSeq) return { kind: 'complete' };
    if (length >= READ_BACK_MAX) return { kind: 'limit' };
    return { kind: 'more', loading: olderLoading, error: olderError };
  };

  const hold = (): void => {
    const stands = paused || reading;
    if (stands && stood === null) {
      stood = newest()?.list ?? null;
      heldSeq = topSeq(stood?.rows ?? []);
    }
    if (!stands && stood !== null) {
      seenSeq = topSeq(stood.rows);
      stood = null;
      olderError = null;
    }
    publish();
  };

  const loadOlder = async (): Promise<void> => {
    const live = newest();
    const base = stood ?? live?.list;
    if (!base || olderLoading) return;
    const asked = filter;
    const back = olderOf(base);
    const rows = back?.rows ?? [];
    if (!(back ? back.more : base.more) || base.rows.length + rows.length >= READ_BACK_MAX) return;
    olderLoading = true;
    olderError = null;
    publish();
    const after = lastSeq(base.rows);
    const before = lastSeq(rows) || after || (stood === null ? null : heldSeq + 1);
    const answer = await options.page({ before, limit: OLDER_PAGE });
    // Meanwhile another filter was chosen: these are not its rows.
    if (asked !== filter) return;
    olderLoading = false;
    if (answer.ok) older = { after, rows: appendOlder(rows, answer.value.rows), more: answer.value.more };
    else olderError = answer.error.message;
    publish();
  };

  const read = (): HeldRows<Row> => {
    const now = newest();
    const live = now?.list ?? null;
    // The journal starts over or lost its newest rows (the sample went): there is nothing left to stand still for.
    if (stood && live && topSeq(live.rows) < topSeq(stood.rows)) {
      stood = live;
      heldSeq = topSeq(live.rows);
    }
    const base = stood ?? live;
    const common = { paused, held: stood !== null, cleared: clearedSeq > 0 };
    if (!base || !live || !now)
      return { state: { ...NOT_READY, ...common }, rows: [], clearedSeq, arrived: [], heldTop: 0 };
    const back = olderOf(base);
    const rows = back ? base.rows.concat(withoutGrown(back.rows, base.rows, options.groupOf)) : base.rows;
    const heldTop = stood === null ? topSeq(base.rows) : heldSeq;
    settleLater(topSeq(live.rows));
    const state: PausableState = {
      ...common,
      ready: true,
      end: endOf(base, back, rows.length),
      hides: base.hides && rows.length === 0,
      stale: now.stale,
      newOver: stood !== null && live.rows.length > 0 && lastSeq(live.rows) > heldTop,
      freshAbove: seenSeq ?? 0,
    };
    return { state, rows, clearedSeq, arrived: stood ? live.rows : [], heldTop };
  };

  const control: ListControl = {
    pause: () => {
      paused = true;
      hold();
    },
    backToNewest: () => {
      paused = false;
      reading = false;
      hold();
    },
    setReading: (now) => {
      if (now === reading) return;
      reading = now;
      hold();
    },
    clear: () => {
      clearedSeq = topSeq(newest()?.list.rows ?? []);
      publish();
    },
    unclear: () => {
      clearedSeq = 0;
      publish();
    },
    loadOlder,
  };
  return {
    control,
    read,
    stop: () => {
      if (tint !== null) clearTimeout(tint);
    },
  };
}

/** The list as it was when `seq` was the newest. */
function upTo<Row extends Numbered>(list: RowList<Row>, seq: number): RowList<Row> {
  return { ...list, rows: list.rows.filter((row) => row.seq <= seq) };
}
