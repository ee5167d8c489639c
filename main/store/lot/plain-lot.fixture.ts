import { LOT_FLAGS, columnSpec, type LotColumn, type LotFlag } from '../../../shared/lot-list/columns.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import type { LotQuery, LotSelection } from '../../../shared/lot-list/query.ts';
import type { LotSums } from '../../../shared/lot-list/row.ts';
import { NOW, SOURCES, vinOf, type Car } from './lot.fixture.ts';
import { DAY_MS } from '../../../shared/units.ts';

export type Marks = ReadonlyMap<string, { readonly watched: boolean; readonly note: string | null }>;
export type PlainCar = { readonly id: number; readonly car: Car; readonly marks: Marks };

const leftAt = ({ sold, gone }: Car): number | null => sold ?? gone;
const isLeft = ({ car }: PlainCar): boolean => leftAt(car) !== null;

function status({ sold, gone, absent, said }: Car): string {
  if (sold !== null) return 'sold';
  if (gone !== null) return 'gone';
  if (absent) return 'missing';
  return said === null || said === 'available' ? 'listed' : said;
}
const isOwn = ({ car }: PlainCar): boolean => SOURCES[car.source - 1]?.own === 1;

function cameAt({ inStock, baseline, firstSeen }: Car): number | null {
  if (inStock !== null) return inStock;
  return baseline ? null : firstSeen;
}

function lotTime(car: Car): number | null {
  const came = cameAt(car);
  return came === null ? null : (leftAt(car) ?? NOW) - came;
}

const wholeDays = (ms: number): number => Math.floor(Math.max(0, ms) / DAY_MS);
const days = (car: Car): number | null => {
  const time = lotTime(car);
  return time === null ? null : wholeDays(time);
};

function discount({ msrp, price, msrpBlank, priceBlank }: Car): number | null {
  if (msrp === null || price === null || msrpBlank || priceBlank) return null;
  const off = BigInt(Math.abs(msrp - price)) * 1000n;
  const whole = off / BigInt(msrp);
  const tenths = Number(whole) + ((off % BigInt(msrp)) * 2n >= BigInt(msrp) ? 1 : 0);
  return (price > msrp ? -tenths : tenths) / 10;
}

function flags({ held, msrp, price, msrpBlank, priceBlank, conflict }: Car): LotFlag[] {
  const has: Record<LotFlag, boolean> = {
    'msrp-held': held === 1 || held === 3,
    'price-held': held >= 2,
    'msrp-missing': msrp !== null && msrpBlank,
    'price-missing': price !== null && priceBlank,
    conflict,
  };
  return LOT_FLAGS.filter((flag) => has[flag]);
}

/** What a column says; dates unix ms, amounts in currency units. */
export function valueOf({ car, marks }: PlainCar, column: LotColumn): string | number | null {
  const units = (cents: number | null): number | null => (cents === null ? null : cents / 100);
  const marked = marks.get(vinOf(car));
  switch (column) {
    case 'vehicle': {
      const words = [car.year, car.make, car.model, car.trim].filter((word) => word !== null);
      return words.length === 0 ? null : words.join(' ');
    }
    case 'vin':
      return vinOf(car);
    case 'stock':
      return car.stock;
    case 'dealer':
      return car.dealerName ?? car.dealer;
    case 'source':
      return SOURCES[car.source - 1]?.slug ?? null;
    case 'condition':
    case 'year':
    case 'make':
    case 'model':
    case 'trim':
    case 'mileage':
    case 'photos':
    case 'firstSeen':
      return car[column];
    case 'msrp':
    case 'price':
      return units(car[column]);
    case 'discount':
      return discount(car);
    case 'change':
      return car.move === null ? null : units(car.move.new - car.move.old);
    case 'changed':
      return car.move?.at ?? null;
    case 'days':
      return days(car);
    case 'ptm':
      return car.scores?.ptm == null ? null : car.scores.ptm / 10;
    case 'comparables':
    case 'avi':
    case 'ati':
    case 'cis':
      return car.scores?.[column] ?? null;
    case 'status':
      return status(car);
    case 'left':
      return leftAt(car);
    case 'note':
      return marked?.note ?? null;
    case 'watch':
      return marked?.watched === true ? 'yes' : 'no';
    case 'flags':
      return flags(car).join(' ') || null;
  }
}

const ascii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function isAnyOf(plain: PlainCar, column: LotColumn, values: readonly (string | null)[]): boolean {
  const said = values.filter((value) => value !== null);
  if (columnSpec(column).kind === 'flags') {
    const own = flags(plain.car);
    return own.length === 0 ? values.includes(null) : own.some((flag) => said.includes(flag));
  }
  const value = valueOf(plain, column);
  if (value === null) return values.includes(null);
  if (column === 'watch' && value === 'no' && values.includes(null)) return true;
  if (typeof value === 'number') return said.some((one) => one.trim() !== '' && Number(one) === value);
  const names = column === 'dealer' ? [value, plain.car.dealer] : [value];
  return names.some((name) => said.some((one) => ascii(one) === ascii(name)));
}

function fitsFilter(plain: PlainCar, filter: ColumnFilter): boolean {
  const value = valueOf(plain, filter.column);
  switch (filter.op) {
    case 'is':
      return isAnyOf(plain, filter.column, filter.values);
    case 'is-not':
      return !isAnyOf(plain, filter.column, filter.values);
    case 'contains':
      return value !== null && String(value).toLowerCase().includes(filter.text.toLowerCase());
    case 'known':
      return (value !== null) === filter.known;
    case 'between':
      return (
        typeof value === 'number' &&
        (filter.from === null || value >= Date.parse(filter.from)) &&
        (filter.to === null || value < Date.parse(filter.to))
      );
    case 'age':
      return (
        typeof value === 'number' && within(wholeDays(NOW - value), { ...filter, over: null, under: null })
      );
    case 'range':
      return typeof value === 'number' && within(value, filter);
  }
}

type Bounds = Readonly<Record<'min' | 'max' | 'over' | 'under', number | null>>;
const within = (value: number, { min, max, over, under }: Bounds): boolean =>
  (min === null || value >= min) &&
  (max === null || value <= max) &&
  (over === null || value > over) &&
  (under === null || value < under);

const isExact = ({ car }: PlainCar, search: string): boolean =>
  vinOf(car) === search.replace(/[\s-]/g, '').toUpperCase() ||
  (car.stock !== null && ascii(car.stock) === ascii(search.trim()));

export function fits(plain: PlainCar, { role, presence, search, filters }: LotSelection): boolean {
  if (role !== 'any' && isOwn(plain) !== (role === 'own')) return false;
  if (presence !== 'any' && isLeft(plain) !== (presence === 'left')) return false;
  if (!filters.every((filter) => fitsFilter(plain, filter))) return false;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = ['vin', 'stock', 'vehicle', 'dealer']
    .map((column) => valueOf(plain, column as LotColumn) ?? '')
    .join(' ')
    .toLowerCase();
  return isExact(plain, search) || words.every((word) => text.includes(word));
}

/** What a column sorts by: days by the moment the car came. */
function keyOf(plain: PlainCar, column: LotColumn): string | number | null {
  return column === 'days' ? lotTime(plain.car) : valueOf(plain, column);
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(ascii(String(a))), Buffer.from(ascii(String(b))));
}

/** All that fit, in order. */
export function plainList(cars: readonly PlainCar[], query: LotQuery): PlainCar[] {
  const isSearch = query.search.trim() !== '';
  return cars
    .filter((plain) => fits(plain, query))
    .toSorted((a, b) => {
      if (isSearch && isExact(a, query.search) !== isExact(b, query.search))
        return isExact(a, query.search) ? -1 : 1;
      for (const { column, descending } of query.sort) {
        const [left, right] = [keyOf(a, column), keyOf(b, column)];
        if (left === null && right === null) continue;
        if (left === null) return 1;
        if (right === null) return -1;
        const order = compare(left, right);
        if (order !== 0) return descending ? -order : order;
      }
      return vinOf(a.car) < vinOf(b.car) ? -1 : vinOf(a.car) > vinOf(b.car) ? 1 : a.id - b.id;
    });
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

export function plainSums(cars: readonly PlainCar[], selection: LotSelection): LotSums {
  const fit = cars.filter((plain) => fits(plain, selection));
  const known = (read: (plain: PlainCar) => number | null): number[] =>
    fit.map(read).filter((one) => one !== null);
  const currencies = [...new Set(fit.map(({ car }) => car.currency))];
  const oldest = SOURCES.filter((_, at) => fit.some(({ car }) => car.source === at + 1)).toSorted(
    (a, b) => a.asOf - b.asOf,
  )[0];
  const ptm = median(known(({ car }) => car.scores?.ptm ?? null));
  return {
    count: fit.length,
    again: fit.length - new Set(fit.map(({ car }) => vinOf(car))).size,
    prices: currencies
      .map((currency) => ({
        currency,
        cents: known(({ car }) => (car.currency === currency ? car.price : null)),
      }))
      .filter(({ cents }) => cents.length > 0)
      .map(({ currency, cents }) => ({
        currency,
        count: cents.length,
        median: (median(cents) ?? 0) / 100,
        total: cents.reduce((sum, one) => sum + one, 0) / 100,
      }))
      .toSorted((a, b) => b.count - a.count || ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1)),
    medianDays: median(known(({ car }) => days(car))),
    medianPtm: ptm === null ? null : ptm / 10,
    oldestSource:
      oldest === undefined ? null : { source: oldest.slug, asOf: new Date(oldest.asOf).toISOString() },
  };
}
