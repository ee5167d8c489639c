import type { Inspection } from '../../../../shared/lot.ts';
import type { SourceDraft } from '../source-draft.ts';
import { nextId } from '../source-draft.ts';

/** Fields that take several columns as a list; for the others a second column takes the first one's place. */
const LISTS: readonly string[] = ['photos', 'options'];

/** The draft after a person said what a column is; null = it is not used. */
export function chooseField(
  draft: SourceDraft,
  suggestions: Inspection['suggestions'],
  column: string,
  field: string | null,
): SourceDraft {
  const freed = draft.mapping
    .map((row) => ({ ...row, columns: row.columns.filter((name) => name !== column) }))
    .filter((row) => row.columns.length > 0);
  const ignored = draft.ignored.filter((name) => name !== column);
  if (field === null) return { ...draft, mapping: freed, ignored: [...ignored, column] };
  const others = LISTS.includes(field)
    ? suggestions.filter((one) => one.field === field && one.column !== column).map((one) => one.column)
    : [];
  return {
    ...draft,
    ignored,
    mapping: [
      ...freed.filter((row) => row.field !== field),
      { id: nextId(), field, columns: [...new Set([...others, column])] },
    ],
    // A column that a person chose beats a value for all rows.
    constants: draft.constants.filter((row) => row.field !== field),
  };
}

/** Puts one value in place for all rows; '' takes it away. */
export function chooseConstant(draft: SourceDraft, field: string, value: string): SourceDraft {
  if (value === '') return { ...draft, constants: draft.constants.filter((row) => row.field !== field) };
  const known = draft.constants.find((row) => row.field === field);
  if (known === undefined)
    return { ...draft, constants: [...draft.constants, { id: nextId(), field, value }] };
  return { ...draft, constants: draft.constants.map((row) => (row === known ? { ...row, value } : row)) };
}

export type Confidence = 'chosen' | 'sure' | 'likely' | 'check' | 'none';

/** How sure a suggestion is, in a word's terms. */
export function confidenceOf({ field, why, confidence }: Inspection['suggestions'][number]): Confidence {
  if (why === 'chosen') return 'chosen';
  if (field === null) return 'none';
  return confidence >= 0.85 ? 'sure' : confidence >= 0.65 ? 'likely' : 'check';
}
