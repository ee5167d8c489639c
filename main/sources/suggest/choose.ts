import { lettersOf } from '../parse/condition.ts';
import { fieldNamed, normaliseHeader, type Field } from '../parse/header.ts';
import type { Layout } from '../parse/layout.ts';
import type { Said } from '../notice-book.ts';
import type { Chosen, ReadSettings } from '../snapshot.ts';
import { fieldsToCorrect, type Correction } from './by-content.ts';
import type { Sample, StoredChoices } from './sample.ts';
import { columnsOf, shareOf, type Column } from './column.ts';
import { isHinted, NEVER_A_PRICE } from './hints.ts';
import { areAmounts, looksLikeMoney } from './money.ts';
import { suggestColumns, type Suggestion } from './suggest.ts';
import { vinColumnByValues } from './vin-column.ts';

export type Choice = {
  readonly suggestions: readonly Suggestion[];
  readonly chosen: Chosen;
  readonly stored: StoredChoices;
};

/** As sure as words of the trade make it without a name. */
const BY_VALUES = 0.85;

/** Fields whose choice stays: another column of theirs would be another meaning. */
const FIXED: readonly Field[] = ['condition', 'msrp', 'price', 'mileage', 'mileageUnit', 'currency', 'vin'];

/**
 * Which column fills which field, by names and by what the columns hold: for the wizard and for every sync. A choice
 * made before stays while its column is there and holds something.
 * @param resolve the layout by names, and by what was chosen so far
 */
export function chooseColumns(
  sample: Sample,
  settings: ReadSettings,
  stored: StoredChoices | null,
  resolve: (settings: ReadSettings) => Layout,
): Choice {
  const columns = columnsOf(sample.names, sample.rows);
  const byName = resolve({ ...settings, chosen: undefined });
  const corrections = fieldsToCorrect({ sample, columns, layout: byName, settings, stored });
  const chosen: Record<string, string | null> = {};
  const notices: Said[] = [];
  for (const [field, { column, why }] of corrections) {
    chosen[field] = column?.name ?? null;
    if (column !== null && why !== null)
      notices.push({ code: 'chosen-column', field, column: column.name, value: why });
  }
  let letters = lettersIn(
    corrections.get('condition')?.column ?? columns[byName.origins.condition.first],
    stored,
  );
  const settled = resolve({ ...settings, chosen: { columns: chosen, letters, notices } });
  const isSettled =
    stored !== null && Object.keys(stored.columns).every((field) => isFilled(settled, field));
  // What every value looks like takes its time: a source whose columns are chosen and there needs none of it.
  const found = isSettled
    ? []
    : suggestColumns({
        columns: sample.names,
        rows: sample.rows,
        mapped: sample.hasVin ? settled.mapped : withoutVin(settled.mapped),
        mapping: mutable(settings.mapping),
        constants: settings.constants,
        ignored: settings.ignored ?? [],
        refused: new Set(chosen['condition'] === null ? ['condition'] : []),
      });
  const vin = sample.hasVin || found.some(({ field }) => field === 'vin') ? null : vinIn(sample, settings);
  const suggestions = found.map((one): Suggestion => {
    if (one.column === vin) return { ...one, field: 'vin', why: 'values', confidence: BY_VALUES };
    const isByValues = one.field !== null && isFoundByValues(corrections, one.field, one.column);
    return isByValues ? { ...one, why: 'values', confidence: BY_VALUES } : one;
  });
  for (const { column, field, why } of suggestions) {
    if (why !== 'values' || field === null || field === 'vin' || typeof chosen[field] === 'string')
      continue;
    // On later days only what was found by its values before, or had a column that is gone.
    if (stored !== null && stored.columns[field] === undefined) continue;
    chosen[field] = column;
    if (field === 'condition')
      letters = lettersIn(
        columns.find(({ name }) => name === column),
        stored,
      );
    if (stored?.columns[field] !== column)
      notices.push({ code: 'chosen-column', field, column, value: 'by its values' });
  }
  const hasUnit = typeof chosen['mileageUnit'] === 'string';
  notices.push(
    ...(hasUnit ? [] : unsaidUnit(columns, settled)),
    ...unused(columns, usedIn(settled, chosen), settings),
  );
  return {
    suggestions,
    chosen: { columns: chosen, letters, notices },
    stored: { columns: toStore(chosen, settled, sample.names), letters },
  };
}

const isFoundByValues = (
  corrections: ReadonlyMap<string, Correction>,
  field: string,
  name: string,
): boolean => {
  const correction = corrections.get(field);
  return correction?.isByValues === true && correction.column?.name === name;
};

const lettersIn = (column: Column | undefined, stored: StoredChoices | null): string =>
  lettersOf([...(stored?.letters ?? ''), ...(column?.values ?? [])]);

function toStore(
  chosen: Readonly<Record<string, string | null>>,
  { origins, columns }: Layout,
  names: readonly string[],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const field of FIXED) {
    const { first, explicit } = origins[field];
    if (first >= 0 && !explicit && names.length > first) kept[field] = columns.name(first);
  }
  for (const [field, name] of Object.entries(chosen)) if (name !== null) kept[field] = name;
  return kept;
}

const withoutVin = ({ vin: _stand, ...mapped }: Layout['mapped']): Layout['mapped'] => mapped;

const mutable = (mapping: ReadSettings['mapping']): Record<string, string[]> =>
  Object.fromEntries(Object.entries(mapping).map(([field, columns]) => [field, [...columns]]));

const isFilled = ({ origins }: Pick<Layout, 'origins'>, name: string): boolean => {
  const field = fieldNamed(name);
  return field === null || origins[field].first >= 0 || origins[field].constant !== null;
};

/** Names of the columns that something is read from. */
const usedIn = ({ origins, columns }: Layout, chosen: Chosen['columns']): ReadonlySet<string> =>
  new Set([
    ...Object.values(origins).flatMap(({ first, rest }) =>
      [first, ...rest].map((index) => columns.name(index)),
    ),
    ...Object.values(chosen).flatMap((name) => name ?? []),
  ]);

/** A column full of VINs that goes by the usual name of another field. */
function vinIn({ names, rows }: Sample, { ignored }: ReadSettings): string | null {
  const found = vinColumnByValues(names, rows, ignored);
  return found?.isSure === true ? found.name : null;
}

/** Readings of an odometer whose unit neither a column, nor a name, nor their own text says. */
function unsaidUnit(columns: readonly Column[], { origins, mileageUnit }: Layout): Said[] {
  const column = columns[origins.mileage.first];
  if (column === undefined || mileageUnit !== '' || isFilled({ origins }, 'mileageUnit')) return [];
  const isBare =
    shareOf(column.values, (value) => /[a-z]/i.test(value)) < 0.5 && !/\bmi(?:les?)?\b/.test(column.words);
  if (!isBare || column.values.length === 0) return [];
  return [{ code: 'no-column', field: 'mileageUnit', column: null, value: 'miles' }];
}

/** Money that nothing reads. */
function unused(columns: readonly Column[], used: ReadonlySet<string>, settings: ReadSettings): Said[] {
  const ignored = new Set(settings.ignored ?? []);
  return columns.flatMap(({ name, words, values }): Said[] => {
    if (values.length === 0 || used.has(name) || ignored.has(name.trim()) || normaliseHeader(name) === '')
      return [];
    if (NEVER_A_PRICE.test(words)) return [];
    const field = isHinted('msrp', words) ? 'msrp' : isHinted('price', words) ? 'price' : null;
    // Where the name says price outright, amounts need not end as prices do.
    const isMoney = looksLikeMoney(values) > 0 || (/\b(?:price|msrp)\b/.test(words) && areAmounts(values));
    if (field === null || !isMoney) return [];
    return [{ code: 'unused-column', field, column: name, value: null }];
  });
}
