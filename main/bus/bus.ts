import type { BusState } from '../../shared/bus-state.ts';

/**
 * What carries events between consoles (architecture.md, "The journal and the bus"). Screens never read it: they read
 * the journal, which it feeds. Every bus passes `conformance.ts`.
 */

/** An event on its way to the shared log. */
export type LogEntry = { readonly id: string; readonly type: string; readonly json: string };

/** Where a tail stands: the log's own entry id, its running number and the epoch of its numbering. */
export type LogPosition = { readonly epoch: string; readonly n: number; readonly entry: string };

export type Listener = (json: string, channel: string) => void;

export type Bus = {
  readonly state: BusState;
  /** Called on every change of state, never at once; answers the way to end it. */
  onState(listener: (state: BusState) => void): () => void;
  /** Appends to the shared log in this order; settles when the log has them. */
  append(entries: readonly LogEntry[]): Promise<void>;
  /** Entries after a position, in order, as they come; answers the way to end it. */
  tail(
    after: LogPosition | null,
    onEntries: (entries: readonly LogEntry[], at: LogPosition) => void,
  ): () => void;
  /** Publishes to other programs on one of the seed's channels. */
  announce(channel: string, json: string): Promise<void>;
  /** Hears what is announced on a channel; a listener that throws harms nobody. */
  subscribe(channel: string, listener: Listener): () => void;
  /** Ends everything. Idempotent; later calls of `announce` and `append` reject. */
  close(): Promise<void>;
};
