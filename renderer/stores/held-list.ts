import type { Result } from '../../shared/result.ts';
import type { Numbered, RowList } from './row-list.ts';
import { appendOlder, lastSeq, topSeq } from './row-list.ts';

/** Rows per call for older ones. */
const OLDER_PAGE = 200;
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
export type Held = {
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
  /** Rows above this seq have just come in. */
  readonly freshAbove: number;
};

export const NOT_READY: Held = {
  ready: false,
  end: { kind: 'complete' },
  paused: false,
  held: false,
  newOver: false,
  cleared: false,
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
  readonly state: Held;
  /** Those to show, cleared ones included. */
  readonly rows: readonly Row[];
  /** Rows up to here were cleared away. */
  readonly clearedSeq: number;
  /** Those that came in while the list stood still, and maybe some older ones behind them; [] while it moves. */
  readonly arrived: readonly Row[];
  /** The newest one shown. */
  readonly heldTop: number;
};

export type HeldList<Row> = {
  readonly control: ListControl;
  read(): HeldRows<Row>;
  stop(): void;
};

type Older<Row> = { readonly after: number; readonly rows: readonly Row[]; readonly more: boolean };

/**
 * A list of journal rows that stands still while someone reads it, and reads back page by page. `publish` is called
 * whenever {@link HeldList.read} would answer differently.
 */
export function createHeldList<Row extends Numbered>(options: {
  newest(): RowList<Row> | null;
  page(input: {
    before: number | null;
    limit: number;
  }): Promise<Result<{ rows: readonly Row[]; more: boolean }>>;
  publish(): void;
}): HeldList<Row> {
  const { newest, publish } = options;
  let paused = false;
  let reading = false;
  let clearedSeq = 0;
  /** The rows as they were when the list was held. */
  let stood: RowList<Row> | null = null;
  let older: Older<Row> | null = null;
  let olderLoading = false;
  let olderError: string | null = null;
  let settledSeq: number | null = null;
  let tint: ReturnType<typeof setTimeout> | null = null;

  /** Older rows count only while they follow the last row without a hole. */
  const olderOf = (base: RowList<Row>): Older<Row> | null =>
    older !== null && older.after === lastSeq(base.rows) ? older : null;

  const settleLater = (top: number): void => {
    settledSeq ??= top;
    if (tint !== null || top <= settledSeq) return;
    tint = setTimeout(() => {
      tint = null;
      settledSeq = top;
      publish();
    }, TINT_MS);
  };

  const endOf = (base: RowList<Row>, back: Older<Row> | null, length: number): ListEnd => {
    if (!(back ? back.more : base.more)) return { kind: 'complete' };
    if (length >= READ_BACK_MAX) return { kind: 'limit' };
    return { kind: 'more', loading: olderLoading, error: olderError };
  };

  const hold = (): void => {
    const stands = paused || reading;
    if (stands && stood === null) stood = newest();
    if (!stands && stood !== null) {
      settledSeq = topSeq(stood.rows);
      stood = null;
      olderError = null;
    }
    publish();
  };

  const loadOlder = async (): Promise<void> => {
    const base = stood ?? newest();
    if (!base || olderLoading) return;
    const back = olderOf(base);
    const rows = back?.rows ?? [];
    if (!(back ? back.more : base.more) || base.rows.length + rows.length >= READ_BACK_MAX) return;
    olderLoading = true;
    olderError = null;
    publish();
    const after = lastSeq(base.rows);
    const before = lastSeq(rows) || after || null;
    const answer = await options.page({ before, limit: OLDER_PAGE });
    olderLoading = false;
    if (answer.ok) older = { after, rows: appendOlder(rows, answer.value.rows), more: answer.value.more };
    else olderError = answer.error.message;
    publish();
  };

  const read = (): HeldRows<Row> => {
    const live = newest();
    // The journal starts over or lost its newest rows (the sample went): there is nothing left to stand still for.
    if (stood && live && topSeq(live.rows) < topSeq(stood.rows)) stood = live;
    const base = stood ?? live;
    const common = { paused, held: stood !== null, cleared: clearedSeq > 0 };
    if (!base || !live)
      return { state: { ...NOT_READY, ...common }, rows: [], clearedSeq, arrived: [], heldTop: 0 };
    const back = olderOf(base);
    const rows = back ? base.rows.concat(back.rows) : base.rows;
    const heldTop = topSeq(base.rows);
    settleLater(topSeq(live.rows));
    const state: Held = {
      ...common,
      ready: true,
      end: endOf(base, back, rows.length),
      newOver: stood !== null && live.rows.length > 0 && lastSeq(live.rows) > heldTop,
      freshAbove: settledSeq ?? 0,
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
      clearedSeq = topSeq(newest()?.rows ?? []);
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
