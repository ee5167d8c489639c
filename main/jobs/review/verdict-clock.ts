import { UNDO_MS } from '../../../shared/review.ts';
import type { Result } from '../../../shared/result.ts';
import type { Db } from '../../store/open.ts';
import { openVerdicts } from '../../store/review/verdicts.ts';
import { SCORE_DIRTY, type Job } from '../runner.ts';
import type { WorkerHost } from '../worker-host.ts';

/** How soon a verdict is tried again that must wait for a source to be read. */
const BUSY_MS = 1_000;

export type VerdictClockParts = {
  readonly db: Db;
  readonly writeWorker: Pick<WorkerHost, 'run'>;
  readonly start: (job: Job) => string;
  /** Something was carried out. */
  readonly onCarried: () => void;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
};

/**
 * Carries verdicts out when their time has come. The database says which there are, whoever made them, so one that was
 * waiting when the console ended is carried out when it starts.
 */
export class VerdictClock {
  readonly #parts: VerdictClockParts;
  readonly #started = new Map<string, { readonly verdict: number; readonly held: number }>();
  #timer: NodeJS.Timeout | null = null;
  #working = false;
  #resume = true;
  #stopped = false;

  constructor(parts: VerdictClockParts) {
    this.#parts = parts;
  }

  /** Carries out what a former process left, and from then on what becomes due. */
  begin(): void {
    void this.#carry();
  }

  /** The database changed: another verdict may be the next. */
  follow(): void {
    if (this.#resume || this.#working || this.#stopped) return;
    const now = this.#parts.now();
    const dues = openVerdicts(this.#parts.db).flatMap(({ state, dueAt }) =>
      state === 'waiting' ? [dueAt] : [],
    );
    if (dues.length === 0) this.#wait(null);
    else this.#wait(Math.min(Math.max(Math.min(...dues) - now, 0), UNDO_MS));
  }

  /** A run has ended; where it was a held sync that a verdict let through, that is noted. */
  ended(runId: string, outcome: Result<unknown>): void {
    const started = this.#started.get(runId);
    if (started === undefined) return;
    this.#started.delete(runId);
    const error = outcome.ok ? null : outcome.error.message;
    this.#parts.writeWorker
      .run('endHeldSync', { ...started, error })
      .done.then(() => this.#parts.onCarried(), this.#failed);
  }

  stop(): void {
    this.#stopped = true;
    this.#wait(null);
  }

  readonly #failed = (error: unknown): void => {
    if (!this.#stopped) this.#parts.onError(error);
  };

  #wait(ms: number | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = ms === null ? null : setTimeout(() => void this.#carry(), ms);
  }

  async #carry(): Promise<void> {
    if (this.#working || this.#stopped) return;
    this.#working = true;
    let isBusy = false;
    try {
      const carried = await this.#parts.writeWorker.run('carryOut', { resume: this.#resume }).done;
      this.#resume = false;
      isBusy = carried.isBusy;
      for (const { verdict, held, source, decision } of carried.left) {
        const runId = this.#parts.start({ task: 'msrp_sync', source, held: { id: held, decision } });
        this.#started.set(runId, { verdict, held });
      }
      if (carried.events > 0) this.#parts.start(SCORE_DIRTY);
    } catch (error) {
      this.#failed(error);
      isBusy = true;
    }
    this.#working = false;
    if (this.#stopped) return;
    this.#parts.onCarried();
    if (isBusy) this.#wait(BUSY_MS);
    else this.follow();
  }
}
