import type { FeedName } from '../../shared/channels.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import { lastSeq } from '../store/journal/journal-read.ts';
import type { Db } from '../store/open.ts';
import { FrameListeners, type Delta, type Feed } from './feed.ts';

/** What a screen gets when it opens; older rows come by `changes.page`. */
export const SNAPSHOT_ROWS = 500;
/** More rows than this since the last frame are a new snapshot: a screen can show no more, and can page the rest. */
export const MAX_DELTA_ROWS = 1_000;

/** Rows of one list, newest first, with after < seq < before. */
export type ReadRows = (
  db: Db,
  range: { readonly after?: number; readonly before?: number; readonly limit: number },
) => { readonly rows: readonly unknown[]; readonly more: boolean };

type Rows = { readonly rows: readonly unknown[] };
type RowsFrame = Frame<Rows & { readonly more: boolean }, Rows>;

/** The journal as rows of one list: changes, scores. `seq` is the journal's own. */
export class JournalFeed implements Feed {
  readonly name: FeedName;
  readonly #db: Db;
  readonly #readRows: ReadRows;
  readonly #epoch: string;
  readonly #listeners: FrameListeners;
  #seq: number;

  constructor(
    name: FeedName,
    readRows: ReadRows,
    store: { readonly db: Db; readonly epoch: string; readonly onError: (error: unknown) => void },
  ) {
    const { db, epoch, onError } = store;
    this.name = name;
    this.#readRows = readRows;
    this.#db = db;
    this.#epoch = epoch;
    this.#listeners = new FrameListeners(onError);
    this.#seq = lastSeq(db);
  }

  /** The journal may have grown: tell the subscribers. */
  refresh(): void {
    const seq = lastSeq(this.#db);
    if (seq === this.#seq) return;
    const after = this.#seq;
    this.#seq = seq;
    if (this.#listeners.size > 0) this.#listeners.emit(this.#between(after, seq));
  }

  /** Everyone starts over: rows were taken out of the journal, as when the sample goes. */
  reset(): void {
    this.#seq = lastSeq(this.#db);
    this.#listeners.emit(this.#snapshot());
  }

  since(position: FeedPosition | null): readonly Frame[] {
    this.refresh();
    if (position === null) return [this.#snapshot()];
    if (position.epoch !== this.#epoch || position.seq > this.#seq) {
      const reason = 'The database was created again or restored, so the history is a different one.';
      return [
        {
          feed: this.name,
          epoch: this.#epoch,
          after: position.seq,
          seq: this.#seq,
          kind: 'gap',
          missed: null,
          reason,
        },
        this.#snapshot(),
      ];
    }
    return position.seq === this.#seq ? [] : [this.#between(position.seq, this.#seq)];
  }

  onFrame(listener: (frame: Frame) => void): () => void {
    return this.#listeners.add(listener);
  }

  join(deltas: readonly Delta[]): Frame {
    const joined = joinRows(deltas);
    // More than a screen can show: what a screen gets that opens now is less to carry, and the rest can be paged.
    return joined.data.rows.length > MAX_DELTA_ROWS ? this.#snapshot() : joined;
  }

  #between(after: number, seq: number): RowsFrame {
    const { rows, more } = this.#readRows(this.#db, { after, before: seq + 1, limit: MAX_DELTA_ROWS });
    if (more) return this.#snapshot();
    return { feed: this.name, epoch: this.#epoch, after, seq, kind: 'delta', data: { rows } };
  }

  #snapshot(): RowsFrame {
    const seq = this.#seq;
    const data = this.#readRows(this.#db, { before: seq + 1, limit: SNAPSHOT_ROWS });
    return { feed: this.name, epoch: this.#epoch, after: 0, seq, kind: 'snapshot', data };
  }
}

/** Their rows in one delta, newest first as in each of them. Every one follows the one before it. */
export function joinRows(deltas: readonly Delta[]): Delta & { readonly data: Rows } {
  const [first, last] = [deltas[0], deltas.at(-1)];
  if (first === undefined || last === undefined) throw new Error('There is nothing to join');
  // Made by this feed, whose deltas carry rows.
  const rows = deltas.toReversed().flatMap(({ data }) => (data as Rows).rows);
  return { ...last, after: first.after, data: { rows } };
}
