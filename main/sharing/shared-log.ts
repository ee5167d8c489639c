import type { BusState } from '../../shared/bus-state.ts';
import type { BusCatchUp, BusGap, BusReport, BusTest } from '../../shared/diagnostics.ts';
import type { Bus } from '../bus/bus.ts';
import type { BusControl, BusTarget } from '../bus/control.ts';
import { openLocalBus } from '../bus/local.ts';
import { openRedisBus, type RedisBus } from '../bus/redis.ts';
import { checkRedis } from '../bus/redis-check.ts';
import { targetName } from '../bus/redis-url.ts';
import type { Db } from '../store/open.ts';
import { countWaiting } from '../store/sharing/outbox.ts';
import { listGaps, listRejected } from '../store/sharing/shared-logs.ts';
import { receiveExternal } from './external.ts';
import { Sender } from './sender.ts';
import { Tail } from './tail.ts';
import type { SharedLogWriter } from './tasks.ts';

const HISTORY = 50;
/** So many entries at once are a catch-up: screens are notified now and then instead of at every batch. */
const CATCH_UP_ENTRIES = 500;
const CATCH_UP_MS = 250;
/** An entry is some eight pages of the write-ahead log. */
const CHECKPOINT_ENTRIES = 1_000;

export type SharedLogOptions = {
  readonly db: Db;
  /** A worker of its own: a long sync must not keep others' events waiting longer than the write lock does. */
  readonly writeWorker: SharedLogWriter;
  /** Copies what the write worker has written to where it stays; by another worker. */
  readonly checkpoint: () => Promise<void>;
  readonly maxPublishedPerRun: number;
  readonly maxLength: number;
  readonly now: () => number;
  /** The journal grew. */
  readonly onEvents: () => void;
  /** State, gaps or catch-up are not what they were. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
};

type Parts = { readonly bus: Bus; readonly redis: RedisBus | null; close(): Promise<void> };

/** The bus of a console with everything around it: outbox, tail, channels, and the figures of all of them. */
export class SharedLog implements BusControl {
  readonly #options: SharedLogOptions;
  readonly #openedAt: number;
  readonly #history: BusState[] = [];
  readonly #counts = { published: 0, received: 0, rejected: 0 };
  #parts: Parts;
  #sender: Sender | null = null;
  #target: BusTarget | null = null;
  #catchUp: BusCatchUp | null = null;
  #gaps: readonly BusGap[] = [];
  #lagMs: number | null = null;
  #reconnects = 0;
  #switching: Promise<void> = Promise.resolve();
  #closed = false;
  /** Entries since the last checkpoint. */
  #unchecked = 0;
  #checking = false;

  constructor(options: SharedLogOptions) {
    this.#options = options;
    this.#openedAt = options.now();
    this.#parts = this.#openLocal();
    this.#note(this.#parts.bus.state);
  }

  get state(): BusState {
    return this.#parts.bus.state;
  }

  /** Since this console started, newest first. */
  get gaps(): readonly BusGap[] {
    return this.#gaps;
  }

  get catchUp(): BusCatchUp | null {
    return this.#catchUp;
  }

  /** Something was committed: there may be events to send. */
  wake(): void {
    this.#sender?.wake();
  }

  /** The machine woke up: the server is looked for at once. */
  resumed(): void {
    this.#parts.redis?.resumed();
  }

  use(target: BusTarget | null): Promise<void> {
    // One switch after the other. An address that is none is refused before anything is touched.
    const name = target === null ? null : targetName(target);
    const done = this.#switching.then(() => this.#use(target, name));
    this.#switching = done.catch(() => undefined);
    return done;
  }

  async test(target: BusTarget | null): Promise<BusTest> {
    const asked = target ?? this.#target;
    if (asked !== null) return checkRedis(asked);
    return { ok: false, message: 'No Redis is configured.', latencyMs: null, serverVersion: null };
  }

  report(): BusReport {
    const { db } = this.#options;
    const figures = this.#parts.redis?.figures;
    return {
      state: this.state,
      history: [...this.#history],
      redisUrl: figures?.redisUrl ?? null,
      namespace: this.#target?.namespace ?? null,
      latencyMs: figures?.latencyMs ?? null,
      lagMs: this.#lagMs,
      reconnects: this.#reconnects + (figures?.reconnects ?? 0),
      lastError: figures?.lastError ?? null,
      ...this.#counts,
      outbox: countWaiting(db),
      rejectedPayloads: listRejected(db),
      gaps: listGaps(db, 0),
      catchUp: this.#catchUp,
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#switching;
    await this.#parts.close();
  }

  async #use(target: BusTarget | null, name: string | null): Promise<void> {
    if (this.#closed) return;
    const { writeWorker } = this.#options;
    await this.#parts.close();
    this.#reconnects += this.#parts.redis?.figures.reconnects ?? 0;
    await writeWorker.run('useLog', { target: name }).done;
    this.#target = target;
    this.#lagMs = null;
    this.#parts = target === null || name === null ? this.#openLocal() : this.#openRedis(target, name);
    this.#changed();
  }

  #openLocal(): Parts {
    const { now, onError } = this.#options;
    const bus = openLocalBus({ now, onListenerError: onError });
    return { bus, redis: null, close: () => bus.close() };
  }

  #openRedis(target: BusTarget, name: string): Parts {
    const { db, writeWorker, now, maxLength, maxPublishedPerRun, onError, onEvents } = this.#options;
    const bus = openRedisBus({ target, maxLength, now, onListenerError: onError });
    const stopState = bus.onState(() => this.#changed());
    const onSent = (events: number): void => {
      this.#counts.published += events;
    };
    const sender = new Sender({ db, bus, target: name, writeWorker, maxPublishedPerRun, onSent, onError });
    this.#sender = sender;
    let due: NodeJS.Timeout | null = null;
    const notify = (entries: number): void => {
      if (entries >= CATCH_UP_ENTRIES) {
        due ??= setTimeout(() => notify(0), CATCH_UP_MS);
        return;
      }
      if (due !== null) clearTimeout(due);
      due = null;
      if (!this.#closed) onEvents();
    };
    const tail = new Tail({
      db,
      bus,
      target: name,
      writeWorker,
      now,
      onApplied: ({ fresh, rejected, gaps }, entries) => {
        this.#counts.received += fresh;
        this.#counts.rejected += rejected;
        this.#lagMs = Math.max(0, now() - Number(entries.at(-1)?.entry.split('-')[0] ?? now()));
        if (fresh > 0) notify(entries.length);
        this.#written(entries.length);
        if (gaps > 0) this.#changed();
      },
      onCaughtUp: (catchUp) => {
        this.#catchUp = catchUp;
        this.#changed();
      },
    });
    const onTaken = ({ accepted, rejected }: { accepted: number; rejected: number }): void => {
      this.#counts.received += accepted;
      this.#counts.rejected += rejected;
      if (accepted > 0) onEvents();
    };
    const stopExternal = receiveExternal({ bus, writeWorker, onTaken, onError });
    const close = async (): Promise<void> => {
      stopState();
      stopExternal();
      tail.close();
      if (due !== null) clearTimeout(due);
      this.#sender = null;
      // Its batch on the way settles with the bus at the latest.
      const sent = sender.close();
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
      await bus.close();
      await sent;
    };
    return { bus, redis: bus, close };
  }

  /** A checkpoint now and then, one at a time. */
  #written(entries: number): void {
    this.#unchecked += entries;
    if (this.#unchecked < CHECKPOINT_ENTRIES || this.#checking) return;
    [this.#unchecked, this.#checking] = [0, true];
    void this.#options.checkpoint().then(() => {
      this.#checking = false;
    });
  }

  #changed(): void {
    this.#gaps = listGaps(this.#options.db, this.#openedAt);
    this.#note(this.state);
    this.#options.onChange();
  }

  #note(state: BusState): void {
    const [latest] = this.#history;
    if (latest?.status === state.status && latest.reason === state.reason) return;
    this.#history.unshift(state);
    this.#history.splice(HISTORY);
  }
}
