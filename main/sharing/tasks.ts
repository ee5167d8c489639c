import type { LogBounds, LoggedEntry } from '../bus/bus.ts';
import type { LogNumbering } from './gaps.ts';
import { markSent, sendAgain, type SentEvent } from '../store/sharing/outbox.ts';
import { transaction, type Db } from '../store/open.ts';
import { useSharedLog, type LogCursor } from '../store/sharing/shared-logs.ts';
import {
  applyEntries,
  beginState,
  endState,
  placeAtStart,
  putState,
  ingestExternal,
  type Applied,
  type Received,
} from './apply.ts';

/** What the shared log asks of a worker. */
export type SharedLogTasks = {
  /** Switches sharing with one log on, or with null off. */
  readonly useLog: { readonly input: { readonly target: string | null }; readonly output: null };
  readonly startLog: {
    readonly input: { readonly target: string; readonly bounds: LogBounds };
    readonly output: { readonly cursor: LogCursor; readonly before: LogCursor };
  };
  readonly applyLog: {
    readonly input: {
      readonly target: string;
      readonly entries: readonly LoggedEntry[];
      readonly truth: LogNumbering | null;
    };
    readonly output: Applied;
  };
  readonly beginState: { readonly input: Record<string, never>; readonly output: number };
  readonly putState: {
    readonly input: { readonly generation: number; readonly rows: readonly (readonly [string, string])[] };
    readonly output: null;
  };
  readonly endState: {
    readonly input: { readonly target: string; readonly generation: number };
    readonly output: null;
  };
  readonly markSent: {
    readonly input: {
      readonly target: string;
      readonly epoch: string;
      readonly sent: readonly SentEvent[];
    };
    readonly output: null;
  };
  /** Returns how many go again. */
  readonly sendAgain: {
    readonly input: { readonly target: string; readonly after: number };
    readonly output: number;
  };
  readonly ingestExternal: {
    readonly input: { readonly received: readonly Received[] };
    readonly output: { readonly accepted: number; readonly rejected: number };
  };
};

type Handlers = {
  readonly [Name in keyof SharedLogTasks]: (
    input: SharedLogTasks[Name]['input'],
    tools: { readonly db: Db },
  ) => SharedLogTasks[Name]['output'];
};

export const sharedLogHandlers: Handlers = {
  useLog: ({ target }, { db }) => {
    transaction(db, () => useSharedLog(db, target, Date.now()));
    return null;
  },
  startLog: ({ target, bounds }, { db }) => placeAtStart(db, target, bounds, Date.now()),
  applyLog: ({ target, entries, truth }, { db }) => applyEntries(db, target, entries, truth, Date.now()),
  beginState: (_input, { db }) => beginState(db),
  putState: ({ generation, rows }, { db }) => {
    putState(db, generation, rows, Date.now());
    return null;
  },
  endState: ({ target, generation }, { db }) => {
    endState(db, target, generation);
    return null;
  },
  markSent: ({ target, epoch, sent }, { db }) => {
    transaction(db, () => markSent(db, { target, epoch }, sent, Date.now()));
    return null;
  },
  sendAgain: ({ target, after }, { db }) => transaction(db, () => sendAgain(db, target, after)),
  ingestExternal: ({ received }, { db }) => ingestExternal(db, received, Date.now()),
};

/** Whoever runs these tasks: a worker thread, or a command that writes by itself. */
export type SharedLogWriter = {
  run<Name extends keyof SharedLogTasks>(
    task: Name,
    input: SharedLogTasks[Name]['input'],
  ): { readonly done: Promise<SharedLogTasks[Name]['output']> };
};
