import { mixed } from './hash.ts';
import type { ScoreInput } from './input.ts';
import { ModelMarket } from './market/competition.ts';
import { buildEntryTable, NO_FIGURE } from './market/entry-table.ts';
import type { Entry } from './market/entry-table.ts';
import { classOf, hasPlausiblePrice, supersedes } from './market/listing.ts';
import type { MarketListing, VehicleClass } from './market/listing.ts';
import { MarketContent } from './market/content.ts';
import { Names, UNKNOWN_NAME } from './market/names.ts';
import { daysSince } from './input.ts';
import type { ScoreSettings } from './model.ts';

export type { MarketListing } from './market/listing.ts';

/** One row of the comparables table on a vehicle's page. */
export type Comparable = {
  readonly vin: string;
  readonly dealerId: string;
  readonly year: number;
  readonly mileage: number | null;
  /** Cents. */
  readonly price: number;
  /** Price over MSRP; null for used cars and where the MSRP is unknown. */
  readonly ratio: number | null;
  readonly photos: number | null;
};

type Named = Pick<MarketListing, 'make' | 'model' | 'condition' | 'currency'>;
type Gathered = { readonly listed: Map<string, MarketListing>; readonly gone: Map<string, MarketListing> };

export type MarketOptions = {
  /** Unix ms. */
  readonly asOf: number;
  readonly settings: ScoreSettings;
  /** First observation of any competitor source; null = none. Sales are only known from then on. */
  readonly historyStart: number | null;
  /** Rows up to which a tier is walked; tests lower it to reach the other way in small markets. */
  readonly walkLimit?: number;
};

/** Gathers listings in any order, then returns what compares with a vehicle. */
export class MarketBuilder {
  readonly #options: MarketOptions;
  readonly #dealers = new Map<string, number>();
  readonly #names = new Names();
  readonly #models = new Map<string, Gathered>();
  readonly #keys = new KeyCache();
  readonly #content = new MarketContent();

  constructor(options: MarketOptions) {
    this.#options = options;
  }

  /** Takes a listing if it can be a comparable or shows a sale; others are skipped. */
  add(listing: MarketListing): void {
    const { asOf, settings } = this.#options;
    if (listing.year === null) return;
    if (listing.goneAt === null && (listing.sold || !hasPlausiblePrice(listing, settings))) return;
    const key = this.#keys.of(listing, settings);
    if (key === null) return;
    this.#content.add(key, listing);
    const isRecent =
      listing.goneAt === null
        ? daysSince(asOf, listing.lastSeenAt) <= settings.market.comparableMaxAgeDays
        : daysSince(asOf, listing.goneAt) <= settings.market.supplyWindowDays && listing.goneAt <= asOf;
    if (!isRecent) return;
    let model = this.#models.get(key);
    if (model === undefined) {
      model = { listed: new Map(), gone: new Map() };
      this.#models.set(key, model);
    }
    const side = listing.goneAt === null ? model.listed : model.gone;
    const other = side.get(listing.vin);
    if (other === undefined || supersedes(listing, other)) side.set(listing.vin, listing);
  }

  /** The market at `asOf`. The builder is empty afterwards. */
  build(): Market {
    const models = new Map<string, ModelMarket>();
    const { settings, walkLimit } = this.#options;
    for (const [key, { listed, gone }] of this.#models) {
      // A car that left one lot and stands on another was moved, not sold.
      for (const vin of gone.keys()) if (listed.has(vin)) gone.delete(vin);
      const here = buildEntryTable(this.#entries(listed));
      const left = buildEntryTable(this.#entries(gone));
      models.set(key, new ModelMarket(here, left, settings.market, walkLimit));
    }
    this.#models.clear();
    return new Market(this.#options, models, this.#dealers, this.#names, this.#content);
  }

  #entries(side: ReadonlyMap<string, MarketListing>): Entry[] {
    const entries: Entry[] = [];
    for (const listing of side.values()) entries.push(this.#entry(listing));
    return entries;
  }

  #entry(listing: MarketListing): Entry {
    let dealer = this.#dealers.get(listing.dealerId);
    if (dealer === undefined) {
      dealer = this.#dealers.size;
      this.#dealers.set(listing.dealerId, dealer);
    }
    const { price, msrp } = listing;
    const known = price !== null && msrp !== null && msrp > 0;
    return {
      vin: listing.vin,
      dealer,
      year: listing.year ?? 0,
      trim: this.#names.add(listing.trim),
      mileage: listing.mileage ?? NO_FIGURE,
      price: price ?? NO_FIGURE,
      ratio: known && listing.condition === 'new' ? price / msrp : NO_FIGURE,
      photos: listing.photos ?? NO_FIGURE,
    };
  }
}

/** The comparables of every vehicle at one `asOf`. */
export class Market {
  readonly settings: ScoreSettings;
  readonly asOf: number;
  /** Days of competitors' history; null = none. */
  readonly historyDays: number | null;
  readonly #models: ReadonlyMap<string, ModelMarket>;
  readonly #dealers: ReadonlyMap<string, number>;
  readonly #names: Names;
  readonly #content: MarketContent;
  readonly #start: number | null;
  readonly #keys = new KeyCache();
  #dealerIds: readonly string[] | null = null;

  constructor(
    options: MarketOptions,
    models: ReadonlyMap<string, ModelMarket>,
    dealers: ReadonlyMap<string, number>,
    names: Names,
    content: MarketContent,
  ) {
    this.settings = options.settings;
    this.asOf = options.asOf;
    this.historyDays = options.historyStart === null ? null : daysSince(options.asOf, options.historyStart);
    this.#models = models;
    this.#dealers = dealers;
    this.#names = names;
    this.#content = content;
    this.#start = options.historyStart;
  }

  /** The same number while nothing that the vehicle may be compared with changed but its age. */
  content(input: ScoreInput): number {
    const key = input.year === null ? null : this.#keys.of(input, this.settings);
    if (input.year === null || key === null) return 0;
    return mixed(this.#content.around(key, input.year, input.dealerId), this.#start);
  }

  /** The model's market with the answer for this vehicle in its fields, or null where nothing like it is listed. */
  find(input: ScoreInput): ModelMarket | null {
    if (input.year === null) return null;
    const key = this.#keys.of(input, this.settings);
    const model = key === null ? undefined : this.#models.get(key);
    if (model === undefined) return null;
    model.find({
      vin: input.vin,
      dealer: this.#dealers.get(input.dealerId) ?? UNKNOWN_NAME,
      year: input.year,
      trim: this.#names.find(input.trim),
      mileage: input.condition === 'new' ? NO_FIGURE : (input.mileage ?? NO_FIGURE),
    });
    return model;
  }

  /** The comparables of a vehicle, cheapest first. */
  list(input: ScoreInput): readonly Comparable[] {
    const model = this.find(input);
    return model === null ? [] : this.#toComparables(model, sortedRows(model));
  }

  /**
   * Of a table of the comparables and the vehicle itself, cheapest first, at most `limit` rows around the vehicle; it is
   * not among them. A vehicle without a price comes last.
   */
  around(
    input: ScoreInput,
    limit: number,
  ): { readonly rows: readonly Comparable[]; readonly total: number } {
    const model = this.find(input);
    if (model === null) return { rows: [], total: 0 };
    const { price, vins } = model.listed;
    const sorted = sortedRows(model);
    const own = input.price ?? Infinity;
    const dearer = sorted.findIndex((row) => {
      const theirs = price[row] ?? 0;
      return theirs > own || (theirs === own && (vins[row] ?? '') > input.vin);
    });
    const at = dearer === -1 ? sorted.length : dearer;
    const from = Math.max(0, Math.min(sorted.length + 1 - limit, at - Math.floor(limit / 2)));
    const rows = this.#toComparables(model, sorted.slice(from, from + limit - 1));
    return { rows, total: sorted.length };
  }

  #toComparables(model: ModelMarket, rows: readonly number[]): readonly Comparable[] {
    this.#dealerIds ??= [...this.#dealers.keys()];
    const dealerIds = this.#dealerIds;
    const { listed } = model;
    const figure = (value: number | undefined): number | null =>
      value === undefined || value === NO_FIGURE ? null : value;
    return rows.map((row) => ({
      vin: listed.vins[row] ?? '',
      dealerId: dealerIds[listed.dealer[row] ?? 0] ?? '',
      year: listed.year[row] ?? 0,
      mileage: figure(listed.mileage[row]),
      price: listed.price[row] ?? 0,
      ratio: figure(listed.ratio[row]),
      photos: figure(listed.photos[row]),
    }));
  }
}

/** Rows of the comparables that were found, cheapest first, equal prices by VIN. */
function sortedRows(model: ModelMarket): number[] {
  const { price, vins } = model.listed;
  const vinOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return model
    .rows()
    .sort((a, b) => (price[a] ?? 0) - (price[b] ?? 0) || vinOrder(vins[a] ?? '', vins[b] ?? ''));
}

type ModelKeys = { readonly name: string; readonly new: string; readonly used: string };

/** Keys are asked for per vehicle and made of few names: this remembers them, and forgets all when it grows. */
class KeyCache {
  readonly #byMake = new Map<string, Map<string, ModelKeys>>();
  #size = 0;

  of(named: Named, settings: ScoreSettings): string | null {
    const { make, model, currency } = named;
    if (make === null || model === null) return null;
    const keys = this.#byMake.get(make)?.get(model) ?? this.#remember(make, model, settings);
    const vehicleClass = classOf(named.condition);
    if (keys.name === '' || vehicleClass === null) return null;
    if (currency === null || currency === settings.market.assumedCurrency) return keys[vehicleClass];
    return keyOf(keys.name, vehicleClass, currency, settings);
  }

  #remember(make: string, model: string, settings: ScoreSettings): ModelKeys {
    if (this.#size >= 100_000) {
      this.#byMake.clear();
      this.#size = 0;
    }
    const name = modelName(make, model);
    const keys = {
      name,
      new: keyOf(name, 'new', null, settings),
      used: keyOf(name, 'used', null, settings),
    };
    const models = this.#byMake.get(make) ?? new Map<string, ModelKeys>();
    this.#byMake.set(make, models.set(model, keys));
    this.#size += 1;
    return keys;
  }
}

const letters = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** '' where make or model is blank. */
function modelName(make: string, model: string): string {
  const [a, b] = [letters(make), letters(model)];
  return a === '' || b === '' ? '' : `${a}|${b}`;
}

const keyOf = (name: string, of: VehicleClass, currency: string | null, settings: ScoreSettings) =>
  `${name}|${of}|${currency ?? settings.market.assumedCurrency}`;

/**
 * "TOYOTA|RAV4|new|USD": only listings with equal keys can compare. Null where make or model is blank or the condition unknown. A job that
 * stores it can read vehicles and market model by model.
 */
export function comparableKey(named: Named, settings: ScoreSettings): string | null {
  const name = modelName(named.make ?? '', named.model ?? '');
  const of = classOf(named.condition);
  return name === '' || of === null ? null : keyOf(name, of, named.currency, settings);
}

/**
 * True if a change of one listing can move the other's CIS: the same key, another dealer, at most a year apart.
 * (Trim decides the tier, so it cannot rule a listing out.)
 */
export function mayCompare(
  a: Named & Pick<MarketListing, 'year' | 'dealerId' | 'vin'>,
  b: Named & Pick<MarketListing, 'year' | 'dealerId' | 'vin'>,
  settings: ScoreSettings,
): boolean {
  if (a.dealerId === b.dealerId || a.vin === b.vin || a.year === null || b.year === null) return false;
  const key = comparableKey(a, settings);
  return key !== null && key === comparableKey(b, settings) && Math.abs(a.year - b.year) <= 1;
}
