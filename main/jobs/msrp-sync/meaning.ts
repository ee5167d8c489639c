import { createHash } from 'node:crypto';
import type { GuardSettings } from '../../../shared/guard.ts';
import type { MoneyField } from '../../../shared/listing.ts';
import type { ReadSettings, Snapshot } from '../../sources/snapshot.ts';
import type { OtherMeaning } from '../../sync/guard-words.ts';
import type { AcceptedSync } from './input.ts';
import { PRICE_PARTS, PRICE_PART_WORDS, type PricePart } from '../../../shared/price-words.ts';
import type { StoredSource } from '../../store/sync/sources.ts';

/** How a source's rows are understood, and which fields mean something else than last time (rules 6). */

export const readSettings = (source: StoredSource): ReadSettings => ({
  mapping: source.settings.mapping,
  constants: source.settings.constants,
  ignored: source.settings.ignored,
  dealer: source.settings.dealer,
  condition: source.settings.condition,
  currency: source.settings.currency,
  priceKind: source.priceKind,
  rowsPath: source.settings.rowsPath ?? null,
});

/** Same key and same bytes = nothing to read. */
export function settingsKey(source: StoredSource, guard: GuardSettings): string {
  const { settings, role, guardOff } = source;
  return createHash('sha256')
    .update(JSON.stringify([role, settings, guard, guardOff]))
    .digest('hex');
}

/** What the money fields mean, and what a person said is in the price; null = never said. */
export type Basis = {
  readonly msrp: string | null;
  readonly price: string | null;
  readonly included?: string | null | undefined;
};

/** A column that is missing today keeps yesterday's meaning: its values are blank, not different. */
export function basisOf(source: StoredSource, snapshot: Pick<Snapshot, 'basis'>): Basis {
  const owner = [source.role, ...source.settings.ownDealers].join(',');
  const of = (field: MoneyField): string | null => {
    const found = snapshot.basis[field];
    return found === null ? (source.basis?.[field] ?? null) : `${found} for ${owner}`;
  };
  return { msrp: of('msrp'), price: of('price'), included: includedWords(source.settings.priceIncludes) };
}

const includedWords = (parts: readonly PricePart[] | undefined): string | null =>
  parts === undefined
    ? null
    : PRICE_PARTS.filter((part) => parts.includes(part))
        .map((part) => PRICE_PART_WORDS[part])
        .join(', ') || 'nothing else';

/**
 * Fields whose meaning a person changed, in the source's settings: a new baseline (rules 6). Where the feed changed it,
 * Review asks, and the answer that prices moved makes their changes changes.
 */
export function rebasedFields(
  source: StoredSource,
  basis: Basis,
  accepted: AcceptedSync | undefined,
): Record<MoneyField, boolean> {
  const changed = (field: MoneyField): boolean => {
    if (source.observations === 0 || basis[field] === null) return false;
    if (basis[field] === (source.basis?.[field] ?? null)) return false;
    const isMove = accepted?.held.check === 'sync:basis' && accepted.decision !== 'basis';
    return !(isMove && isByFeed(source.basis?.[field] ?? null, basis[field]));
  };
  return { msrp: changed('msrp'), price: changed('price') };
}

/** Whether another column than in the last file speaks of availability: what it says is a new baseline (rules 6). */
export const isOtherStatus = (
  source: StoredSource,
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): boolean => source.observations > 0 && before['availability'] !== now['availability'];

/** Everything else being equal, the feed has its amounts in another column; a column that a person named is their own word. */
function isByFeed(before: string | null, now: string): boolean {
  if (before === null) return false;
  const [[kind, rest], [newKind, newRest]] = [split(before), split(now)];
  return rest === newRest && !isPersons(kind) && !isPersons(newKind);
}

const split = (basis: string): readonly [kind: string, rest: string] => {
  const end = basis.indexOf(';');
  return [basis.slice(0, end), basis.slice(end)];
};
const isPersons = (kind: string): boolean => kind === 'constant' || kind.startsWith('column:');

/** What the feed, or a person after having said something else, says of prices that was otherwise last time. */
export function otherMeanings(source: StoredSource, basis: Basis): OtherMeaning[] {
  const found: OtherMeaning[] = [];
  for (const field of ['msrp', 'price'] as const) {
    const [before, now] = [source.basis?.[field] ?? null, basis[field]];
    if (before === null || now === null || before === now || !isByFeed(before, now)) continue;
    found.push({ field, what: 'column', before: split(before)[0], now: split(now)[0] });
  }
  const [before, now] = [source.basis?.included ?? null, basis.included ?? null];
  if (before !== null && now !== null && before !== now)
    found.push({ field: 'price', what: 'included', before, now });
  return found;
}
