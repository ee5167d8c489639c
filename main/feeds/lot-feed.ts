import { randomUUID } from 'node:crypto';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import type { BusState } from '../../shared/bus-state.ts';
import type { BusCatchUp, BusGap } from '../../shared/diagnostics.ts';
import type { Figures, LotState, Run, Source } from '../../shared/lot.ts';
import { ownDealersOf } from '../../shared/ownership.ts';
import { countReview } from '../store/review/held-list.ts';
import { recentVerdicts } from '../store/review/verdicts.ts';
import { DayCounter } from '../store/journal/day-figures.ts';
import type { Db } from '../store/open.ts';
import { readMedians } from '../store/scores/medians.ts';
import { listRuns, movedSince } from '../store/sync/runs.ts';
import { listSources, toPublicSource } from '../store/sync/sources.ts';
import { FrameListeners, type Delta, type Feed } from './feed.ts';

/** Runs shown without asking; the Jobs screen asks for more. */
const RECENT_RUNS = 30;

export type LotInputs = {
  /** Runs of this process that are queued or running, with their progress. */
  readonly liveRuns: () => readonly Run[];
  readonly bus: () => {
    readonly state: BusState;
    readonly gaps: readonly BusGap[];
    readonly catchUp: BusCatchUp | null;
  };
  /** When its schedule reads a source next, unix ms. */
  readonly nextRunAt: (slug: string) => number | null;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
};

/** The state around the events: sources, runs, figures, bus. A delta holds the parts that differ. */
export class LotFeed implements Feed {
  readonly name = 'lot';
  readonly #db: Db;
  readonly #inputs: LotInputs;
  readonly #listeners: FrameListeners;
  readonly #day: DayCounter;
  /** The state is made anew by every process, so its numbering is too. */
  readonly #epoch = randomUUID();
  #seq = 0;
  #state: LotState;
  /** Each part as text, to see whether it differs. */
  #parts: Map<keyof LotState, string>;

  constructor(db: Db, inputs: LotInputs) {
    this.#db = db;
    this.#day = new DayCounter(db);
    this.#inputs = inputs;
    this.#listeners = new FrameListeners(inputs.onError);
    this.#state = this.#read();
    this.#parts = asText(this.#state);
  }

  get state(): LotState {
    return this.#state;
  }

  /** Reads everything anew and tells what differs. */
  refresh(): void {
    this.#publish(this.#read());
  }

  /** Rows left the journal, as when the sample goes. */
  reset(): void {
    this.#day.reset();
    this.refresh();
  }

  /** Only runs moved: nothing else is read. */
  refreshRuns(): void {
    this.#publish({ ...this.#state, runs: this.#runs() });
  }

  since(position: FeedPosition | null): readonly Frame[] {
    if (position?.epoch === this.#epoch && position.seq === this.#seq) return [];
    return [
      {
        feed: this.name,
        epoch: this.#epoch,
        after: 0,
        seq: this.#seq,
        kind: 'snapshot',
        data: this.#state,
      },
    ];
  }

  onFrame(listener: (frame: Frame) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Later parts take the place of earlier ones. */
  join(deltas: readonly Delta[]): Frame {
    const [first, last] = [deltas[0], deltas.at(-1)];
    if (first === undefined || last === undefined) throw new Error('There is nothing to join');
    return { ...last, after: first.after, data: Object.assign({}, ...deltas.map(({ data }) => data)) };
  }

  #publish(next: LotState): void {
    const parts = asText(next);
    const changed = Object.fromEntries(
      Object.entries(next).filter(
        ([part]) => parts.get(part as keyof LotState) !== this.#parts.get(part as keyof LotState),
      ),
    );
    this.#state = next;
    this.#parts = parts;
    if (Object.keys(changed).length === 0) return;
    const after = this.#seq;
    this.#seq += 1;
    this.#listeners.emit({
      feed: this.name,
      epoch: this.#epoch,
      after,
      seq: this.#seq,
      kind: 'delta',
      data: changed,
    });
  }

  #read(): LotState {
    const sources = listSources(this.#db).map((source) =>
      toPublicSource(source, this.#inputs.nextRunAt(source.slug)),
    );
    const runs = this.#runs();
    const { state, gaps, catchUp } = this.#inputs.bus();
    return {
      figures: this.#figures(sources),
      sources,
      runs,
      bus: state,
      gaps: [...gaps],
      catchUp,
      review: countReview(this.#db),
      verdicts: recentVerdicts(this.#db, this.#inputs.now()),
    };
  }

  #runs(): Run[] {
    const live = this.#inputs.liveRuns();
    const ids = new Set(live.map((run) => run.runId));
    const stored = listRuns(this.#db, null, RECENT_RUNS).filter((run) => !ids.has(run.runId));
    return [...live, ...stored].slice(0, RECENT_RUNS);
  }

  #figures(sources: LotState['sources']): Figures {
    const from = startOfDay(this.#inputs.now());
    const day = this.#day.read(from);
    const own = sources.filter((source) => source.role === 'own');
    const moved = movedSince(this.#db, from);
    const synced = own.map((source) => source.lastSyncAt).filter((at) => at !== null);
    return {
      vehicles: own.reduce((total, source) => total + ownVehicles(source), 0),
      addedToday: moved.added,
      removedToday: moved.removed,
      msrpChangesToday: day.msrp,
      priceChangesToday: day.price,
      biggestDrop: day.biggestDrop,
      medians: readMedians(this.#db),
      lastSyncAt: synced.toSorted().at(-1) ?? null,
    };
  }
}

const asText = (state: LotState): Map<keyof LotState, string> =>
  new Map(Object.entries(state).map(([part, value]) => [part as keyof LotState, JSON.stringify(value)]));

const ownVehicles = (source: Source): number =>
  ownDealersOf(source).reduce((sum, dealer) => sum + dealer.vehicles, 0);

/** Local midnight of the day `now` falls in, unix ms. */
export function startOfDay(now: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}
