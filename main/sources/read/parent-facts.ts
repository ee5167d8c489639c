import { parseCondition, stockTypeOf } from '../parse/condition.ts';
import { normaliseHeader, type Field } from '../parse/header.ts';
import { ALIASES } from '../parse/aliases.ts';
import { ADDRESS_PARTS, COORDINATES, PLACE_IDS } from '../parse/place-names.ts';
import type { Layout } from '../parse/layout.ts';
import type { ReadSettings } from '../snapshot.ts';
import type { HashSeed } from './row-hash.ts';
import { sectionWord } from './section-names.ts';

/** What a parent may say of all vehicles in it. Its title, address on the web or status are its own. */
const FIELDS = ['dealer', 'dealerId', 'dealerLocation', 'currency', 'mileageUnit', 'condition', 'certified', 'make', 'model', 'year'] as const; // prettier-ignore
const TOGETHER: Readonly<Partial<Record<Field, readonly Field[]>>> = {
  dealer: ['dealer', 'dealerId'],
  dealerId: ['dealer', 'dealerId'],
  certified: ['certified', 'condition'],
};
const LOCATION: ReadonlySet<string> = new Set([
  ...ADDRESS_PARTS.flat(),
  ...COORDINATES.flat(),
  ...PLACE_IDS,
]);
/** What is called so is the dealer: its "name" and "id" are the dealer's. */
const DEALER = /^(?:dealer|dealership|store|rooftop|seller)s?$/;
/** Names that say something else inside of a dealer than inside of a vehicle. */
const OF_DEALER = /^(?:name|id|code|number|address|street|city|state|region|zip|postalcode)$/;
/** Facts told apart; a parent that says more is no parent of vehicles. */
const MOST = 500;

/** What the objects or elements around a record say, by name; the nearer one last. */
export type Facts = ReadonlyMap<string, string>;

/** What has a name that may say the condition of what is in it: <section name="Used">. */
const NAMED = /^(?:section|categor(?:y|ie)|group|department|tab|segment|collection|list|class)s?$/;
const NAMES = /^(?:name|title|label|heading|caption|key|id|text)$/;

/** The column for what the names of sections say; an own one that is called so takes its place. */
export const SECTION = 'section';

/** The name of a fact, seen from inside: what a "dealers" entry calls "name" is "dealer.name". */
export function factName(container: string, name: string): string {
  const around = normaliseHeader(container);
  const key = normaliseHeader(name);
  if (DEALER.test(around) && OF_DEALER.test(key)) return `dealer.${name}`;
  return NAMED.test(around) && NAMES.test(key) ? SECTION : name;
}

/** The field that a fact of this name fills; null for what says nothing of vehicles. */
export const factField = (name: string): Field | null =>
  FIELDS.find((one) => ALIASES[one].includes(normaliseHeader(name))) ?? null;

/** Values for columns of a row where it leaves them blank. */
export type RowFacts = {
  readonly cells: readonly (readonly [column: number, text: string])[];
  readonly seed: HashSeed;
};

/** Which facts fill which columns of the records below. */
export class FactPlan {
  readonly #columns: ReadonlyMap<string, number>;
  readonly #condition: number;
  /** The columns that the name of a section fills. */
  readonly #section: readonly number[];
  readonly #names: readonly string[];

  /** @param condition the column of the condition, -1 for none */
  constructor(
    columns: ReadonlyMap<string, number>,
    condition: number,
    section: readonly number[],
    names: readonly string[],
  ) {
    this.#columns = columns;
    this.#condition = condition;
    this.#section = section;
    this.#names = names;
  }

  /** Whether a fact of this name fills a column of some rows. */
  knows(name: string): boolean {
    return this.#columns.has(name);
  }

  get isEmpty(): boolean {
    return this.#columns.size === 0 && this.#section.length === 0;
  }

  /** @param section what the names on the way to the record say */
  of(facts: readonly Facts[], section: string | null, seed: HashSeed): RowFacts {
    const cells = new Map<number, string>();
    if (section !== null) for (const column of this.#section) cells.set(column, section);
    for (const level of facts)
      for (const [name, text] of level) {
        const column = this.#columns.get(name);
        const said = name === SECTION ? sectionWord(text) : text;
        if (column !== undefined && said !== null && isMeant(column === this.#condition, said))
          cells.set(column, said);
      }
    if (cells.size === 0) return { cells: [], seed };
    const list = [...cells].toSorted(([a], [b]) => a - b);
    const said = list.map(([column, text]) => `${this.#names[column]}=${text}`).join('\n');
    return { cells: list, seed: mixed(seed, said) };
  }
}

/** The cells with what holds besides them where they are blank. */
export function withFactsIn(
  cells: readonly string[],
  facts: RowFacts | null | undefined,
): readonly string[] {
  if (facts === null || facts === undefined) return cells;
  const filled = [...cells];
  for (const [column, text] of facts.cells) if ((filled[column] ?? '').trim() === '') filled[column] = text;
  return filled;
}

/** "type": "inventory" on the parent is no condition. */
const isMeant = (isCondition: boolean, text: string): boolean =>
  !isCondition || parseCondition(text) !== null || stockTypeOf(text) !== null;

/** A seed of its own for records of which the same bytes stand under other facts. */
export function mixed(seed: HashSeed, text: string): HashSeed {
  let { low, high } = seed;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x85ebca6b);
    low ^= low >>> 15;
    high = Math.imul(((high << 13) | (high >>> 19)) + code, 0x9e3779b1);
  }
  return { low, high };
}

/**
 * Adds what stands around the records to a layout: a fact fills the column of its field where a row leaves that blank;
 * where the records have no such column, it becomes one.
 * @param resolve the layout of these columns
 */
export function withFacts(
  columns: readonly string[],
  facts: { readonly names: readonly string[]; readonly isSectioned: boolean },
  settings: ReadSettings,
  resolve: (columns: readonly string[]) => Layout,
): { readonly layout: Layout; readonly plan: FactPlan } {
  const mapped = new Set(Object.values(settings.mapping).flatMap((names) => names.map(normaliseHeader)));
  const own = new Set(columns);
  const named = facts.names
    .slice(0, MOST)
    .filter((name) => !own.has(name) && mapped.has(normaliseHeader(name)));
  const before = resolve([...columns, ...named]);
  const hasPlace = before.location.length > 0 || isFilled(before, 'dealerLocation');
  const isWanted = (name: string): boolean => {
    const key = normaliseHeader(name);
    if (own.has(name)) return true;
    const field = factField(name);
    if (field === null) return LOCATION.has(key) && !hasPlace;
    // A name beside an id is the same dealer: what the record says of either is nearer.
    return !isSaidBeside(before, field);
  };
  const wanted = facts.names
    .slice(0, MOST)
    .filter((name) => !named.includes(name) && isWanted(name) && !own.has(name));
  // Beside a column of the condition, too: that may turn out to be one of body styles.
  const isSectionNew = facts.isSectioned && ![...own, ...named, ...wanted].includes(SECTION);
  const all = [...columns, ...named, ...wanted, ...(isSectionNew ? [SECTION] : [])];
  const layout = all.length === columns.length + named.length ? before : resolve(all);
  const indexes = new Map(all.map((name, index) => [name, index]));
  const fills = new Map<string, number>();
  for (const name of facts.names.slice(0, MOST)) {
    const field = factField(name);
    const column = indexes.get(name) ?? (field === null ? -1 : layout.origins[field].first);
    const isOwn = own.has(name) && field === null;
    if (column >= 0 && !isOwn) fills.set(name, column);
  }
  const condition = layout.origins.condition.first;
  const section = facts.isSectioned
    ? [...new Set([condition, isSectionNew ? all.length - 1 : -1])].filter((column) => column >= 0)
    : [];
  return { layout, plan: new FactPlan(fills, condition, section, layout.columns.names) };
}

/** Whether the records say it themselves, or what goes with it. */
export const isSaidBeside = (layout: Layout, field: Field): boolean =>
  (TOGETHER[field] ?? [field]).some((one) => isFilled(layout, one));

const isFilled = ({ origins }: Layout, field: Field): boolean =>
  origins[field].first >= 0 || origins[field].constant !== null;
