import type { Bus } from '../bus/bus.ts';
import type { Db } from '../store/open.ts';
import {
  countPublished,
  countWaiting,
  nextWaiting,
  sentBefore,
  type WaitingEvent,
} from '../store/sharing/outbox.ts';
import type { SharedLogWriter } from './tasks.ts';
import { toLogEntry } from './to-entry.ts';
import { compareEntries } from './gaps.ts';

/** Events in one round trip: building more would hold the main thread for longer than a frame allows. */
const BATCH = 250;

export type SenderOptions = {
  /** Reads the outbox. */
  readonly db: Db;
  readonly bus: Bus;
  readonly target: string;
  readonly writeWorker: SharedLogWriter;
  /** Of one run and channel on Pub/Sub (rules 26). */
  readonly maxPublishedPerRun: number;
  readonly onSent: (events: number) => void;
  /** What is not merely Redis being away. */
  readonly onError: (error: unknown) => void;
};

/** Drains the outbox in order whenever there is something in it and the log takes it. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #stopState: () => void;
  /** Events on the channels so far, by run and type. */
  readonly #published = new Map<string, number>();
  #running: Promise<void> | null = null;
  #hasMore = false;
  /** The server may have lost what it had accepted: it was away. */
  #mustVerify = true;
  #closed = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#stopState = options.bus.onState(({ status }) => {
      if (status !== 'redis') this.#mustVerify = true;
      else this.wake();
    });
    this.wake();
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#closed) return;
    this.#hasMore = true;
    // Begun later: a run that ends at once must not end before it is noted.
    this.#running ??= Promise.resolve().then(() => this.#run());
  }

  /** Settles when nothing waits to be sent, after `ms`, or when it is `hopeless`; returns how many events still wait. */
  async drain(ms: number, hopeless: () => boolean): Promise<number> {
    const until = performance.now() + ms;
    let left = countWaiting(this.#options.db);
    while (left > 0 && performance.now() < until && !hopeless()) {
      this.wake();
      await Promise.race([this.#running, new Promise((resolve) => setTimeout(resolve, 25))]);
      if (this.#options.bus.state.status !== 'redis')
        await new Promise((resolve) => setTimeout(resolve, 25));
      left = countWaiting(this.#options.db);
    }
    return left;
  }

  /** Takes up nothing new; settles when the batch on its way is through or given up. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#stopState();
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#hasMore && !this.#closed && this.#options.bus.state.status === 'redis') {
        this.#hasMore = false;
        if (this.#mustVerify) await this.#verify();
        while (!this.#closed && (await this.#sendBatch()));
      }
    } catch (error) {
      // Redis went away: the bus says so and wakes us when it is back. Anything else is ours.
      if (this.#options.bus.state.status === 'redis') this.#options.onError(error);
    } finally {
      this.#running = null;
    }
    // Woken, or back, between the last look and now.
    if (this.#hasMore && !this.#closed && this.#options.bus.state.status === 'redis')
      setTimeout(() => this.wake(), 50);
  }

  /** Returns whether there may be more. */
  async #sendBatch(): Promise<boolean> {
    const { db, bus, target, writeWorker, onSent } = this.#options;
    const rows = nextWaiting(db, BATCH);
    if (rows.length === 0) return false;
    const counted = new Map(this.#published);
    const entries = rows.map((row) => toLogEntry(row, this.#mayPublish(row, counted)));
    const receipt = await bus.append(entries);
    if (receipt === null) return false;
    for (const [key, count] of counted) this.#published.set(key, count);
    const sent = rows.map(({ seq, run_id: runId }, i) => ({
      seq,
      runId,
      n: receipt.places[i]?.n ?? 0,
      entry: receipt.places[i]?.entry ?? '',
      published: entries[i]?.announce ?? false,
    }));
    await writeWorker.run('markSent', { target, epoch: receipt.epoch, sent }).done;
    onSent(rows.length);
    if (this.#published.size > 1_000) this.#published.clear();
    return true;
  }

  /** The channels carry the first of a run and type; one that was on its channel before a loss is not sent there again. */
  #mayPublish(row: WaitingEvent, counted: Map<string, number>): boolean {
    if (row.published === 1 || row.type === 'ai-scores:baseline') return false;
    const key = `${row.run_id} ${row.type}`;
    const sofar = counted.get(key) ?? countPublished(this.#options.db, row.run_id, row.type);
    const may = sofar < this.#options.maxPublishedPerRun;
    counted.set(key, may ? sofar + 1 : sofar);
    return may;
  }

  /**
   * Finds what the server has lost of what it accepted from us (rules 23), and sends it again. What a server loses is
   * always the end of what it had, also where others have written since: so the newest of ours that it still has is
   * searched by halving.
   */
  async #verify(): Promise<void> {
    const { db, bus, target, writeWorker } = this.#options;
    if (bus.log === null) return;
    const [newest] = sentBefore(db, target, Number.MAX_SAFE_INTEGER, 1);
    if (newest !== undefined) {
      const { epoch, first } = await bus.log.bounds('0-0');
      const has = async (row: { id: string; epoch: string; entry: string }): Promise<boolean> => {
        if (row.epoch !== epoch) return false;
        // Older than the log's beginning: trimmed, which is no loss.
        if (first === null || compareEntries(row.entry, first) < 0) return true;
        const [found] = (await bus.log?.range(row.entry, row.entry, 1)) ?? [];
        return found?.id === row.id;
      };
      if (!(await has(newest))) {
        let [good, bad] = [0, newest.seq];
        while (bad - good > 1) {
          const [row] = sentBefore(db, target, Math.ceil((good + bad) / 2) + 1, 1);
          if (row === undefined || row.seq <= good) good = Math.ceil((good + bad) / 2);
          else if (await has(row)) good = Math.max(row.seq, good + 1);
          else bad = Math.min(row.seq, bad - 1);
        }
        await writeWorker.run('sendAgain', { target, after: good }).done;
      }
    }
    this.#mustVerify = false;
  }
}
