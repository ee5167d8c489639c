import type { ListingRow } from '../../../shared/listing.ts';
import type { ParsedRow, ReadSettings, RowProblem } from '../snapshot.ts';
import { cached } from './cached.ts';
import { groupOf, textOf } from './cells.ts';
import { parseDate } from './dates.ts';
import { dealerSlug, UNNAMED_DEALER } from './dealer.ts';
import type { Field } from './header.ts';
import { Identity } from './identity.ts';
import type { Layout } from './layout.ts';
import { addOptions, addPhotos, listOf } from './lists.ts';
import { plainCents } from './money.ts';
import { isDistanceUnit, parseDistance, parseYear, type Reading } from './numbers.ts';
import { PriceReader } from './price-cells.ts';
import { ConditionReader } from './row-condition.ts';
import { RepeatedMsrp } from './repeated-msrp.ts';
import type { NoticeBook } from '../notice-book.ts';
import { settingsKey } from '../settings-key.ts';
import { RowDate } from './row-date.ts';
import { RowMoney } from './row-money.ts';
import { StableHash } from './stable-hash.ts';
import { StatusReader } from './row-status.ts';
import { StockDays } from './stock-date.ts';

const LONGEST_SHOWN = 200;
const NO_PROBLEMS: readonly RowProblem[] = Object.freeze([]);

const NOTED = { isNoted: true } as const;

const orNull = (text: string): string | null => (text === '' ? null : text);

/**
 * Turns the cells of a row into a listing. One reader serves all rows of a file, a million times: what a row
 * needs besides its result is kept in fields here instead of being allocated for each row.
 */
export class RowReader {
  readonly #layout: Layout;
  readonly #origins: Layout['origins'];
  readonly #settings: ReadSettings;
  readonly #years = new Map<string, Reading>();
  readonly #dates = new Map<string, Reading>();
  readonly #condition: ConditionReader;
  readonly #status: StatusReader;
  readonly #repeated = new RepeatedMsrp();
  readonly #days: StockDays;
  readonly #identity: Identity;
  readonly #rowDate: RowDate;
  readonly #money: RowMoney;
  readonly #prices: PriceReader;
  /** Null where no column counts days. */
  readonly #stable: StableHash | null;
  #row = 0;
  #warnings: RowProblem[] | null = null;
  #kilometres: number | null = null;

  /** @param file its `asOf` is what days in stock are counted back from; its `seed` is the caller's part of hashes */
  constructor(
    layout: Layout,
    settings: ReadSettings,
    file: { readonly asOf: number; readonly seed: number; readonly notices: NoticeBook },
  ) {
    for (const said of layout.notices) file.notices.noteAll(said);
    this.#status = new StatusReader(layout.mapped.availability ?? null, file.notices);
    this.#layout = layout;
    this.#origins = layout.origins;
    this.#settings = settings;
    this.#money = new RowMoney(layout, settings.currency, (field, value, reason) =>
      this.#warn(field, value, reason),
    );
    this.#prices = new PriceReader(layout);
    this.#rowDate = new RowDate(layout.columns);
    this.#identity = new Identity(layout, file.notices);
    this.#condition = new ConditionReader(layout, settings, file);
    this.#days = new StockDays(layout, file.asOf);
    const { column } = this.#days;
    this.#stable = column < 0 ? null : new StableHash(settingsKey(settings, layout), file.seed, column);
  }

  /** A row with cells in the order of the columns. `note` is a warning that came with it. */
  read(cells: readonly string[], row: number, note: string | null): ParsedRow {
    const origins = this.#origins;
    this.#row = row;
    this.#warnings = note === null ? null : [{ row, column: null, value: null, reason: note }];

    const vin = this.#identity.read(cells);
    if (vin === null) return this.#kept(this.#noVin(cells, row), cells);

    this.#money.read(cells);
    const { msrp, price, currency } = this.#money;
    const year = this.#year(cells);
    const mileage = this.#mileage(cells);
    this.#condition.read(cells, { year, mileage, vin });
    const { condition, stockType, isNoted } = this.#condition;
    const dealerName = this.#dealerName(cells);
    const availability = textOf(cells, origins.availability);
    const counted = this.#days.read(cells, row);
    const listing: ListingRow = {
      vin,
      stockNumber: orNull(textOf(cells, origins.stockNumber)),
      condition,
      stockType,
      year,
      make: orNull(textOf(cells, origins.make)),
      model: orNull(textOf(cells, origins.model)),
      trim: orNull(textOf(cells, origins.trim)),
      bodyStyle: orNull(textOf(cells, origins.bodyStyle)),
      exteriorColor: orNull(textOf(cells, origins.exteriorColor)),
      interiorColor: orNull(textOf(cells, origins.interiorColor)),
      engine: orNull(textOf(cells, origins.engine)),
      transmission: orNull(textOf(cells, origins.transmission)),
      drivetrain: orNull(textOf(cells, origins.drivetrain)),
      fuel: orNull(textOf(cells, origins.fuel)),
      mileage,
      kilometres: this.#kilometres,
      msrp,
      price,
      currency,
      title: orNull(textOf(cells, origins.title)),
      description: orNull(textOf(cells, origins.description)),
      url: orNull(textOf(cells, origins.url)),
      photos: listOf(cells, origins.photos, addPhotos),
      options: listOf(cells, origins.options, addOptions),
      dateInStock: this.#date(cells) ?? counted.at,
      dealerId: this.#dealerId(cells, dealerName),
      dealerName,
      dealerLocation: this.#location(cells),
      availability: orNull(availability),
      status: this.#status.read(availability, vin),
    };
    if (msrp !== null && condition !== 'new' && listing.model !== null)
      this.#repeated.note(msrp, listing.make, listing.model, row);
    const warnings = this.#warnings ?? NO_PROBLEMS;
    const isUnknown = listing.status === null && listing.availability !== null;
    const prices = this.#prices.read(cells, this.#money);
    const dated = this.#rowDate.read(cells);
    const plain = { row, vin, listing, rejected: null, prices, warnings, dated };
    // Nearly every row is plain, and a copy of each would be felt.
    const parsed = isNoted || isUnknown ? { ...plain, ...NOTED } : plain;
    if (this.#stable === null) return this.#kept(parsed, cells);
    const isStockDateCounted = counted.isCounted && listing.dateInStock === counted.at;
    const hash = this.#stable.of(
      cells,
      counted.isCounted ? String(counted.at) : (cells[this.#days.column] ?? ''),
    );
    return this.#kept({ ...parsed, isStockDateCounted, hash }, cells);
  }

  /** With a copy of its cells where they were asked for: they may be a buffer that serves every row. */
  #kept(parsed: ParsedRow, cells: readonly string[]): ParsedRow {
    return this.#settings.keepCells === true ? { ...parsed, cells: [...cells] } : parsed;
  }

  /** What only all rows read so far show together. */
  findings(): readonly RowProblem[] {
    return [...this.#repeated.findings(this.#columnOf('msrp')), ...this.#days.findings()];
  }

  /** A row that cannot be trusted as a whole. `cells` still serve to name the car. */
  reject(cells: readonly string[], row: number, reason: string, value: string | null): ParsedRow {
    const vin = this.#identity.read(cells);
    return rejected(row, vin, {
      row,
      column: null,
      value: shortened(value),
      reason: shortened(reason) ?? '',
    });
  }

  #noVin(cells: readonly string[], row: number): ParsedRow {
    const problem = this.#identity.problemOf(cells, row);
    return rejected(row, null, { ...problem, value: shortened(problem.value) });
  }

  #columnOf(field: Field): string | null {
    return this.#layout.mapped[field] ?? null;
  }

  #warn(field: Field, value: string, reason: string): void {
    this.#warnings ??= [];
    this.#warnings.push({ row: this.#row, column: this.#columnOf(field), value: shortened(value), reason });
  }

  #checked(field: Field, text: string, value: Reading, what: string): number | null {
    if (value !== undefined) return value;
    this.#warn(field, text, what);
    return null;
  }

  #year(cells: readonly string[]): number | null {
    const text = textOf(cells, this.#origins.year);
    if (text === '') return null;
    return this.#checked('year', text, cached(this.#years, text, parseYear), 'Not a year');
  }

  #mileage(cells: readonly string[]): number | null {
    this.#kilometres = null;
    const text = textOf(cells, this.#origins.mileage);
    if (text === '') return null;
    const unit = textOf(cells, this.#origins.mileageUnit) || this.#layout.mileageUnit;
    if (unit !== '' && !isDistanceUnit(unit))
      this.#warn('mileageUnit', unit, 'Not a unit of mileage; read as miles');
    const plain = unit === '' ? plainCents(text) : -1;
    // Cents of a bare number are hundredths of a mile.
    if (plain >= 0) return Math.round(plain / 100);
    const found = parseDistance(text, unit);
    this.#kilometres = found?.kilometres ?? null;
    return this.#checked('mileage', text, found && found.miles, 'Not a mileage');
  }

  #date(cells: readonly string[]): number | null {
    const text = textOf(cells, this.#origins.dateInStock);
    if (text === '') return null;
    return this.#checked('dateInStock', text, cached(this.#dates, text, parseDate), 'Not a date');
  }

  /** The name that goes with the dealer; null where a set dealer id takes the place of the feed's columns. */
  #dealerName(cells: readonly string[]): string | null {
    const { dealer } = this.#origins;
    if (this.#settings.dealer !== null && !dealer.explicit) return null;
    return orNull(textOf(cells, dealer));
  }

  /** Explicitly mapped columns first, then the set dealer, then what the alias table found. */
  #dealerId(cells: readonly string[], name: string | null): string {
    const { dealerId, dealer } = this.#origins;
    const fixed = this.#settings.dealer;
    if (dealerId.explicit || fixed === null) {
      const id = textOf(cells, dealerId);
      if (id !== '' && (dealerId.explicit || !dealer.explicit || name === null)) return id;
    }
    if (name !== null) return dealerSlug(name);
    if (fixed !== null) return fixed;
    if (dealerId.first >= 0 || dealer.first >= 0) {
      this.#warn(
        dealer.first >= 0 ? 'dealer' : 'dealerId',
        '',
        `no dealer in this row; it counts as the dealer "${UNNAMED_DEALER}"`,
      );
    }
    return UNNAMED_DEALER;
  }

  #location(cells: readonly string[]): string | null {
    for (const group of this.#layout.location) {
      const text = groupOf(cells, group);
      if (text !== '') return text;
    }
    return orNull(textOf(cells, this.#origins.dealerLocation));
  }
}

function rejected(row: number, vin: string | null, problem: RowProblem): ParsedRow {
  return { row, vin, listing: null, rejected: problem, warnings: NO_PROBLEMS };
}

function shortened(value: string | null): string | null {
  if (value === null || value.length <= LONGEST_SHOWN) return value;
  return `${value.slice(0, LONGEST_SHOWN - 1)}…`;
}
