import type { Inspection, SourceSettings } from '../../../shared/lot.ts';
import { fieldNamed, type Field } from '../parse/header.ts';
import { type Column, columnsOf, shareOf } from './column.ts';
import { CHECKS, JUDGES } from './judges.ts';
import { chooseMoney } from './money.ts';
import { parseWrittenDate } from '../parse/stock-date.ts';
import { isOfApart } from '../parse/told-apart.ts';
import { shortened } from '../shortened.ts';
import { byHeader, fieldsByColumn } from './named.ts';

export type Suggestion = Inspection['suggestions'][number];
type Found = { readonly field: Field; readonly confidence: number; readonly why: Suggestion['why'] };

/** A usual name of a field: as sure as one can be without a person's choice. */
const HEADER = 0.95;
/** A usual name over values that do not look like it. */
const DOUBTFUL_HEADER = 0.5;
/** Less is no suggestion. */
const LEAST = 0.4;
const SAMPLES = 3;
const SAMPLE_LENGTH = 48;

export type LookedAt = {
  readonly columns: readonly string[];
  /** Cells of the first rows; some hundreds are enough. */
  readonly rows: readonly (readonly string[])[];
  /** Canonical field -> columns, as the reader of the file understands it by names alone. */
  readonly mapped: Inspection['mapped'];
  readonly mapping: SourceSettings['mapping'];
  readonly constants: SourceSettings['constants'];
  readonly ignored: readonly string[];
  /** Fields that no column is to fill by its values. */
  readonly refused?: ReadonlySet<string>;
};

/**
 * What every column is taken for. A person's word stands; then the usual names of fields; then, for fields still
 * without a column, whatever column's values look most like them.
 */
export function suggestColumns(looked: LookedAt): Suggestion[] {
  const columns = columnsOf(looked.columns, looked.rows);
  const found = new Map<number, Found>();
  const chosen = fieldsByColumn(looked.mapping, looked.columns);
  for (const [index, field] of chosen) found.set(index, { field, confidence: 1, why: 'chosen' });
  for (const [index, field] of byHeader(looked.mapped, looked.columns)) {
    const column = columns[index];
    if (column === undefined || found.has(index)) continue;
    const isDoubtful = doubted(column, field);
    // "Age" and "DIS" are names of other things, too: only their values decide.
    if (field === 'daysInStock' && isDoubtful) continue;
    found.set(index, {
      field: field === 'daysInStock' && areDates(column) ? 'dateInStock' : field,
      confidence: isDoubtful ? DOUBTFUL_HEADER : HEADER,
      why: 'header',
    });
  }
  const ignored = new Set(looked.ignored);
  byValues(
    columns.filter(
      ({ name, index }) => name.trim() !== '' && !found.has(index) && !ignored.has(name.trim()),
    ),
    columns,
    found,
    new Set(
      [...Object.keys(looked.constants), ...(looked.refused ?? [])].flatMap(
        (name) => fieldNamed(name) ?? [],
      ),
    ),
  );
  return columns.map((column) => {
    const samples = [...new Set(column.values)]
      .slice(0, SAMPLES)
      .map((value) => shortened(value, SAMPLE_LENGTH));
    const known = found.get(column.index);
    if (known !== undefined) return { column: column.name, ...known, samples };
    const isIgnored = ignored.has(column.name.trim());
    return {
      column: column.name,
      field: null,
      confidence: isIgnored ? 1 : 0,
      why: isIgnored ? 'chosen' : 'none',
      samples,
    };
  });
}

/** Whether enough values speak against what the name says. */
function doubted({ values }: Column, field: Field): boolean {
  const check = CHECKS[field];
  return check !== undefined && values.length >= 3 && shareOf(values, check) < 0.5;
}

/** A column of days may hold the dates themselves; the reader takes both. */
const areDates = ({ values }: Column): boolean =>
  shareOf(values, (value) => parseWrittenDate(value) !== null) > 0.5;

/** Gives the fields that have none the column that looks most like them, the surest fields first. */
function byValues(
  candidates: readonly Column[],
  all: readonly Column[],
  found: Map<number, Found>,
  fixed: ReadonlySet<Field>,
): void {
  const free = new Set(candidates);
  const holder = (field: Field): Column | null => {
    let first = -1;
    for (const [index, one] of found)
      if (one.field === field && (first < 0 || index < first)) first = index;
    return all[first] ?? null;
  };
  const take = (field: Field, column: Column, confidence: number): void => {
    free.delete(column);
    found.set(column.index, { field, confidence: Number(confidence.toFixed(2)), why: 'values' });
  };
  for (const [field, judge] of JUDGES) {
    if (field === 'mileage') takeMoney(free, holder, fixed, take);
    const held = holder(field);
    const isDoubtful =
      field === 'vin' && held !== null && found.get(held.index)?.confidence === DOUBTFUL_HEADER;
    if (fixed.has(field) || (held !== null && !isDoubtful)) continue;
    if (field === 'dealer' && holder('dealerId') !== null) continue;
    // What one of several amounts says is about that amount, not about the vehicle.
    const best = bestOf(free, (column) =>
      field !== 'currency' && isOfApart(column.name) ? 0 : judge(column),
    );
    if (best === null || best.score < LEAST) continue;
    // "Vehicle id" goes by the VIN's name; where another column has the VINs, it is not.
    if (held !== null) found.delete(held.index);
    take(field, best.column, best.score);
  }
}

/** The column with the highest score, of equal ones the first. */
function bestOf(columns: Iterable<Column>, judge: (column: Column) => number) {
  let best: { readonly column: Column; readonly score: number } | null = null;
  for (const column of columns) {
    const score = judge(column);
    if (best === null || score > best.score) best = { column, score };
  }
  return best;
}

function takeMoney(
  free: ReadonlySet<Column>,
  holder: (field: Field) => Column | null,
  fixed: ReadonlySet<Field>,
  take: (field: Field, column: Column, confidence: number) => void,
): void {
  const { msrp, price } = chooseMoney([...free], { msrp: holder('msrp'), price: holder('price') });
  if (msrp !== null && !fixed.has('msrp')) take('msrp', msrp.column, msrp.confidence);
  if (price !== null && !fixed.has('price')) take('price', price.column, price.confidence);
}
