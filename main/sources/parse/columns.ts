import { LotwatchError } from '../../../shared/result.ts';
import { ALIASES } from './aliases.ts';
import { normaliseHeader } from './header.ts';
import { nearName } from './near-names.ts';
import { priceRole } from './price-roles.ts';
import type { PriceRole } from '../../../shared/price-words.ts';

/** Columns of one name, in file order. */
export type Candidate = { readonly indexes: readonly number[]; readonly isNear: boolean };

/** Where columns stand, by name as written and by normalised name. */
export class Columns {
  readonly names: readonly string[];
  readonly #exact = new Map<string, number[]>();
  readonly #normalised = new Map<string, number[]>();
  /** By what is nearly a usual name: with a currency or unit in it, inside of "pricing". */
  readonly #near = new Map<string, number[]>();

  readonly #ignored: readonly string[];
  #roles: readonly (PriceRole | null)[] | null = null;

  /** @param ignored names as written of columns that nothing may find */
  constructor(names: readonly string[], ignored: readonly string[] = []) {
    this.names = names;
    this.#ignored = ignored;
    const hidden = new Set(ignored);
    names.forEach((name, index) => {
      // A JSON list of objects ("image[].url") goes by the name its first entry has in a CSV ("image[0].url").
      const key = normaliseHeader(name.replaceAll('[]', '[0]'));
      if (key === '' || hidden.has(name.trim())) return;
      add(this.#exact, name.trim(), index);
      add(this.#normalised, key, index);
      for (const near of nearName(name).keys) add(this.#near, near, index);
    });
    this.#unwrap();
  }

  /** Where the VIN stands one or more objects deep ("item.vin"), the names beside it count without those objects. */
  #unwrap(): void {
    if (ALIASES.vin.some((alias) => this.#normalised.has(alias))) return;
    const isVin = (name: string): boolean =>
      !name.includes('[]') && ALIASES.vin.includes(normaliseHeader(name.slice(name.lastIndexOf('.') + 1)));
    const vin = this.names.find((name) => name.includes('.') && isVin(name));
    if (vin === undefined) return;
    const wrapper = vin.slice(0, vin.lastIndexOf('.') + 1);
    const inner = new Map<string, number[]>();
    this.names.forEach((name, index) => {
      if (!name.startsWith(wrapper)) return;
      add(inner, normaliseHeader(name.slice(wrapper.length).replaceAll('[]', '[0]')), index);
    });
    for (const [key, indexes] of inner) if (!this.#normalised.has(key)) this.#normalised.set(key, indexes);
  }

  /** Indexes of a column as a person names it; an error that lists the columns if there is none. */
  named(name: string, field: string): readonly number[] {
    const found = this.find(name);
    if (found !== null) return found;
    throw new LotwatchError(
      'source',
      `there is no column "${name}" for --map ${field}=${name}. The columns are: ${this.list()}`,
    );
  }

  /** Indexes of a column by its name; null where the file has none of it. */
  find(name: string): readonly number[] | null {
    return this.#exact.get(name.trim()) ?? this.#normalised.get(normaliseHeader(name)) ?? null;
  }

  /** Indexes of every column with the first of these normalised names that exists; [] if none does. */
  firstOf(aliases: readonly string[]): readonly number[] {
    return this.candidates(aliases)[0]?.indexes ?? [];
  }

  /** The columns of each of these normalised names that exist, best first; then those nearly called so. */
  candidates(aliases: readonly string[]): readonly Candidate[] {
    const of = (names: ReadonlyMap<string, number[]>, isNear: boolean): Candidate[] =>
      aliases.flatMap((alias) => {
        const indexes = names.get(alias);
        return indexes === undefined ? [] : [{ indexes, isNear }];
      });
    return [...of(this.#normalised, false), ...of(this.#near, true)];
  }

  /** Indexes of every column with any of these names or matching the pattern, in file order. */
  allOf(aliases: readonly string[], pattern?: RegExp): readonly number[] {
    const found: number[] = [];
    for (const [key, indexes] of this.#normalised) {
      if (!aliases.includes(key) && pattern?.test(key) !== true) continue;
      for (const index of indexes) found.push(index);
    }
    return found.sort((a, b) => a - b);
  }

  /** What each column is among prices; null = none of them. */
  get roles(): readonly (PriceRole | null)[] {
    this.#roles ??= this.names.map((name) => priceRole(name.trim()));
    return this.#roles;
  }

  /** Whether it was made of the same names. */
  isOf(names: readonly string[], ignored: readonly string[]): boolean {
    return areSame(this.names, names) && areSame(this.#ignored, ignored);
  }

  name(index: number): string {
    return this.names[index] ?? '';
  }

  /** The column names for a message, shortened if there are very many. */
  list(): string {
    const filled = this.names.filter((name) => name.trim() !== '');
    const shown = filled.slice(0, 60).map(shortened).join(', ');
    return filled.length > 60 ? `${shown} and ${filled.length - 60} more` : shown;
  }
}

/** That of the latest file, unless nobody has it any more. */
let latest: WeakRef<Columns> | null = null;

/**
 * The columns of these names. What a file's columns mean is asked for several times while it is opened: by their names,
 * by what was chosen before, by what they hold; their names are read once.
 */
export function columnsNamed(names: readonly string[], ignored: readonly string[] = []): Columns {
  const before = latest?.deref();
  if (before?.isOf(names, ignored) === true) return before;
  const columns = new Columns(names, ignored);
  latest = new WeakRef(columns);
  return columns;
}

const areSame = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((name, index) => name === b[index]));

const LONGEST_NAME = 80;

const shortened = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;

function add(map: Map<string, number[]>, key: string, index: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [index]);
  else known.push(index);
}
