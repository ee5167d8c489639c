import { v7 as uuidv7 } from 'uuid';
import type { ScoreReason, ScoreTriple } from '../../../shared/events.ts';
import { knownOrNull } from '../../../shared/listing.ts';
import { causeOf } from '../../scoring/cause.ts';
import { GroundsTaker, packGrounds, readGrounds, type Grounds } from '../../scoring/grounds.ts';
import type { ScoreInput } from '../../scoring/input.ts';
import { MODEL_VERSION } from '../../scoring/model.ts';
import type { Scorer, Standing, VehicleScores } from '../../scoring/score.ts';
import { appendEvents, type NewBodyEvent } from '../../store/journal/journal.ts';
import type { Db } from '../../store/open.ts';
import type { RunningWork } from '../run/own-run.ts';
import type { ScorableListing, ScorableSource } from '../../store/scores/scorable.ts';
import { groundsTable, type GroundsTable, type StoredGrounds } from '../../store/scores/grounds.ts';
import { LotTally } from '../../store/scores/medians.ts';
import { currentScores, scoreTable, type ScoreTable } from '../../store/scores/scores.ts';

export type Scored = {
  readonly listing: ScorableListing;
  readonly source: ScorableSource;
  readonly scores: VehicleScores;
  readonly standing: Standing;
  /** Why it was due: the reason where no input that moved its scores is known. */
  readonly due: ScoreReason;
};

type Taken = { readonly input: ScoreInput; readonly scores: VehicleScores; readonly grounds: Grounds };

export type WriteContext = {
  readonly runId: string;
  readonly origin: string;
  readonly asOf: number;
  readonly now: () => number;
  /** Whether the VIN stands in several of our sources. */
  readonly isElsewhere: (vin: string) => boolean;
  /** That scored the batches. */
  readonly scorer: Scorer;
  /** What the scores of a listing are a function of; asked for again where one moved. */
  readonly inputOf: (listing: ScorableListing) => ScoreInput;
};

/** Sums over a run. */
export type ScoreCounts = {
  scored: number;
  changed: number;
  nullScores: number;
  events: number;
  baseline: number;
};

/**
 * Stores a batch and journals what moved, in one transaction: what is compared is what is stored at that moment, so two
 * recomputes at once report nothing twice.
 */
export class ScoreWriter {
  readonly counts: ScoreCounts = { scored: 0, changed: 0, nullScores: 0, events: 0, baseline: 0 };
  /** Of what this run scored. */
  readonly tally = new LotTally();
  readonly #db: Db;
  readonly #run: RunningWork;
  readonly #context: WriteContext;
  readonly #table: ScoreTable;
  readonly #grounds: GroundsTable;
  readonly #taker: GroundsTaker;

  /** @param run whose transactions the batches are written in */
  constructor(db: Db, run: RunningWork, context: WriteContext) {
    this.#db = db;
    this.#run = run;
    this.#context = context;
    this.#table = scoreTable(db);
    this.#grounds = groundsTable(db);
    this.#taker = new GroundsTaker(context.scorer);
  }

  /** @param first and `last`: the range of listing ids that the batch lies in, whatever its order. */
  write(batch: readonly Scored[], first: number, last: number): void {
    if (batch.length === 0) return;
    const { runId, origin, asOf, now } = this.#context;
    this.#run.step(() => {
      const events: { readonly listingId: number; readonly event: NewBodyEvent<'ai-scores:update'> }[] = [];
      const stored = this.#table.between(first, last);
      for (const scored of batch) {
        const event = this.#store(scored, stored);
        if (event !== null) events.push({ listingId: scored.listing.id, event });
      }
      // In the order of the lot, whatever the order of scoring: the same data give the same journal.
      const inOrder = events.toSorted((a, b) => a.listingId - b.listingId).map(({ event }) => event);
      const context = { runId, origin, ts: asOf, recordedAt: now(), source: '', sample: false };
      appendEvents(this.#db, context, inOrder);
      this.counts.events += events.length;
    });
  }

  /** What is stored of the vehicle; one in several sources may have been scored in another of them before. */
  #previous(listing: ScorableListing, stored: ReadonlyMap<number, ScoreTriple>): ScoreTriple | null {
    const own = stored.get(listing.id);
    if (own !== undefined || !this.#context.isElsewhere(listing.vin)) return own ?? null;
    return currentScores(this.#db, listing.vin);
  }

  /** Scores a listing once more for what its scores are made of; far fewer move than are scored. */
  #take(listing: ScorableListing): Taken {
    const input = this.#context.inputOf(listing);
    const scores = this.#context.scorer.score(input);
    return { input, scores, grounds: this.#taker.take(input, scores) };
  }

  /** What moved them since they last did. Before they are overwritten. */
  #reason({ listing, due }: Scored, previous: ScoreTriple, { input, scores, grounds }: Taken): ScoreReason {
    const { scorer } = this.#context;
    const found = this.#grounds.find(listing.id) ?? this.#groundsElsewhere(listing.vin);
    if (found !== null && found.model !== MODEL_VERSION) return 'recompute';
    const before = found === null ? null : readGrounds(found.record);
    if (before === null) return due;
    const figure = (name: keyof ScoreTriple) => ({ score: previous[name], raw: before.raw[name] });
    const then = { avi: figure('avi'), ati: figure('ati'), cis: figure('cis') };
    return causeOf({ scores: then, grounds: before }, { scores, grounds }, input, scorer);
  }

  /** Of a vehicle that was scored in another of our sources. */
  #groundsElsewhere(vin: string): StoredGrounds | null {
    if (!this.#context.isElsewhere(vin)) return null;
    const scored = currentScores(this.#db, vin);
    return scored === null ? null : this.#grounds.find(scored.listingId);
  }

  #store(
    scored: Scored,
    stored: ReadonlyMap<number, ScoreTriple>,
  ): NewBodyEvent<'ai-scores:update'> | null {
    const { listing, source, scores, standing } = scored;
    const previous = this.#previous(listing, stored);
    const { runId, asOf } = this.#context;
    const { avi, ati, cis } = scores;
    const next: ScoreTriple = { avi: avi.score, ati: ati.score, cis: cis.score };
    const { priceToMarket, comparables, rank } = standing;
    const ptm = priceToMarket === null ? null : Math.round(priceToMarket * 1000);
    const { vin, id: listingId } = listing;
    const entry = { vin, listingId, model: MODEL_VERSION, asOf, avi, ati, cis, ptm, comparables, rank };
    const isSame = previous !== null && sameTriple(previous, next);
    const lacks = this.#grounds.isIncomplete && isSame && this.#grounds.find(listing.id) === null;
    const taken = isSame && !lacks ? null : this.#take(listing);
    const why =
      isSame || taken === null ? null : previous === null ? 'first' : this.#reason(scored, previous, taken);
    this.#table.put(entry, stored.has(listing.id));
    if (taken !== null)
      this.#grounds.put(listing.id, { model: MODEL_VERSION, record: packGrounds(taken.grounds) });
    this.counts.scored += 1;
    this.tally.add(listing.dealerId, next);
    if (isNull(next)) this.counts.nullScores += 1;
    if (why === null) return null;
    this.#table.addHistory({ ...entry, reason: why, runId, market: marketOf(listing, priceToMarket) });
    if (previous !== null) this.counts.changed += 1;
    else if (listing.baseline === 1) {
      // A baseline's first scores are reported by one summary (rules 19).
      this.counts.baseline += 1;
      return null;
    }
    if (isNull(next) && (previous === null || isNull(previous))) return null;
    const coverage = { avi: avi.coverage, ati: ati.coverage, cis: cis.coverage };
    return {
      id: uuidv7(),
      type: 'ai-scores:update',
      vin: listing.vin,
      dealerId: listing.dealerId,
      source: source.slug,
      sample: source.sample,
      facts: {
        year: listing.year,
        make: listing.make,
        model: listing.model,
        trim: listing.trim,
        condition: knownOrNull(listing.condition),
        dealerName: listing.dealerName,
      },
      body: { ...next, reason: why, previous, coverage },
    };
  }
}

/** Cents. A market of another figure than the price, a share of MSRP, comes to the same. */
const marketOf = ({ price }: ScorableListing, priceToMarket: number | null): number | null =>
  price === null || priceToMarket === null || priceToMarket <= 0 ? null : Math.round(price / priceToMarket);

const isNull = ({ avi, ati, cis }: ScoreTriple): boolean => avi === null && ati === null && cis === null;
const sameTriple = (a: ScoreTriple, b: ScoreTriple): boolean =>
  a.avi === b.avi && a.ati === b.ati && a.cis === b.cis;
