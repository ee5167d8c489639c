import type { Condition } from '../../../shared/listing.ts';
import type { NoticeBook } from '../notice-book.ts';
import type { ReadSettings } from '../snapshot.ts';
import { cached } from './cached.ts';
import { textOf } from './cells.ts';
import { isCertified, judgedByCar, readCondition, stockTypeOf, type ConditionWord } from './condition.ts';
import type { Layout } from './layout.ts';

/** For rows whose condition the feed leaves blank. */
type Car = { readonly year: number | null; readonly mileage: number | null; readonly vin: string };

/** Stock types of cars that were driven by someone, whatever their year and mileage. */
const DRIVEN: ReadonlySet<string> = new Set(['demo', 'loaner', 'rental', 'wholesale', 'pre-registered']);

/** Reads condition and stock type of one row after the other; what {@link read} found is in its fields. */
export class ConditionReader {
  condition: Condition = 'unknown';
  stockType: string | null = null;
  /** Something about the row is counted in a notice, so that it must be read every time. */
  isNoted = false;
  readonly #layout: Layout;
  readonly #set: ReadSettings['condition'];
  readonly #notices: NoticeBook;
  readonly #asOfYear: number;
  readonly #words = new Map<string, ConditionWord>();
  readonly #word = (text: string): ConditionWord => readCondition(text, this.#layout.condition);
  readonly #stockTypes = new Map<string, string | null>();

  constructor(
    layout: Layout,
    settings: ReadSettings,
    file: { readonly asOf: number; readonly notices: NoticeBook },
  ) {
    this.#layout = layout;
    this.#set = settings.condition;
    this.#notices = file.notices;
    this.#asOfYear = new Date(file.asOf).getUTCFullYear();
  }

  read(cells: readonly string[], car: Car): void {
    const text = textOf(cells, this.#layout.origins.condition);
    const word = text === '' ? null : cached(this.#words, text, this.#word);
    this.isNoted = false;
    this.stockType = word?.stockType ?? this.#stockType(cells);
    this.condition = this.#condition(cells, word, text, car);
  }

  #stockType(cells: readonly string[]): string | null {
    const origin = this.#layout.origins.stockType;
    const text = textOf(cells, origin);
    if (text === '') return null;
    // What a person set or mapped is kept in their words.
    return cached(this.#stockTypes, text, stockTypeOf) ?? (origin.explicit ? text : null);
  }

  #condition(cells: readonly string[], word: ConditionWord | null, text: string, car: Car): Condition {
    const said = word?.condition ?? null;
    if (said === 'new' || said === 'cpo') return said;
    const certified = textOf(cells, this.#layout.origins.certified);
    if (certified !== '' && isCertified(certified)) return 'cpo';
    if (said !== null) return said;
    if (word?.kind === 'stock' || word?.kind === 'unknown') return this.#ofNoWord(word, text, car);
    if (this.#set !== null) return this.#set;
    const judged = this.#judged(car);
    // A grade is given to what was looked over; no word of it says new.
    if (word !== null) return this.#noted('unknown-word', text, car, judged === 'new' ? 'unknown' : judged);
    // Where no column says it at all, that is one notice for the file.
    return this.#layout.origins.condition.first < 0 ? judged : this.#noted('assumed', judged, car, judged);
  }

  /** It says something, but not new or used: the car may still show that it is used. */
  #ofNoWord(word: ConditionWord, text: string, car: Car): Condition {
    const judged = this.#judged(car) === 'used' ? 'used' : 'unknown';
    return word.kind === 'stock' ? judged : this.#noted('unknown-word', text, car, judged);
  }

  #judged({ year, mileage }: Car): Condition {
    const judged = judgedByCar(year, mileage, this.#asOfYear);
    return judged === 'new' && this.stockType !== null && DRIVEN.has(this.stockType) ? 'unknown' : judged;
  }

  #noted(code: 'assumed' | 'unknown-word', value: string, { vin }: Car, condition: Condition): Condition {
    const column = this.#layout.mapped['condition'] ?? null;
    this.#notices.note({ code, field: 'condition', column, value }, vin);
    this.isNoted = true;
    return condition;
  }
}
