import type { RowProblem } from '../snapshot.ts';
import { cached } from './cached.ts';
import { textOf } from './cells.ts';
import { parseDate } from './dates.ts';
import type { Layout } from './layout.ts';
import type { Reading } from './numbers.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** Ten years: more is a price, a year or a stock number. */
const MOST_DAYS = 3_650;
const BLANK = /^(?:n\/?a|tbd|tba|none|null|nan|unknown|-+|-\d+(?:\.\d+)?)$/i;
const DAYS = /^(\d{1,5}|\d{1,2},\d{3})(?:\.\d+)?(\s*d(?:ays?)?)?$/i;

/**
 * Whole days of "45", "45.0", "1,045" or "45 days"; null for blank and for a car that is yet to come ("-3"), undefined
 * for what counts no days: a model year, money, a date.
 */
export function parseDays(text: string): Reading {
  const trimmed = text.trim();
  if (trimmed === '' || BLANK.test(trimmed)) return null;
  const [, digits, unit] = DAYS.exec(trimmed) ?? [];
  if (digits === undefined) return undefined;
  const days = Number(digits.replace(',', ''));
  const isYear = unit === undefined && days >= 1_950 && days <= 2_050 && !digits.includes(',');
  return isYear || days > MOST_DAYS ? undefined : days;
}

/** A date that is written as one: a bare number in a column of days is never a spreadsheet's date or an epoch's. */
export function parseWrittenDate(text: string): number | null {
  if (/^[\d.,]*$/.test(text) && !/^\d{1,4}\.\d{1,2}\.\d{2,4}$/.test(text)) return null;
  return parseDate(text) ?? null;
}

export type StockDate = {
  /** Unix ms; null = not known. */
  readonly at: number | null;
  /** It was counted back from the date of the data: right to a day, since the feed's day ends when its maker's does. */
  readonly isCounted: boolean;
};

const UNKNOWN: StockDate = { at: null, isCounted: false };

/** Since when cars stand on the lot, from a column of days: "45" in Monday's feed and "46" in Tuesday's are one date. */
export class StockDays {
  readonly #layout: Layout;
  readonly #today: number;
  readonly #days = new Map<string, Reading>();
  #read = 0;
  #refused = 0;
  #example: { readonly row: number; readonly value: string } | null = null;

  /** @param asOf the file's as-of date, unix ms */
  constructor(layout: Layout, asOf: number) {
    this.#layout = layout;
    this.#today = Math.floor(asOf / DAY_MS) * DAY_MS;
  }

  /** Where the days stand; -1 = nowhere. */
  get column(): number {
    return this.#layout.origins.daysInStock.first;
  }

  read(cells: readonly string[], row: number): StockDate {
    const text = textOf(cells, this.#layout.origins.daysInStock);
    if (text === '') return UNKNOWN;
    this.#read += 1;
    const days = cached(this.#days, text, parseDays);
    if (typeof days === 'number') return { at: this.#today - days * DAY_MS, isCounted: true };
    if (days === null) return UNKNOWN;
    const at = parseWrittenDate(text);
    if (at !== null) return { at, isCounted: false };
    this.#refused += 1;
    this.#example ??= { row, value: text.slice(0, 60) };
    return UNKNOWN;
  }

  /** One warning for the whole column, however many of its values are no days. */
  findings(): readonly RowProblem[] {
    if (this.#example === null) return [];
    const { row, value } = this.#example;
    const column = this.#layout.mapped['daysInStock'] ?? null;
    const many = `${this.#refused} of ${this.#read} values`;
    const reason = `${many} are neither a number of days in stock nor a date; those vehicles have no date in stock from it`;
    return [{ row, column, value, reason }];
  }
}
