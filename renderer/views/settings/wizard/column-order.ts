import type { Inspection } from '../../../../shared/lot.ts';
import { confidenceOf } from './choose-field.ts';

type Suggestions = readonly Inspection['suggestions'][number][];
export type ColumnGroup = {
  readonly kind: 'look' | 'matched' | 'unused';
  /** Places in the file's own order of columns. */
  readonly indexes: readonly number[];
};

const KINDS: readonly ColumnGroup['kind'][] = ['look', 'matched', 'unused'];

/** What needs a look comes first, the least sure at the front; what is sure and what is not used in the file's order. */
export function columnGroups(suggestions: Suggestions): readonly ColumnGroup[] {
  const places = suggestions.map((suggestion, index) => ({ suggestion, index, kind: kindOf(suggestion) }));
  return KINDS.flatMap((kind) => {
    const members = places.filter((place) => place.kind === kind);
    const sorted =
      kind === 'look'
        ? members.toSorted((a, b) => a.suggestion.confidence - b.suggestion.confidence)
        : members;
    return sorted.length === 0 ? [] : [{ kind, indexes: sorted.map(({ index }) => index) }];
  });
}

function kindOf(suggestion: Suggestions[number]): ColumnGroup['kind'] {
  if (suggestion.field === null) return 'unused';
  const confidence = confidenceOf(suggestion);
  return confidence === 'check' || confidence === 'likely' ? 'look' : 'matched';
}
