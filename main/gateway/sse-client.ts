import type { ServerResponse } from 'node:http';
import type { EventSource } from '../adapter.ts';
import type { Message } from '../../shared/alerts/message.ts';
import { passes, passesAlert, type StreamFilter } from './sse-filter.ts';
import { ALERT, block, eventBlock, positionId } from './sse-text.ts';
import { toIso } from '../../shared/units.ts';

/** Pages in a row that hold nothing for a client before others get their turn. */
const EMPTY_PAGES = 4;
/** How long a dropped client may take to read why. */
const CLOSE_GRACE_MS = 5_000;

export type SseClientOptions = {
  readonly source: EventSource;
  readonly response: ServerResponse;
  readonly filter: StreamFilter;
  /** The position it has everything up to, and the newest gap it knows of. */
  readonly cursor: number;
  readonly told: number;
  readonly now: () => number;
};

/**
 * One program that listens. It gets the next page of the journal when it has taken the one before: what waits for it
 * here is never more than one page, however slowly it reads.
 */
export class SseClient {
  readonly #options: SseClientOptions;
  #cursor: number;
  #told: number;
  /** The newest gap it was told of behind its cursor; 0 = none. */
  #toldHere = 0;
  /** When the write began that the client has not taken yet; null = it has taken everything. By no clock that is set. */
  #waitingSince: number | null = null;
  #spokeAt = performance.now();
  #scheduled: NodeJS.Immediate | null = null;
  #ended = false;

  constructor(options: SseClientOptions) {
    this.#options = options;
    this.#cursor = options.cursor;
    this.#told = options.told;
  }

  get id(): string {
    return positionId({
      epoch: this.#options.source.epoch,
      seq: this.#cursor,
      gap: this.#toldHere,
    });
  }

  /** Sends what there is, gaps in their places, until the client has to take some of it first. */
  pump(): void {
    let empty = 0;
    while (!this.#ended && this.#waitingSince === null && this.#scheduled === null) {
      const gap = this.#options.source.gapAt(this.#cursor, this.#told);
      if (gap !== null) {
        [this.#told, this.#toldHere] = [gap.id, gap.id];
        this.send('gap', { missed: gap.missed, reason: gap.reason }, true);
        continue;
      }
      const page = this.#options.source.read(this.#cursor);
      if (page.upTo <= this.#cursor) return;
      this.#cursor = page.upTo;
      this.#toldHere = 0;
      const text = this.#textOf(page.events);
      if (text !== '') this.#write(text);
      else if ((empty += 1) >= EMPTY_PAGES) {
        this.#scheduled = setImmediate(() => {
          this.#scheduled = null;
          this.pump();
        });
      }
    }
  }

  /** A block of ours besides the events; left out where the client has yet to take the last one. */
  send(type: string, data: unknown, withId: boolean): void {
    if (this.#ended || this.#waitingSince !== null) return;
    this.#write(block(type, withId ? this.id : null, new Date(this.#options.now()).toISOString(), data));
  }

  /** What fired just now. It is in no journal: a client that was away asks for it. */
  alert(message: Message): void {
    if (!passesAlert(this.#options.filter, message)) return;
    const { urgent: _urgent, ...data } = message;
    this.send(ALERT, data, false);
  }

  /** Whether it is silent for so long (ms) that it needs a sign of life. */
  isQuiet(ms: number): boolean {
    return performance.now() - this.#spokeAt >= ms;
  }

  /** Whether it has taken nothing for so long (ms). */
  isStuck(ms: number): boolean {
    return this.#waitingSince !== null && performance.now() - this.#waitingSince >= ms;
  }

  /** Says why and ends; it can come back with the id of the last event it had. */
  drop(reason: string): void {
    if (this.#ended) return;
    const { response, now } = this.#options;
    response.end(block('dropped', null, toIso(now()), { reason }));
    setTimeout(() => response.destroy(), CLOSE_GRACE_MS).unref();
    this.stop();
  }

  stop(): void {
    this.#ended = true;
    if (this.#scheduled !== null) clearImmediate(this.#scheduled);
  }

  #textOf(events: Parameters<typeof textOf>[0]): string {
    return textOf(events, this.#options.filter, this.#options.source.epoch);
  }

  #write(text: string): void {
    const { response } = this.#options;
    this.#spokeAt = performance.now();
    if (response.write(text)) return;
    this.#waitingSince = performance.now();
    response.once('drain', () => {
      this.#waitingSince = null;
      this.pump();
    });
  }
}

type Events = ReturnType<EventSource['read']>['events'];
/** The blocks of a page, made once for all its readers and gone with it. */
const blocksOf = new WeakMap<Events, readonly (string | null)[]>();
const wholeText = new WeakMap<Events, string>();

function textOf(events: Events, filter: StreamFilter, epoch: string): string {
  let blocks = blocksOf.get(events);
  if (blocks === undefined) {
    blocks = events.map((event) => eventBlock(event, epoch));
    blocksOf.set(events, blocks);
  }
  const passing = blocks.filter((text, index) => {
    const event = events[index];
    return text !== null && event !== undefined && passes(filter, event);
  });
  // Most clients want everything: they share one text.
  if (passing.length < blocks.length) return passing.join('');
  const whole = wholeText.get(events) ?? passing.join('');
  wholeText.set(events, whole);
  return whole;
}
