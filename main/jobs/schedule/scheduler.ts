import { MANUAL, type Schedule } from '../../../shared/schedule.ts';
import { SETTLE_MS } from '../../sources/locate.ts';
import type { StoredSource } from '../../store/sync/sources.ts';
import type { Findings } from './check-source.ts';
import { assertSchedule, nextTime, previousTime } from './times.ts';
import type { Place, PlaceWatch } from './watch-place.ts';

/**
 * Time is looked at least this often, whatever is due: after sleep or a clock that was set, a timer alone would be late.
 * Watched places are looked at as often, because some of them cannot be watched.
 */
const TICK_MS = 60_000;
/** A file that does not come to rest is asked about less and less often. */
const MAX_SETTLE_MS = 60_000;

export type ScheduledSource = Pick<
  StoredSource,
  'slug' | 'kind' | 'location' | 'schedule' | 'checkedAt' | 'lastSyncAt' | 'retry'
>;

export type SchedulerParts = {
  readonly sources: () => readonly ScheduledSource[];
  /** Looks whether there is anything to sync; `note` = and say so where there is not. */
  readonly check: (slug: string, note: boolean) => Promise<Findings>;
  readonly isBusy: (slug: string) => boolean;
  readonly start: (slug: string) => void;
  readonly watch: (place: Place, onMove: () => void) => PlaceWatch;
  readonly now: () => number;
  /** A next time moved. */
  readonly onMoved: () => void;
  readonly onError: (error: unknown) => void;
};

type Entry = {
  readonly slug: string;
  readonly key: string;
  readonly schedule: Schedule;
  readonly place: Place | null;
  /** Times up to this one are dealt with, unix ms. */
  handled: number;
  nextAt: number | null;
  watch: PlaceWatch | null;
  /** Waits for a file to come to rest. */
  settling: NodeJS.Timeout | null;
  tries: number;
  /** When it could not be read last, and for which such time it was looked at again; unix ms, null = never. */
  failedAt: number | null;
  retriedFor: number | null;
  isLooking: boolean;
};

/**
 * Starts the syncs that are scheduled. A time counts as missed when it lies behind the last look at the source:
 * however many were missed, the source is read once. Reports nothing before `begin`.
 */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #entries = new Map<string, Entry>();
  #timer: NodeJS.Timeout | null = null;
  #isRunning = false;
  #passedAt = 0;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    for (const source of this.#scheduled()) this.#add(source, lastLook(source));
  }

  /** Unix ms; null where no time is known. */
  nextRunAt(slug: string): number | null {
    return this.#entries.get(slug)?.nextAt ?? null;
  }

  /** From here on it starts syncs, at first those missed while the console was closed. */
  begin(): void {
    this.#isRunning = true;
    for (const entry of this.#entries.values()) {
      this.#open(entry);
      this.#retry(entry);
    }
    this.wake();
  }

  /** Takes over what was changed, added or removed; what is new is due at its next time, not at its last. */
  follow(): void {
    const found = new Map(this.#scheduled().map((source) => [source.slug, source]));
    let isMoved = false;
    for (const entry of [...this.#entries.values()]) {
      const source = found.get(entry.slug);
      if (source !== undefined && keyOf(source) === entry.key) {
        entry.handled = Math.max(entry.handled, lastLook(source));
        entry.failedAt = source.retry?.failedAt ?? null;
        this.#retry(entry);
        found.delete(entry.slug);
        continue;
      }
      this.#drop(entry);
      isMoved = true;
    }
    for (const source of found.values()) {
      this.#open(this.#add(source, this.#parts.now()));
      isMoved = true;
    }
    if (isMoved && this.#isRunning) this.#arm();
  }

  /** Computes all times again and catches up on what was missed: at the start, and after sleep. */
  wake(): void {
    if (this.#isRunning) this.#pass([...this.#entries.values()]);
  }

  stop(): void {
    this.#isRunning = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const entry of [...this.#entries.values()]) this.#drop(entry);
  }

  /** Most ticks find nothing due and reckon nothing. */
  #tick(): void {
    const now = this.#parts.now();
    const isSetBack = now < this.#passedAt;
    this.#pass(
      [...this.#entries.values()].filter(
        ({ nextAt, place }) => isSetBack || place !== null || (nextAt !== null && nextAt <= now),
      ),
    );
  }

  #pass(entries: readonly Entry[]): void {
    const now = this.#parts.now();
    this.#passedAt = now;
    let isMoved = false;
    for (const entry of entries) {
      // A clock that was set back must not silence a source until it is where it was.
      entry.handled = Math.min(entry.handled, now);
      if (isDue(entry, now)) {
        entry.handled = now;
        void entry.watch?.renew();
        void this.#look(entry);
      }
      const nextAt = nextTime(entry.schedule, now);
      isMoved ||= nextAt !== entry.nextAt;
      entry.nextAt = nextAt;
    }
    if (isMoved) this.#parts.onMoved();
    this.#arm();
  }

  #scheduled(): ScheduledSource[] {
    return this.#parts
      .sources()
      .filter(({ kind, schedule }) => kind !== 'sample' && schedule.kind !== 'manual');
  }

  #add(source: ScheduledSource, handled: number): Entry {
    const { slug, kind, location } = source;
    const schedule = this.#usable(source.schedule);
    const isPlace =
      schedule.kind === 'watch' && location !== null && (kind === 'file' || kind === 'folder');
    const entry: Entry = {
      slug,
      key: keyOf(source),
      schedule,
      place: isPlace ? { kind, location } : null,
      handled,
      nextAt: nextTime(schedule, this.#parts.now()),
      watch: null,
      settling: null,
      tries: 0,
      failedAt: source.retry?.failedAt ?? null,
      retriedFor: null,
      isLooking: false,
    };
    this.#entries.set(slug, entry);
    return entry;
  }

  /** A time zone that this machine does not know must not keep the console from opening. */
  #usable(schedule: Schedule): Schedule {
    try {
      assertSchedule(schedule, this.#parts.now());
      return schedule;
    } catch (error) {
      this.#parts.onError(error);
      return MANUAL;
    }
  }

  #open(entry: Entry): void {
    if (entry.place === null || !this.#isRunning) return;
    entry.watch = this.#parts.watch(entry.place, () => {
      entry.tries = 0;
      this.#lookLater(entry);
    });
    void entry.watch.renew();
  }

  #drop(entry: Entry): void {
    entry.watch?.stop();
    if (entry.settling !== null) clearTimeout(entry.settling);
    this.#entries.delete(entry.slug);
  }

  #arm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const next = Math.min(...[...this.#entries.values()].map(({ nextAt }) => nextAt ?? Infinity));
    const wait = Math.min(Math.max(next - this.#parts.now(), 0), TICK_MS);
    this.#timer = setTimeout(() => this.#tick(), wait).unref();
  }

  /** What could not be read is looked for again, whatever the schedule says: the check knows when it is worth a try. */
  #retry(entry: Entry): void {
    if (!this.#isRunning || entry.failedAt === null || entry.failedAt === entry.retriedFor) return;
    entry.retriedFor = entry.failedAt;
    this.#lookLater(entry);
  }

  /** Once nothing has moved for a while; each further move restarts the wait. */
  #lookLater(entry: Entry): void {
    if (this.#entries.get(entry.slug) !== entry) return;
    if (entry.settling !== null) clearTimeout(entry.settling);
    const wait = Math.min(SETTLE_MS * 2 ** entry.tries, MAX_SETTLE_MS);
    entry.tries += 1;
    entry.settling = setTimeout(() => void this.#look(entry), wait).unref();
  }

  async #look(entry: Entry): Promise<void> {
    const { slug, schedule } = entry;
    const isTimed = schedule.kind === 'cron';
    if (entry.isLooking || this.#parts.isBusy(slug)) {
      // The run at work is the one that was due; a file that moved meanwhile, or could not be read, is another matter.
      if (!isTimed || entry.failedAt !== null) this.#lookLater(entry);
      return;
    }
    entry.isLooking = true;
    const found = await this.#parts.check(slug, isTimed || entry.tries > 0).catch((error: unknown) => {
      if (this.#isRunning) this.#parts.onError(error);
      return 'same' as const;
    });
    entry.isLooking = false;
    if (this.#entries.get(slug) !== entry) return;
    if (found === 'unsettled') return this.#lookLater(entry);
    entry.tries = 0;
    if (found === 'news') this.#parts.start(slug);
  }
}

const keyOf = ({ kind, location, schedule }: ScheduledSource): string =>
  JSON.stringify([kind, location, schedule]);

/** 0 where it was never read: then every time that has passed was missed. */
const lastLook = ({ checkedAt, lastSyncAt }: ScheduledSource): number =>
  Math.max(checkedAt ?? 0, lastSyncAt ?? 0);

/** A watched place is looked at once a tick. */
function isDue({ schedule, handled }: Entry, now: number): boolean {
  if (schedule.kind === 'watch') return now - handled >= TICK_MS;
  const previous = previousTime(schedule, now);
  return previous !== null && previous > handled;
}
