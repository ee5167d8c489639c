import { eventsSince, lastSeq } from '../store/journal/journal-read.ts';
import type { Db } from '../store/open.ts';
import { lastGapId, placedGaps, type PlacedGap } from '../store/sharing/shared-logs.ts';
import type { JournalEvent } from '../../shared/events.ts';
import { FRAME_MS } from './session.ts';

/** Read at once: a few milliseconds of the main thread, and what one write to a client may hold. */
export const PAGE_EVENTS = 250;
/** Pages kept for those who ask next: everyone who is up to date asks for the same ones. */
export const KEPT_PAGES = 16;

/** Events in order of seq: all there are with `after` < seq <= `upTo`. */
export type EventPage = {
  readonly after: number;
  readonly upTo: number;
  readonly events: readonly JournalEvent[];
};

/**
 * The journal for programs: every change by itself, in order, from any position. Readers ask for the next page when
 * they have room for it, so the journal is the only buffer and a slow reader costs nothing.
 */
export class EventStream {
  readonly epoch: string;
  readonly #db: Db;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  readonly #pages = new Map<number, EventPage>();
  #seq: number;
  #gaps: readonly PlacedGap[];
  #timer: NodeJS.Timeout | null = null;
  #notifiedAt = 0;

  constructor(db: Db, epoch: string, onError: (error: unknown) => void) {
    this.#db = db;
    this.epoch = epoch;
    this.#onError = onError;
    this.#seq = lastSeq(db);
    this.#gaps = placedGaps(db);
  }

  /** The newest position; falls only with a new epoch. */
  get seq(): number {
    // A reader may stand behind what the last refresh saw.
    this.refresh();
    return this.#seq;
  }

  /** Pages kept for those who ask next. */
  get kept(): number {
    return this.#pages.size;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** The number of the newest gap in the shared log; 0 = there was none. */
  get lastGap(): number {
    this.refresh();
    return this.#gaps.at(-1)?.id ?? 0;
  }

  /** The first gap of a number above `told` that stands at a position: behind what has come, before what follows. */
  gapAt(position: number, told: number): PlacedGap | null {
    return this.#gaps.find(({ id, seq }) => id > told && seq === position) ?? null;
  }

  /** The journal or its gaps may have grown: readers are notified at most once a frame. */
  refresh(): void {
    const seq = lastSeq(this.#db);
    const gap = lastGapId(this.#db);
    if (seq === this.#seq && gap === (this.#gaps.at(-1)?.id ?? 0)) return;
    this.#seq = seq;
    if (gap !== (this.#gaps.at(-1)?.id ?? 0)) this.#gaps = placedGaps(this.#db);
    if (this.#timer !== null || this.#listeners.size === 0) return;
    const wait = Math.max(0, this.#notifiedAt + FRAME_MS - performance.now());
    this.#timer = setTimeout(() => this.#notify(), Math.ceil(wait));
  }

  /** Rows left the journal: pages read before may hold them. */
  reset(): void {
    this.#pages.clear();
    this.refresh();
  }

  /** Called when there is more to read; returns the way to end it. */
  onGrowth(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The page behind `after`; the same one for everyone who stands there. */
  read(after: number): EventPage {
    const kept = this.#pages.get(after);
    if (kept !== undefined) return kept;
    const found = after < this.#seq ? [...eventsSince(this.#db, after, PAGE_EVENTS)] : [];
    // A full page ends at its last event; in a short one there is nothing behind it up to what we knew or just saw.
    const last = found.at(-1)?.seq ?? 0;
    const end = found.length === PAGE_EVENTS ? last : Math.max(this.#seq, last, after);
    // And every page ends where something is missing, so that nobody reads on without being told.
    const upTo = this.#gaps.reduce((least, { seq }) => (seq > after && seq < least ? seq : least), end);
    const events = upTo === end ? found : found.filter(({ seq }) => seq <= upTo);
    const page = { after, upTo, events };
    if (upTo > after) this.#keep(page);
    return page;
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#listeners.clear();
    this.#pages.clear();
  }

  #keep(page: EventPage): void {
    this.#pages.set(page.after, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > KEPT_PAGES && oldest !== undefined) this.#pages.delete(oldest);
  }

  #notify(): void {
    this.#timer = null;
    this.#notifiedAt = performance.now();
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
