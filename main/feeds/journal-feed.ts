import type { FeedName } from '../../shared/channels.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import { lastSeq } from '../store/journal/journal-read.ts';
import type { RowPage, RowRange } from '../store/journal/list-rows.ts';
import type { Db } from '../store/open.ts';
import { FeedListeners, type Feed, type FeedChange } from './feed.ts';

/** What a screen gets when it opens; older rows come by `changes.page`. */
export const SNAPSHOT_ROWS = 500;
/** More rows than this since a reader's position are a new snapshot: a screen can show no more, and can page the rest. */
export const MAX_DELTA_ROWS = 1_000;
/** Frames kept for windows that stand at the same place: they ask within the same moment. */
export const KEPT_FRAMES = 8;

/** Rows of one list that a filter lets pass, newest first. */
export type ReadRows<Filter> = (
  range: RowRange,
  filter: Filter,
) => RowPage<unknown> | Promise<RowPage<unknown>>;

type Found = readonly Frame[] | Promise<readonly Frame[]>;

/** The journal as rows of one list: changes, scores. `seq` is the journal's own. */
export class JournalFeed<Filter> implements Feed<Filter> {
  readonly name: FeedName;
  readonly #db: Db;
  readonly #readRows: ReadRows<Filter>;
  readonly #listeners: FeedListeners;
  readonly #history: string;
  /** How often rows were taken out of the journal since we opened: a reader from before must begin again. */
  #removals = 0;
  /** The newest row that the listeners know of. */
  #notifiedSeq: number;
  readonly #kept = new Map<string, Found>();

  /** @param store.epoch of the journal's numbering */
  constructor(
    name: FeedName,
    readRows: ReadRows<Filter>,
    store: { readonly db: Db; readonly epoch: string; readonly onError: (error: unknown) => void },
  ) {
    this.name = name;
    this.#readRows = readRows;
    this.#db = store.db;
    this.#history = store.epoch;
    this.#listeners = new FeedListeners(store.onError);
    this.#notifiedSeq = lastSeq(this.#db);
  }

  /** Frames kept for the next who asks. */
  get kept(): number {
    return this.#kept.size;
  }

  /** The journal may have grown: notifies the subscribers. */
  refresh(): void {
    const seq = lastSeq(this.#db);
    if (seq === this.#notifiedSeq) return;
    this.#notifiedSeq = seq;
    this.#listeners.notify('more');
  }

  /** Everyone starts over: rows were taken out of the journal, as when the sample goes. */
  reset(): void {
    this.#notifiedSeq = lastSeq(this.#db);
    this.#removals += 1;
    this.#kept.clear();
    this.#listeners.notify('reread');
  }

  since(position: FeedPosition | null, filter: Filter): Found {
    const seq = lastSeq(this.#db);
    if (position === null) return this.#once(0, seq, filter, () => this.#snapshot(seq, filter));
    if (historyOf(position.epoch) !== this.#history || position.seq > seq) {
      const snapshot = this.#snapshot(seq, filter);
      const gap = this.#gap(position.seq, seq);
      return snapshot instanceof Promise ? snapshot.then((frames) => [gap, ...frames]) : [gap, ...snapshot];
    }
    if (position.epoch !== this.#epoch) return this.#snapshot(seq, filter);
    if (position.seq === seq) return [];
    return this.#once(position.seq, seq, filter, () => this.#between(position.seq, seq, filter));
  }

  onChange(listener: (change: FeedChange) => void): () => void {
    return this.#listeners.add(listener);
  }

  get #epoch(): string {
    return this.#removals === 0 ? this.#history : `${this.#history}.${this.#removals}`;
  }

  /** Windows that stand at the same place get the same frames. */
  #once(after: number, seq: number, filter: Filter, find: () => Found): Found {
    const key = JSON.stringify([after, seq, filter]);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const found = find();
    if (found instanceof Promise) found.catch(() => this.#kept.delete(key));
    this.#kept.set(key, found);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_FRAMES && oldest !== undefined) this.#kept.delete(oldest);
    return found;
  }

  #between(after: number, seq: number, filter: Filter): Found {
    const frameOf = ({ rows, more, hides }: RowPage<unknown>): Found =>
      more
        ? this.#snapshot(seq, filter)
        : [{ feed: this.name, epoch: this.#epoch, after, seq, kind: 'delta', data: { rows, hides } }];
    const found = this.#readRows({ after, before: seq + 1, limit: MAX_DELTA_ROWS }, filter);
    return found instanceof Promise ? found.then(frameOf) : frameOf(found);
  }

  #snapshot(seq: number, filter: Filter): Found {
    const epoch = this.#epoch;
    const frameOf = (data: RowPage<unknown>): readonly Frame[] => [
      { feed: this.name, epoch, after: 0, seq, kind: 'snapshot', data },
    ];
    const found = this.#readRows({ before: seq + 1, limit: SNAPSHOT_ROWS }, filter);
    return found instanceof Promise ? found.then(frameOf) : frameOf(found);
  }

  #gap(after: number, seq: number): Frame {
    const reason = 'The database was created again or restored, so the history is a different one.';
    return { feed: this.name, epoch: this.#epoch, after, seq, kind: 'gap', missed: null, reason };
  }
}

/** An epoch without its count of removals. */
const historyOf = (epoch: string): string => epoch.replace(/\.\d+$/, '');
