import { randomUUID } from 'node:crypto';
import type { BusState, BusStatus } from '../../shared/bus-state.ts';
import { LotwatchError } from '../../shared/result.ts';
import { backOff, longWait } from './back-off.ts';
import type { Bus, Listener, SharedLogAccess, TailHandler } from './bus.ts';
import type { BusTarget } from './control.ts';
import { explainFailure } from './redis-failure.ts';
import { appendToLog } from './redis-script.ts';
import { openRedisSession, type RedisSession } from './redis-session.ts';
import { parseRedisUrl, publicUrl, redisNames, type RedisAddress, type RedisNames } from './redis-url.ts';

export type RedisBusOptions = {
  readonly target: BusTarget;
  /** Entries the log keeps, about (MAXLEN ~). */
  readonly maxLength: number;
  readonly now: () => number;
  readonly onListenerError: (error: unknown) => void;
};

export type RedisBusFigures = {
  readonly redisUrl: string;
  readonly latencyMs: number | null;
  readonly reconnects: number;
  readonly lastError: { readonly at: string; readonly message: string } | null;
  /** Why it is not connected is for a person to mend: a wrong password, a certificate. */
  readonly isRefused: boolean;
};

class ResumedError extends Error {
  override readonly name = 'ResumedError';
}

/** A session that held so long was a good one: the next loss is tried again soon. */
const STEADY_MS = 1_000;

/**
 * The bus over a Redis server. It opens at once and connects behind the scenes; losing the server is a state, never an
 * error: calls reject with `unavailable` until it is back.
 * @throws LotwatchError `bad-input` for an address that is none.
 */
export class RedisBus implements Bus {
  readonly #options: RedisBusOptions;
  readonly #address: RedisAddress;
  readonly #names: RedisNames;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #stateListeners = new Set<(state: BusState) => void>();
  /** Names the numbering should this console be the first to write. */
  readonly #epoch = randomUUID();
  /** Orders to subscribe that are on their way: announcements wait for them. */
  #subscribing: Promise<unknown> = Promise.resolve();
  #tail: TailHandler | null = null;
  #session: RedisSession | null = null;
  #state: BusState;
  #wake: () => void = () => undefined;
  #closed = false;
  readonly #stop = new AbortController();
  #resp: 2 | 3 = 3;
  #reconnects = -1;
  #lastError: RedisBusFigures['lastError'] = null;
  #isRefused = false;
  readonly #done: Promise<void>;

  constructor(options: RedisBusOptions) {
    this.#options = options;
    this.#address = parseRedisUrl(options.target.url);
    this.#names = redisNames(options.target.namespace);
    this.#state = { status: 'connecting', since: this.#isoNow(), reason: null };
    this.#done = this.#run();
  }

  get state(): BusState {
    return this.#state;
  }

  get figures(): RedisBusFigures {
    return {
      redisUrl: publicUrl(this.#address),
      latencyMs: this.#session?.latency() ?? null,
      reconnects: Math.max(0, this.#reconnects),
      lastError: this.#lastError,
      isRefused: this.#isRefused,
    };
  }

  readonly log: SharedLogAccess = {
    bounds: (entry) => this.#call((session) => session.log.bounds(entry)),
    range: (from, to, limit) => this.#call((session) => session.log.range(from, to, limit)),
    scanState: (cursor) => this.#call((session) => session.log.scanState(cursor)),
  };

  onState(listener: (state: BusState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  append: Bus['append'] = (entries) =>
    this.#call(({ commands }) =>
      appendToLog(commands, this.#names, entries, {
        maxLength: this.#options.maxLength,
        epoch: this.#epoch,
      }),
    );

  tail(handler: TailHandler): () => void {
    if (this.#tail !== null) throw new Error('The log has a tail already');
    this.#tail = handler;
    this.#session?.tail(handler);
    return () => {
      this.#tail = null;
    };
  }

  async announce(channel: string, json: string): Promise<void> {
    await this.#subscribing;
    await this.#call(({ commands }) => commands.send(['PUBLISH', this.#names.channel(channel), json]));
  }

  subscribe(channel: string, listener: Listener): () => void {
    const set = this.#listeners.get(channel) ?? new Set();
    const isFirst = set.size === 0;
    this.#listeners.set(channel, set.add(listener));
    const session = this.#session;
    if (isFirst && session !== null) this.#subscribing = this.#listen(session, channel).catch(session.end);
    return () => set.delete(listener);
  }

  /**
   * The machine woke up: connections that seem to hold may be dead, so they are dropped and opened again at once instead
   * of when a timeout or the next attempt is due. No state between says otherwise, unless the server is gone.
   */
  resumed(): void {
    this.#session?.end(new ResumedError('The machine was asleep'));
    this.#wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop.abort(new LotwatchError('unavailable', 'The bus is closed'));
    this.#session?.end(new LotwatchError('unavailable', 'The bus is closed'));
    this.#wake();
    this.#listeners.clear();
    await this.#done;
    this.#stateListeners.clear();
  }

  /** Connects, holds, and connects again until closed. */
  async #run(): Promise<void> {
    let attempt = 0;
    while (!this.#closed) {
      const failed = await this.#hold((steady) => {
        if (steady) attempt = 0;
      });
      if (this.#closed) return;
      if (failed instanceof ResumedError) continue;
      const failure = explainFailure(failed, this.#address);
      if (failure.oldProtocol && this.#resp === 3) {
        this.#resp = 2;
        continue;
      }
      this.#isRefused = failure.lasting;
      this.#lastError = { at: this.#isoNow(), message: failure.message };
      this.#change('fallback-local', failure.message);
      await this.#pause(failure.lasting ? longWait(Math.random()) : backOff(attempt, Math.random()));
      attempt += 1;
    }
  }

  /** One session from its handshake to its end; returns why it ended. */
  async #hold(onEnd: (steady: boolean) => void): Promise<unknown> {
    let session: RedisSession;
    try {
      session = await openRedisSession(this.#address, this.#names, this.#resp, this.#stop.signal);
    } catch (error) {
      return error;
    }
    const from = performance.now();
    try {
      await Promise.all([...this.#listeners.keys()].map((channel) => this.#listen(session, channel)));
    } catch (error) {
      session.end(error);
    }
    if (this.#closed) session.end(new LotwatchError('unavailable', 'The bus is closed'));
    else {
      this.#session = session;
      this.#reconnects += 1;
      this.#isRefused = false;
      if (this.#tail !== null) session.tail(this.#tail);
      this.#change('redis', null);
    }
    const reason = await session.ended;
    this.#session = null;
    onEnd(performance.now() - from > STEADY_MS);
    return reason;
  }

  #listen(session: RedisSession, channel: string): Promise<void> {
    return session.listener.subscribe(this.#names.channel(channel), (json) => {
      // A copy: a listener may leave while it is called. What is thrown here would end the subscription silently.
      const set = this.#listeners.get(channel);
      for (const listener of set === undefined ? [] : [...set]) {
        try {
          if (set?.has(listener) === true) listener(json, channel);
        } catch (error) {
          this.#options.onListenerError(error);
        }
      }
    });
  }

  async #call<T>(work: (session: RedisSession) => Promise<T>): Promise<T> {
    const session = this.#session;
    if (session === null) {
      const why = this.#closed ? 'The bus is closed' : (this.#state.reason ?? 'Redis is not connected yet');
      throw new LotwatchError('unavailable', why);
    }
    try {
      return await work(session);
    } catch (error) {
      const failure = explainFailure(error, this.#address);
      // Even one call that is refused or unanswered shows that the session is not what it seems.
      session.end(error);
      throw new LotwatchError('unavailable', failure.message, { cause: error });
    }
  }

  #change(status: BusStatus, reason: string | null): void {
    if (this.#state.status === status && this.#state.reason === reason) return;
    // The same trouble in other words began when it began.
    const since = this.#state.status === status ? this.#state.since : this.#isoNow();
    this.#state = { status, since, reason };
    for (const listener of [...this.#stateListeners]) {
      try {
        listener(this.#state);
      } catch (error) {
        this.#options.onListenerError(error);
      }
    }
  }

  async #pause(ms: number): Promise<void> {
    const due = Promise.withResolvers<void>();
    this.#wake = due.resolve;
    const timer = setTimeout(due.resolve, ms);
    await due.promise;
    clearTimeout(timer);
    this.#wake = () => undefined;
  }

  #isoNow(): string {
    return new Date(this.#options.now()).toISOString();
  }
}

export const openRedisBus = (options: RedisBusOptions): RedisBus => new RedisBus(options);
