import type { Bus, LoggedEntry, SharedLogAccess, TailHandler } from '../bus/bus.ts';
import type { BusCatchUp } from '../../shared/diagnostics.ts';
import type { Db } from '../store/open.ts';
import { readCursor } from '../store/sharing/shared-logs.ts';
import { toIso } from '../../shared/units.ts';
import type { Applied } from './apply.ts';
import type { SharedLogTasks, SharedLogWriter } from './tasks.ts';

export type TailOptions = {
  readonly db: Db;
  readonly bus: Bus;
  readonly target: string;
  readonly writeWorker: SharedLogWriter;
  readonly now: () => number;
  readonly onApplied: (applied: Applied, entries: readonly LoggedEntry[]) => void;
  /** Others' changes during a closure or an outage are all here. */
  readonly onCaughtUp: (catchUp: BusCatchUp) => void;
};

/** Applies the shared log to the journal and the listings of other consoles; the worker does the work. */
export class Tail implements TailHandler {
  readonly #options: TailOptions;
  readonly #stop: () => void;
  /** What the last connection read may still be on its way into the journal when the next one begins. */
  #taking: Promise<unknown> = Promise.resolve();
  /** Until the tail is where the log was when we connected. */
  #catchingUp: { readonly top: number; readonly from: number | null; changes: number } | null = null;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#stop = options.bus.tail(this);
  }

  close(): void {
    this.#stop();
  }

  async start(): Promise<string> {
    await this.#taking.catch(() => undefined);
    return this.#begin();
  }

  async #begin(): Promise<string> {
    const { db, target, writeWorker } = this.#options;
    const log = this.#log();
    const known = readCursor(db, target);
    const bounds = await log.bounds(known?.entry ?? '0-0');
    const { cursor, before } = await writeWorker.run('startLog', { target, bounds }).done;
    this.#catchingUp = { top: bounds.n, from: before.inTouchAt, changes: 0 };
    if (cursor.resync) await this.#readState(log);
    if (cursor.n !== null && cursor.n >= bounds.n) this.#catchingUp = null;
    return cursor.entry;
  }

  take(entries: readonly LoggedEntry[]): Promise<string | null> {
    const taking = this.#take(entries);
    this.#taking = taking;
    return taking;
  }

  async #take(entries: readonly LoggedEntry[]): Promise<string | null> {
    const { target, writeWorker, onApplied } = this.#options;
    const apply = async (
      some: readonly LoggedEntry[],
      truth: SharedLogTasks['applyLog']['input']['truth'],
    ): Promise<Applied> => {
      const done = await writeWorker.run('applyLog', { target, entries: some, truth }).done;
      onApplied(done, some.slice(0, done.taken));
      this.#countCatchUp(done);
      return done;
    };
    let applied = await apply(entries, null);
    if (applied.taken < entries.length) {
      // After they were read, so that nothing genuine among them is beyond what the log says of itself.
      const truth = await this.#log().bounds('0-0');
      applied = await apply(entries.slice(applied.taken), truth);
    }
    if (applied.restart) return this.#begin();
    if (applied.cursor.resync) await this.#readState(this.#log());
    return null;
  }

  #countCatchUp({ fresh, cursor }: Applied): void {
    const catching = this.#catchingUp;
    if (catching === null) return;
    catching.changes += fresh;
    if (cursor.n === null || cursor.n < catching.top) return;
    this.#catchingUp = null;
    const { from, changes } = catching;
    if (changes === 0 || from === null) return;
    this.#options.onCaughtUp({ changes, from: toIso(from), to: toIso(this.#options.now()) });
  }

  /** The whole last known state, page by page, while no entry is applied: what comes after it is newer. */
  async #readState(log: SharedLogAccess): Promise<void> {
    const { target, writeWorker } = this.#options;
    const generation = await writeWorker.run('beginState', {}).done;
    let cursor = '0';
    do {
      const page = await log.scanState(cursor);
      await writeWorker.run('putState', { generation, rows: page.rows }).done;
      cursor = page.cursor;
    } while (cursor !== '0');
    await writeWorker.run('endState', { target, generation }).done;
  }

  #log(): SharedLogAccess {
    const { log } = this.#options.bus;
    if (log === null) throw new Error('This bus has no log');
    return log;
  }
}
