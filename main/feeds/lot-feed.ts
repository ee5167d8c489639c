import { randomUUID } from 'node:crypto';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import type { ExportState } from '../../shared/lot-list/export.ts';
import type { BusState } from '../../shared/bus-state.ts';
import type { BusCatchUp, BusGap } from '../../shared/diagnostics.ts';
import { WHOLE_LOT, type LotFilter } from '../../shared/list-filter.ts';
import type { Figures, LotState, Run } from '../../shared/lot.ts';
import { countReview } from '../store/review/held-list.ts';
import { recentVerdicts } from '../store/review/verdicts.ts';
import { lotBehind, lotRevision } from '../store/lot/follow.ts';
import type { Db } from '../store/open.ts';
import { listRuns } from '../store/sync/runs.ts';
import { toPublicSource } from '../store/sync/public-source.ts';
import { listSources } from '../store/sync/sources.ts';
import { FeedListeners, type Feed, type FeedChange } from './feed.ts';
import { readFigures } from './figures.ts';

/** Runs shown without asking; the Jobs screen asks for more. */
const RECENT_RUNS = 30;
/** Dealers whose figures are kept up to date; who asks for another pushes out the one asked for longest ago. */
export const KEPT_DEALERS = 16;

export type LotInputs = {
  /** Runs of this process that are queued or running, with their progress. */
  readonly liveRuns: () => readonly Run[];
  /** Tables that wait or are being written. */
  readonly exports: () => readonly ExportState[];
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

/** A part of the state, with the number of the change it came with. */
type Part<Value> = { readonly value: Value; readonly text: string; readonly seq: number };
type Common = Omit<LotState, 'figures'>;

/**
 * The state around the events: sources, runs, figures, bus. A delta holds the parts that differ, from whatever position;
 * the figures are the lot's, or those of the dealer that the filter names.
 */
export class LotFeed implements Feed<LotFilter> {
  readonly name = 'lot';
  readonly #db: Db;
  readonly #inputs: LotInputs;
  readonly #listeners: FeedListeners;
  /** Each process builds the state from nothing, so its numbering starts again. */
  readonly #epoch = randomUUID();
  #seq = 0;
  #common: Common;
  readonly #parts = new Map<keyof Common, Part<unknown>>();
  /** By dealer; null = the whole lot. The one asked for last stands last. */
  readonly #figures = new Map<string | null, Part<Figures>>();

  constructor(db: Db, inputs: LotInputs) {
    this.#db = db;
    this.#inputs = inputs;
    this.#listeners = new FeedListeners(inputs.onError);
    this.#common = this.#readCommon();
    this.#note(this.#common);
    this.#figuresOf(null);
  }

  get state(): LotState {
    return { ...this.#common, figures: this.#figuresOf(null).value };
  }

  /** Dealers whose figures are kept. */
  get kept(): number {
    return this.#figures.size;
  }

  /** Reads everything again and returns whether something differs. */
  refresh(): void {
    const common = this.#readCommon();
    this.#seq += 1;
    let differs = this.#note(common);
    for (const [dealerId, part] of [...this.#figures]) {
      const next = this.#partOf(this.#readFigures(dealerId), part);
      if (next === part) continue;
      this.#figures.set(dealerId, next);
      differs = true;
    }
    this.#end(differs);
  }

  /** Only exports moved. */
  refreshExports(): void {
    this.#seq += 1;
    this.#end(this.#note({ ...this.#common, exports: [...this.#inputs.exports()] }));
  }

  /** Only runs moved: nothing else is read. */
  refreshRuns(): void {
    this.#seq += 1;
    this.#end(this.#note({ ...this.#common, runs: this.#runs() }));
  }

  since(position: FeedPosition | null, { dealerId }: LotFilter = WHOLE_LOT): readonly Frame[] {
    const figures = this.#figuresOf(dealerId);
    const mark = { feed: this.name, epoch: this.#epoch, seq: this.#seq };
    if (position?.epoch !== this.#epoch) {
      const data: LotState = { ...this.#common, figures: figures.value };
      return [{ ...mark, after: 0, kind: 'snapshot', data }];
    }
    const parts: [string, Part<unknown>][] = [...this.#parts, ['figures', figures]];
    const newer = parts.filter(([, { seq }]) => seq > position.seq);
    if (newer.length === 0) return [];
    const data = Object.fromEntries(newer.map(([name, { value }]) => [name, value]));
    return [{ ...mark, after: position.seq, kind: 'delta', data }];
  }

  onChange(listener: (change: FeedChange) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Stores a new state; returns whether it differs. */
  #note(common: Common): boolean {
    this.#common = common;
    let differs = false;
    for (const name of Object.keys(common) as (keyof Common)[]) {
      const known = this.#parts.get(name);
      const part = this.#partOf(common[name], known);
      if (part === known) continue;
      this.#parts.set(name, part);
      differs = true;
    }
    return differs;
  }

  /** The known one where it says the same. */
  #partOf<Value>(value: Value, known: Part<Value> | undefined): Part<Value> {
    const text = JSON.stringify(value);
    return known?.text === text ? known : { value, text, seq: this.#seq };
  }

  #end(differs: boolean): void {
    if (differs) this.#listeners.notify('more');
    else this.#seq -= 1;
  }

  #figuresOf(dealerId: string | null): Part<Figures> {
    let part = this.#figures.get(dealerId);
    if (part === undefined) {
      // Not sent to anyone yet: new for every subscriber at this position.
      this.#seq += 1;
      part = this.#partOf(this.#readFigures(dealerId), undefined);
    }
    this.#figures.delete(dealerId);
    this.#figures.set(dealerId, part);
    const oldest = [...this.#figures.keys()].find((id) => id !== null);
    if (this.#figures.size > KEPT_DEALERS && oldest !== undefined) this.#figures.delete(oldest);
    return part;
  }

  #readFigures(dealerId: string | null): Figures {
    return readFigures(this.#db, this.#common.sources, dealerId, this.#inputs.now());
  }

  #readCommon(): Common {
    const sources = listSources(this.#db).map((source) =>
      toPublicSource(source, this.#inputs.nextRunAt(source.slug)),
    );
    const { state, gaps, catchUp } = this.#inputs.bus();
    const review = countReview(this.#db);
    const verdicts = recentVerdicts(this.#db, this.#inputs.now());
    const inventory = { revision: lotRevision(this.#db), behind: lotBehind(this.#db) };
    return {
      sources,
      runs: this.#runs(),
      bus: state,
      gaps: [...gaps],
      catchUp,
      review,
      verdicts,
      inventory,
      exports: [...this.#inputs.exports()],
    };
  }

  #runs(): Run[] {
    const live = this.#inputs.liveRuns();
    const ids = new Set(live.map((run) => run.runId));
    const stored = listRuns(this.#db, null, RECENT_RUNS).filter((run) => !ids.has(run.runId));
    return [...live, ...stored].slice(0, RECENT_RUNS);
  }
}
