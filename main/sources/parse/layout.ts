import { LotwatchError } from '../../../shared/result.ts';
import type { ReadSettings } from '../snapshot.ts';
import type { Said } from '../notice-book.ts';
import { ALIASES, PHOTO_NAME, THUMBNAILS } from './aliases.ts';
import { columnsNamed, type Columns } from './columns.ts';
import { flagOfColumn, type ConditionColumn } from './condition.ts';
import { UNNAMED_DEALER } from './dealer.ts';
import { FIELDS, fieldNamed, normaliseHeader, type Field } from './header.ts';
import { locationSources } from './location.ts';
import { nearName } from './near-names.ts';
import { kindOfColumn, priceCandidates } from './price-kinds.ts';
import { priceColumns, type PlacedPrice } from './price-roles.ts';

/** Where the text of a field comes from: a constant, one column, or several joined with a space. */
export type Origin = {
  readonly constant: string | null;
  /** Index of the first column, -1 for none. */
  readonly first: number;
  readonly rest: readonly number[];
  /** A person said so (`--map`, `--set`), not the alias table. */
  readonly explicit: boolean;
};

/** For people at the command line; the wizard has a field for it. */
export const NO_DEALER =
  'No column names the dealer and none was set: all vehicles count as the dealer "lot". Use --dealer NAME.';

/** Nothing names the VIN. Brings the columns along, so that a look at the file can find it by its values. */
export class NoVinColumn extends LotwatchError {
  readonly columns: readonly string[];

  constructor(message: string, columns: readonly string[]) {
    super('source', message);
    this.columns = columns;
  }
}

/** A file's columns as one source's settings understand them. */
export type Layout = {
  readonly columns: Columns;
  readonly origins: Readonly<Record<Field, Origin>>;
  /** Column groups for the dealer's address, tried in order; see {@link locationSources}. */
  readonly location: readonly (readonly number[])[];
  /** 'km' where the name of the mileage column says kilometres. */
  readonly mileageUnit: string;
  readonly condition: ConditionColumn;
  /** What the names of the money columns say: "MSRP (USD)". */
  readonly currencies: { readonly msrp: string | null; readonly price: string | null };
  readonly mapped: Readonly<Record<string, string>>;
  readonly basis: { readonly msrp: string | null; readonly price: string | null };
  readonly priceKind: string | null;
  /** Every column of money, in file order. */
  readonly prices: readonly PlacedPrice[];
  readonly notes: readonly string[];
  /** What holds for every row: fields without a column, columns chosen or left. */
  readonly notices: readonly Said[];
};

/** What the condition is taken from where nothing says it. */
export const BY_CAR = 'new or used, by year and mileage';

/** Columns named where one field has many: photos may stand in a hundred. */
const MOST_SHOWN = 100;
/** Columns that one list is read from, row by row; a feed has a hundred, and what is damaged may have no end of them. */
const MOST_OF_A_LIST = 1_000;
const NOWHERE: Origin = { constant: null, first: -1, rest: [], explicit: false };
const LISTS: ReadonlySet<Field> = new Set(['photos', 'options']);

function fromColumns(indexes: readonly number[], explicit = false): Origin {
  const [first, ...rest] = indexes;
  return first === undefined ? NOWHERE : { constant: null, first, rest, explicit };
}

function settingsByField<T>(settings: Readonly<Record<string, T>>, flag: string): ReadonlyMap<Field, T> {
  const known = new Map<Field, T>();
  for (const [name, value] of Object.entries(settings)) {
    const field = fieldNamed(name);
    if (field === null) {
      throw new LotwatchError(
        'bad-input',
        `${flag} ${name}=…: no such field. The fields are: ${FIELDS.join(', ')}`,
      );
    }
    known.set(field, value);
  }
  return known;
}

/** Which column is the price: the kind fixed earlier, else the first kind the file has. */
function choosePrice(columns: Columns, fixed: string | null, notes: string[]): [Origin, string | null] {
  const best = priceCandidates(columns, fixed).find(({ kind }) => fixed === null || kind === fixed);
  const first = best?.indexes[0];
  if (best !== undefined && first !== undefined) {
    noteRepeats(columns, best.indexes, 'price', notes);
    return [fromColumns([first]), best.kind];
  }
  if (fixed !== null)
    notes.push(`The price column used so far (kind "${fixed}") is not in this file: no prices were read.`);
  return [NOWHERE, fixed];
}

/** What kind of price the column is by its name. */
const kindAt = (columns: Columns, index: number): string =>
  priceCandidates(columns, null).find(({ indexes }) => indexes.includes(index))?.kind ??
  kindOfColumn(normaliseHeader(columns.name(index)));

/** The alias table's choice for one field. Lists take every column that fits, other fields the best one. */
function guess(columns: Columns, field: Exclude<Field, 'price'>, notes: string[]): Origin {
  if (field === 'photos') {
    const all = columns.allOf(ALIASES.photos, PHOTO_NAME);
    return listFrom(all.length > 0 ? all : columns.firstOf(THUMBNAILS), field, notes);
  }
  const found = columns.firstOf(ALIASES[field]);
  if (LISTS.has(field)) return listFrom(found, field, notes);
  const [first] = found;
  if (first === undefined) return NOWHERE;
  noteRepeats(columns, found, field, notes);
  return fromColumns([first]);
}

function listFrom(all: readonly number[], field: Field, notes: string[]): Origin {
  if (all.length > MOST_OF_A_LIST)
    notes.push(`${all.length} columns hold ${field}; the first ${MOST_OF_A_LIST} of them are read.`);
  return fromColumns(all.slice(0, MOST_OF_A_LIST));
}

function noteRepeats(columns: Columns, found: readonly number[], field: Field, notes: string[]): void {
  if (found.length < 2) return;
  const name = columns.name(found[0] ?? 0);
  notes.push(`The column "${name}" is there ${found.length} times; the first is used for ${field}.`);
}

/**
 * Finds out which column fills which field.
 * @throws LotwatchError `source` if there is no VIN column or `--map` names a column that is not there
 */
export function resolveLayout(names: readonly string[], settings: ReadSettings): Layout {
  const columns = columnsNamed(names, settings.ignored);
  const notes: string[] = [];
  const constants = settingsByField(settings.constants, '--set');
  const mapping = settingsByField(settings.mapping, '--map');
  let priceKind = settings.priceKind;

  const find = (field: Field): Origin => {
    const constant = constants.get(field);
    if (constant !== undefined) return { constant, first: -1, rest: [], explicit: true };
    const wanted = mapping.get(field);
    if (wanted !== undefined && wanted.length > 0) {
      const indexes = wanted.map((name) => columns.named(name, field));
      return fromColumns(
        LISTS.has(field) ? indexes.flat() : indexes.flatMap((found) => found.slice(0, 1)),
        true,
      );
    }
    const chosen = settings.chosen?.columns[field];
    const found = typeof chosen === 'string' ? columns.find(chosen) : null;
    if (found !== null) {
      if (field === 'price') priceKind = kindAt(columns, found[0] ?? -1);
      return fromColumns(LISTS.has(field) ? found : found.slice(0, 1));
    }
    if (chosen === null) return NOWHERE;
    if (field !== 'price') return guess(columns, field, notes);
    const [origin, kind] = choosePrice(columns, settings.priceKind, notes);
    priceKind = kind;
    return origin;
  };
  const origins = Object.fromEntries(FIELDS.map((field) => [field, find(field)])) as Record<Field, Origin>;

  countDays(origins, columns);

  if (origins.vin.first < 0) {
    throw new NoVinColumn(
      `no VIN column was found; name it with --map vin=Column. The columns are: ${columns.list()}`,
      names,
    );
  }
  if (normaliseHeader(columns.name(origins.vin.first)) === 'vehicleid') {
    notes.push(`There is no VIN column; "${columns.name(origins.vin.first)}" is read as the VIN.`);
  }
  const hasDealer = settings.dealer !== null || isFilled(origins.dealerId) || isFilled(origins.dealer);
  if (!hasDealer) notes.push(NO_DEALER);

  const location =
    isFilled(origins.dealerLocation) && origins.dealerLocation.explicit ? [] : locationSources(columns);
  const nameOf = (field: Field): string => columns.name(origins[field].first);
  return {
    columns,
    origins,
    location,
    mileageUnit: nearName(nameOf('mileage')).unit,
    condition: {
      letters: settings.chosen?.letters ?? 'CNU',
      flag: flagOfColumn(nameOf('condition')),
    },
    currencies: { msrp: nearName(nameOf('msrp')).currency, price: nearName(nameOf('price')).currency },
    mapped: describeAll(origins, columns, settings, location),
    basis: {
      msrp: basis(origins.msrp, 'msrp', columns, settings),
      price: basis(origins.price, priceKind, columns, settings),
    },
    priceKind,
    prices: priceColumns(
      columns,
      { msrp: origins.msrp.first, price: origins.price.first },
      settings.ignored ?? [],
    ),
    notes,
    notices: [...(settings.chosen?.notices ?? []), ...noticesOf(origins, settings)],
  };
}

/** Fields that a person would miss, and what is taken where no column gives them. */
function noticesOf(origins: Layout['origins'], settings: ReadSettings): Said[] {
  const missing: Said[] = [];
  const note = (field: Field, value: string | null): void => {
    if (!isFilled(origins[field])) missing.push({ code: 'no-column', field, column: null, value });
  };
  if (!isFilled(origins.certified)) note('condition', settings.condition ?? BY_CAR);
  note('msrp', null);
  note('price', null);
  note('year', null);
  if (settings.dealer === null && !isFilled(origins.dealerId)) note('dealer', UNNAMED_DEALER);
  return missing;
}

/** A person who maps "Days in stock" as the date in stock means the date that it leads back to. */
function countDays(origins: Record<Field, Origin>, columns: Columns): void {
  const { dateInStock } = origins;
  const isDate = dateInStock.first < 0 || dateInStock.rest.length > 0;
  if (isDate || !ALIASES.daysInStock.includes(normaliseHeader(columns.name(dateInStock.first)))) return;
  origins.daysInStock = dateInStock;
  origins.dateInStock = NOWHERE;
}

const isFilled = (origin: Origin): boolean => origin.constant !== null || origin.first >= 0;

function describe(origin: Origin, columns: Columns): string {
  if (origin.constant !== null) return `=${origin.constant}`;
  const names = [...new Set([origin.first, ...origin.rest].map((index) => columns.name(index)))];
  const more = names.length - MOST_SHOWN;
  return names.slice(0, MOST_SHOWN).join(' + ') + (more > 0 ? ` + ${more} more` : '');
}

function describeAll(
  origins: Readonly<Record<Field, Origin>>,
  columns: Columns,
  settings: ReadSettings,
  location: Layout['location'],
): Record<string, string> {
  const mapped: Record<string, string> = {};
  for (const field of FIELDS) {
    if (isFilled(origins[field])) mapped[field] = describe(origins[field], columns);
  }
  // What the settings supply counts as filled (rules 20).
  if (settings.condition !== null) mapped['condition'] ??= `=${settings.condition}`;
  const dealerColumnWins = origins.dealerId.explicit || origins.dealer.explicit;
  if (settings.dealer !== null && !dealerColumnWins) mapped['dealerId'] = `=${settings.dealer}`;
  const [group] = location;
  if (group !== undefined) mapped['dealerLocation'] = group.map((index) => columns.name(index)).join(' + ');
  return mapped;
}

/** What a money field means here. All usual names of the MSRP are one kind, so that a renamed column is no change. */
function basis(
  origin: Origin,
  kind: string | null,
  columns: Columns,
  settings: ReadSettings,
): string | null {
  if (!isFilled(origin)) return null;
  const chosen = [origin.first, ...origin.rest]
    .map((index) => normaliseHeader(columns.name(index)))
    .join('+');
  const meaning =
    origin.constant !== null ? 'constant' : origin.explicit ? `column:${chosen}` : (kind ?? 'price');
  return `${meaning};${settings.currency ?? 'any currency'};${settings.condition ?? 'new'}`;
}
