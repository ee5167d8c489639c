import type { BusState } from '../../shared/bus-state.ts';

/**
 * What carries events between consoles (architecture.md, "The journal and the bus"). Screens never read it: they read
 * the journal, which it feeds. Every bus passes `conformance.ts`.
 */

/** Characters of a text from outside; a payload of ours has some 200. What is longer is cut, and refused for its length. */
export const MAX_TEXT = 64 * 1024;

/** An event on its way to the shared log. */
export type LogEntry = {
  readonly id: string;
  readonly type: string;
  /** The seed's payload with what we add to it; the same on the channel and in the log. */
  readonly json: string;
  /** JSON: what the vehicle is; in the log only. */
  readonly facts: string;
  /** JSON: what the journal of another console needs beyond the payload; in the log only. */
  readonly extra: string;
  /** instanceId of the console that made it. */
  readonly origin: string;
  /** Which listing's last known state it changes, and how. */
  readonly state: { readonly field: string; readonly patch: string } | null;
  /** Whether it goes out on its type's channel, too. */
  readonly announce: boolean;
};

/** An entry as it stands in the log, each text cut to one character more than {@link MAX_TEXT}. */
export type LoggedEntry = Omit<LogEntry, 'state' | 'announce'> & {
  /** The log's own id of the entry: "<ms>-<number>". */
  readonly entry: string;
  readonly n: number;
  readonly epoch: string;
};

/** Where entries came to stand, in the order they were given. */
export type Receipt = {
  readonly epoch: string;
  readonly places: readonly { readonly n: number; readonly entry: string }[];
};

/** The log at one moment. */
export type LogBounds = {
  readonly epoch: string;
  /** Of the newest entry ever made. */
  readonly n: number;
  /** Entry ids; null = the log is empty. */
  readonly first: string | null;
  readonly last: string | null;
  /** Whether the entry that was asked for is in the log. */
  readonly asked: boolean;
};

export type TailHandler = {
  /** At every connection, before anything is read: answers the entry id to read after. */
  start(): Promise<string>;
  /**
   * In order, never two at once; what it rejects is read again at the next connection. Answers the entry id to read
   * after where the log must be read anew, else null.
   */
  take(entries: readonly LoggedEntry[]): Promise<string | null>;
};

/** What a shared log is asked for. Everything settles within its deadline. */
export type SharedLogAccess = {
  bounds(entry: string): Promise<LogBounds>;
  /** Entries from `from` to `to`, both included. */
  range(from: string, to: string, limit: number): Promise<LoggedEntry[]>;
  /** A page of the last known states, field by field; the cursor "0" begins and ends. */
  scanState(
    cursor: string,
  ): Promise<{ readonly cursor: string; readonly rows: readonly (readonly [string, string])[] }>;
};

export type Listener = (json: string, channel: string) => void;

export type Bus = {
  readonly state: BusState;
  /** Null where there is no shared log. */
  readonly log: SharedLogAccess | null;
  /** Called on every change of state, never at once; returns the way to end it. */
  onState(listener: (state: BusState) => void): () => void;
  /** Appends to the shared log in this order; settles when the log has them. Null where there is no log. */
  append(entries: readonly LogEntry[]): Promise<Receipt | null>;
  /** Entries of the log as they come; one tail a bus. Returns the way to end it. */
  tail(handler: TailHandler): () => void;
  /** Publishes to other programs on one of the seed's channels. */
  announce(channel: string, json: string): Promise<void>;
  /** Receives what is published on a channel; a listener that throws does not disturb the others. */
  subscribe(channel: string, listener: Listener): () => void;
  /** Ends everything. Idempotent; later calls of `announce` and `append` reject. */
  close(): Promise<void>;
};
