import type { ChangeEvent, ChangeGroup, ChangeRow } from '../../shared/contract.ts';
import type { MoneyEventType } from '../../shared/events.ts';
import type { Preferences } from '../../shared/preferences.ts';

/** What the live list shows: the stored part and the text in the search field. */
export type LiveFilter = Preferences['live'] & { readonly search: string };

/**
 * What a filter says of a row. `members`: the row is a group and only its members can tell, since they differ in
 * what is asked for (dealer, VIN, trim).
 */
export type Match = 'shown' | 'hidden' | 'members';

const FIELD_OF: Record<MoneyEventType, Preferences['live']['types'][number]> = {
  'msrp:change': 'msrp',
  'price:change': 'price',
};
const ALL_FIELDS = new Set(Object.values(FIELD_OF)).size;

/** Lower-case words of the search field; all must be found, in any order. */
export const searchWords = (search: string): readonly string[] =>
  search.toLowerCase().split(/\s+/).filter(Boolean);

const texts = new WeakMap<ChangeRow, string>();

/** Made once per row: a search looks through thousands of them at every frame. */
function textOf(row: ChangeRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const parts =
    row.kind === 'group'
      ? [row.label, row.dealerName]
      : [row.vin, row.facts.year, row.facts.make, row.facts.model, row.facts.trim, row.facts.dealerName];
  const made = parts
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase();
  texts.set(row, made);
  return made;
}

/** A first sighting is no move: a threshold hides it. */
function reaches(percent: number | null, delta: number | null, filter: LiveFilter): boolean {
  if (!filter.thresholdOn) return true;
  if (delta === null) return false;
  return (
    Math.abs(delta) >= filter.minAmount || (percent !== null && Math.abs(percent) >= filter.minPercent)
  );
}

function matchEvent(row: ChangeEvent, filter: LiveFilter, words: readonly string[]): Match {
  if (!reaches(row.deltaPct, row.delta, filter)) return 'hidden';
  if (filter.dealerId !== null && row.dealerId !== filter.dealerId) return 'hidden';
  return words.every((word) => textOf(row).includes(word)) ? 'shown' : 'hidden';
}

/** A group counts as large enough if its largest member is. */
function matchGroup(row: ChangeGroup, filter: LiveFilter, words: readonly string[]): Match {
  const percent = Math.max(Math.abs(row.deltaPctMin), Math.abs(row.deltaPctMax));
  if (!reaches(percent, row.delta, filter)) return 'hidden';
  if (filter.dealerId !== null && row.dealerId !== filter.dealerId) {
    if (row.dealerId !== null) return 'hidden';
    return 'members';
  }
  return words.every((word) => textOf(row).includes(word)) ? 'shown' : 'members';
}

/** The filter as a function of one row; null where it lets everything pass. */
export function compileFilter(filter: LiveFilter): ((row: ChangeRow) => Match) | null {
  const words = searchWords(filter.search);
  const fields = new Set(filter.types);
  const everyField = fields.size === ALL_FIELDS;
  if (everyField && !filter.thresholdOn && filter.dealerId === null && words.length === 0) return null;
  return (row) => {
    if (!everyField && !fields.has(FIELD_OF[row.type])) return 'hidden';
    return row.kind === 'group' ? matchGroup(row, filter, words) : matchEvent(row, filter, words);
  };
}
