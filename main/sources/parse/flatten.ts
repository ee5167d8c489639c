import type { Layout } from './layout.ts';
import { isMoneyName, toldApart } from './told-apart.ts';

/** Objects nested deeper than this are not looked into. */
const DEEPEST = 8;

/** Takes one value of a record: the path of its column, its text, and whether the column holds a list. */
export type Sink = (path: string, text: string, isListed: boolean) => void;

/** True for a JSON object, not a list or null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Walks a JSON record. Nested values go by their path ("mileage.value"); all entries of a list share one column
 * ("image[].url", or "photos[]" written "photos"), but prices that say which each is ("prices[type=msrp].amount").
 */
export function flatten(record: Readonly<Record<string, unknown>>, sink: Sink): void {
  for (const key in record) visit(record[key], key, false, 1, sink);
}

function visit(value: unknown, path: string, isListed: boolean, depth: number, sink: Sink): void {
  if (typeof value === 'object' && value !== null) {
    if (depth > DEEPEST) return;
    if (Array.isArray(value)) {
      const isMoney = isMoneyName(path.slice(path.lastIndexOf('.') + 1));
      for (const entry of value as readonly unknown[]) {
        const apart = isMoney && isRecord(entry) ? toldApart(entry) : '';
        if (apart !== '') visit(entry, `${path}${apart}`, true, depth + 1, sink);
        else
          visit(entry, isRecord(entry) || Array.isArray(entry) ? `${path}[]` : path, true, depth + 1, sink);
      }
      // An empty list still shows that there is such a column.
      if (value.length === 0) sink(path, '', true);
    } else if (isRecord(value)) {
      for (const key in value) visit(value[key], `${path}.${key}`, isListed, depth + 1, sink);
    }
    return;
  }
  sink(path, textOfValue(value), isListed);
}

function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  // A number too large to be exact must not pass for a VIN: in this form it is recognised as spoilt.
  if (typeof value === 'number')
    return Math.abs(value) > Number.MAX_SAFE_INTEGER ? value.toExponential() : String(value);
  return typeof value === 'boolean' ? String(value) : '';
}

/** The columns of JSON records, in the order of their first appearance. */
export function columnsOf(records: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const paths = new Set<string>();
  for (const record of records) flatten(record, (path) => paths.add(path));
  return [...paths];
}

/** Indexes of the columns of list fields; other columns keep a list's first entry. */
export function listColumns({
  origins: { photos, options },
}: Pick<Layout, 'origins'>): ReadonlySet<number> {
  return new Set([photos.first, ...photos.rest, options.first, ...options.rest]);
}

/** With more columns than these a record fills few, and blanking all of them for each would take longer than reading it. */
const MANY_COLUMNS = 2_000;

/** Lays records of named values out as cells. A list column's cell holds one entry per line, each with its line end. */
export class CellMaker {
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #lists: ReadonlySet<number>;
  readonly #blank: readonly string[];
  readonly #repeated: ReadonlySet<string>;
  readonly #hasMany: boolean;
  #cells: string[];
  /** Of the record at hand, where there are many columns. */
  readonly #filled: number[] = [];

  /**
   * @param lists indexes of the columns that take all entries of a list
   * @param repeated XML: columns whose every element is one entry
   */
  constructor(
    columns: readonly string[],
    lists: ReadonlySet<number>,
    repeated: ReadonlySet<string> = new Set(),
  ) {
    this.#repeated = repeated;
    this.#indexes = new Map(columns.map((path, index) => [path, index]));
    this.#lists = lists;
    this.#blank = columns.map(() => '');
    this.#hasMany = columns.length > MANY_COLUMNS;
    this.#cells = this.#blank.slice();
  }

  /** Good until the next record. */
  cells(record: Readonly<Record<string, unknown>>): readonly string[] {
    this.start();
    flatten(record, this.#set);
    return this.#cells;
  }

  /** Begins a record whose values come by {@link put}; {@link row} then has its cells. */
  start(): void {
    if (!this.#hasMany) {
      this.#cells = this.#blank.slice();
      return;
    }
    for (const index of this.#filled) this.#cells[index] = '';
    this.#filled.length = 0;
  }

  /** Good until the next record. */
  get row(): readonly string[] {
    return this.#cells;
  }

  /** A value of a record in which any name may come again (XML); columns take all of them, or the first filled one. */
  readonly put = (path: string, text: string): void => {
    const index = this.#indexes.get(path);
    if (index === undefined || (this.#cells[index] ?? '') !== '') this.#set(path, text, true);
    // Alone it may hold a whole list, with marks between.
    else this.#set(path, text, this.#repeated.has(path));
  };

  readonly #set: Sink = (path, text, isListed) => {
    const index = this.#indexes.get(path);
    if (index === undefined || text === '') return;
    const known = this.#cells[index] ?? '';
    if (this.#hasMany && known === '') this.#filled.push(index);
    if (!isListed) this.#cells[index] = text;
    else if (this.#lists.has(index))
      this.#cells[index] =
        `${known}${known === '' || known.endsWith('\n') ? '' : '\n'}${text.replaceAll('\n', ' ')}\n`;
    else if (known === '') this.#cells[index] = text;
  };
}
