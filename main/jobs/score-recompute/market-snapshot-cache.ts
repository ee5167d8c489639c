import type { DealerSignals } from '../../scoring/signals.ts';
import type { Reader } from '../../store/open.ts';
import { scorableSources, type ScorableSource } from '../../store/scores/scorable.ts';
import { readDealerSignals, readScoreSettings } from './settings.ts';
import { takeMarketSnapshot, type MarketSnapshot } from './market-snapshot.ts';

/** Everything that the scores of one vehicle are a function of, beside the vehicle itself. */
export type ScoredLot = {
  readonly snapshot: MarketSnapshot;
  readonly sources: ReadonlyMap<number, ScorableSource>;
  readonly signals: ReadonlyMap<string, DealerSignals>;
};

/**
 * A market snapshot of 100,000 vehicles takes some 15 MB. Two, because a lot has two dates on any day: that of the last recompute
 * of everything and that of what a sync dirty since; a person goes from one vehicle to the next across both.
 */
export const KEPT_SNAPSHOTS = 2;

/** Looks at the whole lot for one vehicle. @throws LotwatchError `cancelled`. */
export function readScoredLot(
  db: Reader,
  asOf: number,
  isCancelled: () => boolean = () => false,
): ScoredLot {
  const sources = scorableSources(db);
  const found = takeMarketSnapshot(db, {
    asOf,
    settings: readScoreSettings(db),
    sources,
    dirty: [],
    isCancelled,
    onRows: () => undefined,
  });
  return { snapshot: found, sources, signals: readDealerSignals(db) };
}

/**
 * Market snapshots of the lot as it is, by their date: made when first asked for, and forgotten as soon as anybody has committed
 * anything, for then nobody knows what it was. Asked inside a read transaction, so that version and rows belong together.
 */
export class MarketSnapshotCache {
  readonly #db: Reader;
  /** The last one used stands last. */
  readonly #kept = new Map<number, ScoredLot>();
  #version: number | null = null;
  /** Snapshots made so far. */
  made = 0;

  constructor(db: Reader) {
    this.#db = db;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** Forgets what is out of date: before any reading, so that its memory does not wait for the next look at a vehicle. */
  refresh(): void {
    const version = Number(this.#db.prepare('PRAGMA data_version').get()?.['data_version']);
    if (version !== this.#version) this.#kept.clear();
    this.#version = version;
  }

  at(asOf: number, isCancelled: () => boolean): ScoredLot {
    this.refresh();
    const known = this.#kept.get(asOf);
    this.#kept.delete(asOf);
    // First, so that there are never more in memory than are kept.
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size < KEPT_SNAPSHOTS) break;
      this.#kept.delete(oldest);
    }
    const found = known ?? readScoredLot(this.#db, asOf, isCancelled);
    if (known === undefined) this.made += 1;
    this.#kept.set(asOf, found);
    return found;
  }
}
