import type { FeedDelta, FeedSnapshot } from '../../shared/contract.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import { lastSeq } from '../store/journal-read.ts';
import type { Db } from '../store/open.ts';
import { changeRows } from './change-rows.ts';
import { FrameListeners, type Delta, type Feed } from './feed.ts';

/** What a screen gets when it opens; older rows come by `changes.page`. */
export const SNAPSHOT_ROWS = 500;
/** More rows than this since the last frame are a new snapshot: a screen can show no more, and can page the rest. */
export const MAX_DELTA_ROWS = 1_000;

type ChangesFrame = Frame<FeedSnapshot<'changes'>, FeedDelta<'changes'>>;

/** The journal as rows of the live list. `seq` is the journal's own. */
export class ChangesFeed implements Feed {
  readonly name = 'changes';
  readonly #db: Db;
  readonly #epoch: string;
  readonly #listeners: FrameListeners;
  #seq: number;

  constructor(db: Db, epoch: string, onError: (error: unknown) => void) {
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
      const reason = 'This is another history than the screen had: the database was made anew or restored.';
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

  #between(after: number, seq: number): ChangesFrame {
    const { rows, more } = changeRows(this.#db, { after, before: seq + 1, limit: MAX_DELTA_ROWS });
    if (more) return this.#snapshot();
    return { feed: this.name, epoch: this.#epoch, after, seq, kind: 'delta', data: { rows } };
  }

  #snapshot(): ChangesFrame {
    const seq = this.#seq;
    const data = changeRows(this.#db, { before: seq + 1, limit: SNAPSHOT_ROWS });
    return { feed: this.name, epoch: this.#epoch, after: 0, seq, kind: 'snapshot', data };
  }
}

/** Their rows in one delta, newest first as in each of them. Every one follows the one before it. */
export function joinRows(deltas: readonly Delta[]): Delta & { readonly data: FeedDelta<'changes'> } {
  const [first, last] = [deltas[0], deltas.at(-1)];
  if (first === undefined || last === undefined) throw new Error('There is nothing to join');
  // Made by this feed, whose deltas carry rows.
  const rows = deltas.toReversed().flatMap(({ data }) => (data as FeedDelta<'changes'>).rows);
  return { ...last, after: first.after, data: { rows } };
}
