import type { MoneyEventType } from '../../../shared/events.ts';
import { COLUMNS, lastSeq, moneyOf, toEvent } from './journal-read.ts';
import type { Db } from '../open.ts';

export type DayFigures = {
  readonly msrp: number;
  readonly price: number;
  readonly biggestDrop: {
    readonly seq: number;
    readonly vin: string;
    readonly type: MoneyEventType;
    readonly delta: number;
    readonly deltaPct: number;
    readonly currency: string | null;
  } | null;
};

const NOTHING: DayFigures = { msrp: 0, price: 0, biggestDrop: null };

/**
 * Changes of known values recorded since the day began, and the deepest fall among them in units. Counts on from where
 * it was, so that asking again costs what came since and not the whole day: on a busy shared log a day is a million
 * changes, and screens ask several times a second.
 */
export class DayCounter {
  readonly #db: Db;
  #from = Number.NaN;
  #seq = 0;
  #figures = NOTHING;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @param from unix ms. */
  read(from: number): DayFigures {
    if (from !== this.#from) {
      this.reset();
      this.#from = from;
    }
    const upTo = lastSeq(this.#db);
    if (upTo === this.#seq) return this.#figures;
    this.#figures = this.#add(upTo);
    this.#seq = upTo;
    return this.#figures;
  }

  /** Rows left the journal: everything is counted anew. */
  reset(): void {
    this.#seq = 0;
    this.#figures = NOTHING;
  }

  #add(upTo: number): DayFigures {
    const range = 'recorded_at >= ? AND seq > ? AND seq <= ?';
    const counts = new Map(
      this.#db
        .prepare(
          `SELECT type, count(*) AS n FROM journal WHERE ${range} AND delta IS NOT NULL GROUP BY type`,
        )
        .all(this.#from, this.#seq, upTo)
        .map((row) => [String(row['type']), Number(row['n'])] as const),
    );
    const drop = this.#db
      .prepare(`SELECT ${COLUMNS} FROM journal WHERE ${range} AND delta < 0 ORDER BY delta, seq LIMIT 1`)
      .get(this.#from, this.#seq, upTo);
    return {
      msrp: this.#figures.msrp + (counts.get('msrp:change') ?? 0),
      price: this.#figures.price + (counts.get('price:change') ?? 0),
      biggestDrop: deeper(this.#figures.biggestDrop, drop === undefined ? null : toDrop(drop)),
    };
  }
}

type Drop = DayFigures['biggestDrop'];

function toDrop(row: unknown): Drop {
  const { seq, vin, type, delta, deltaPct, currency } = moneyOf(toEvent(row));
  return { seq, vin, type, delta: delta ?? 0, deltaPct: deltaPct ?? 0, currency };
}

const deeper = (a: Drop, b: Drop): Drop => (a === null || (b !== null && b.delta < a.delta) ? b : a);
