import type { KnownCondition } from '../../../shared/listing.ts';
import type { SourceSettings } from '../../../shared/lot.ts';
import type { PricePart } from '../../../shared/price-words.ts';
import { text } from '../../text.ts';
import { FIELD_LABELS } from '../../../shared/field-labels.ts';

/** A source's settings while a person edits them: empty and unfinished rows are allowed. */
export type SourceDraft = {
  readonly dealer: string;
  /** Null = year and mileage decide. */
  readonly condition: KnownCondition | null;
  readonly currency: string;
  readonly mapping: readonly MappingDraft[];
  readonly constants: readonly ConstantDraft[];
  readonly ownDealers: readonly string[];
  /** Columns that fill nothing. */
  readonly ignored: readonly string[];
  /** Where in a JSON or XML file the vehicles are; empty = found by itself. */
  readonly rowsPath: string;
  /** What is in its price; null = nobody has said. */
  readonly priceIncludes: readonly PricePart[] | null;
};
/** `id` keeps a row's place on screen while others come and go. */
export type MappingDraft = {
  readonly id: number;
  readonly field: string | null;
  readonly columns: readonly string[];
};
export type ConstantDraft = { readonly id: number; readonly field: string | null; readonly value: string };

export const EMPTY_DRAFT: SourceDraft = {
  dealer: '',
  condition: null,
  currency: '',
  mapping: [],
  constants: [],
  ownDealers: [],
  ignored: [],
  rowsPath: '',
  priceIncludes: null,
};

let lastId = 0;
/** A number no other row of any draft has. */
export const nextId = (): number => (lastId += 1);

export const draftOf = (settings: SourceSettings): SourceDraft => ({
  dealer: settings.dealer ?? '',
  condition: settings.condition,
  currency: settings.currency ?? '',
  mapping: Object.entries(settings.mapping).map(([field, columns]) => ({ id: nextId(), field, columns })),
  constants: Object.entries(settings.constants).map(([field, value]) => ({ id: nextId(), field, value })),
  ownDealers: settings.ownDealers,
  ignored: settings.ignored ?? [],
  rowsPath: settings.rowsPath ?? '',
  priceIncludes: settings.priceIncludes ?? null,
});

export type DraftProblems = {
  readonly currency: string | null;
  /** By row id. */
  readonly rows: ReadonlyMap<number, string>;
};

const CURRENCY = /^[A-Z]{3}$/;

const labelOf = (field: string): string =>
  Object.entries(FIELD_LABELS).find(([key]) => key === field)?.[1] ?? field;

/** What stands in the way of storing a draft; null if nothing does. A row left wholly empty is simply left out. */
export function draftProblems(draft: SourceDraft): DraftProblems | null {
  const rows = new Map<number, string>();
  const check = (id: number, field: string | null, filled: boolean, seen: Set<string>): void => {
    if (field === null && !filled) return;
    if (field === null || !filled) rows.set(id, text.settings.incomplete);
    else if (seen.has(field)) rows.set(id, text.settings.twice(labelOf(field)));
    else seen.add(field);
  };
  const mapped = new Set<string>();
  for (const { id, field, columns } of draft.mapping) check(id, field, columns.length > 0, mapped);
  const fixed = new Set<string>();
  for (const { id, field, value } of draft.constants) check(id, field, value.trim() !== '', fixed);
  const code = draft.currency.trim();
  const currency = code === '' || CURRENCY.test(code) ? null : text.settings.currencyWrong;
  return currency === null && rows.size === 0 ? null : { currency, rows };
}

/** The settings of a draft without problems. */
export function settingsOf(draft: SourceDraft): SourceSettings {
  const blankIsNull = (value: string): string | null => value.trim() || null;
  const mapping: SourceSettings['mapping'] = {};
  for (const { field, columns } of draft.mapping) {
    if (field !== null && columns.length > 0) mapping[field] = [...columns];
  }
  const constants: SourceSettings['constants'] = {};
  for (const { field, value } of draft.constants) {
    if (field !== null && value.trim() !== '') constants[field] = value.trim();
  }
  return {
    mapping,
    constants,
    dealer: blankIsNull(draft.dealer),
    condition: draft.condition,
    currency: blankIsNull(draft.currency),
    ownDealers: [...draft.ownDealers],
    ...(draft.ignored.length > 0 ? { ignored: [...draft.ignored] } : {}),
    ...(draft.priceIncludes === null ? {} : { priceIncludes: [...draft.priceIncludes] }),
    ...(draft.rowsPath.trim() === '' ? {} : { rowsPath: draft.rowsPath.trim() }),
  };
}
