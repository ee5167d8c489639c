import type { ListingRow, MoneyField } from '../../shared/listing.ts';
import type { VehicleStatus } from '../../shared/status.ts';

/** One row against what is known of its vehicle. Pure: no clock, no store. Money in integer cents. */

/** The last known values of a listing. */
export type Known = {
  readonly msrp: number | null;
  readonly price: number | null;
  /** Of the price, or of the MSRP while no price is known. */
  readonly currency: string | null;
  /** Of the MSRP where that is another; null = the same. */
  readonly msrpCurrency: string | null;
  readonly msrpBlankSince: number | null;
  readonly priceBlankSince: number | null;
  readonly mileage: number | null;
  readonly photos: string | null;
  readonly description: string | null;
  readonly status: VehicleStatus | null;
};

export type CompareRules = {
  /** This observation's number. */
  readonly observation: number;
  /** Fields whose meaning changed (mapping, currency, condition, role): what they say now is a new baseline (rules 6). */
  readonly rebased: Readonly<Record<MoneyField, boolean>> & { readonly status?: boolean };
};

export type Move = {
  readonly field: MoneyField;
  /** `first`: a known vehicle's first value; `rebase`: another meaning, no event. */
  readonly cause: 'change' | 'first' | 'rebase';
  readonly old: number | null;
  readonly new: number;
};

/** What the feed says of a vehicle's availability is another thing than it was; causes as of {@link Move}. */
export type StatusMove = {
  readonly cause: 'change' | 'first' | 'rebase';
  readonly old: VehicleStatus | null;
  readonly new: VehicleStatus;
};

export type Comparison = {
  readonly msrp: number | null;
  readonly price: number | null;
  readonly currency: string | null;
  readonly msrpCurrency: string | null;
  readonly msrpBlankSince: number | null;
  readonly priceBlankSince: number | null;
  /** As last said: a blank, or a word that is not known, changes nothing. */
  readonly status: VehicleStatus | null;
  readonly statusMove: StatusMove | null;
  /** MSRP before price (rules 10). */
  readonly moves: readonly Move[];
  /** Price, MSRP, photos, description or mileage differ: the listing is fresh again. */
  readonly listingChanged: boolean;
};

type Settled = {
  readonly value: number | null;
  readonly blankSince: number | null;
  readonly move: Move | null;
};

/**
 * A blank is "missing", never a change: the last known value stays and is what a later value is compared with, so a
 * column that is empty for a day and comes back unchanged says nothing (`domain.md` 1.3, hazard 5).
 */
function settle(
  field: MoneyField,
  known: number | null,
  blankSince: number | null,
  found: number | null,
  rules: CompareRules,
  otherMoney: boolean,
): Settled {
  if (found === null) return { value: known, blankSince: blankSince ?? rules.observation, move: null };
  if (found === known && !otherMoney) return { value: known, blankSince: null, move: null };
  const rebased = rules.rebased[field] || otherMoney;
  const cause = rebased ? 'rebase' : known === null ? 'first' : 'change';
  return { value: found, blankSince: null, move: { field, cause, old: known, new: found } };
}

type Money = Pick<Known, 'msrp' | 'price' | 'currency' | 'msrpCurrency'>;

/** The currency that the last known value of a field is in, however long ago that was; null = unknown. */
const currencyOf = (field: MoneyField, known: Money): string | null =>
  field === 'price' ? known.currency : (known.msrpCurrency ?? known.currency);

/**
 * Two currencies are never compared (hazard 4). A feed that begins or ceases to name one is not a change of it: a value
 * keeps the one that was named until another is.
 */
export function isOtherMoney(field: MoneyField, known: Money, row: Pick<ListingRow, 'currency'>): boolean {
  if (known[field] === null || row.currency === null) return false;
  const before = currencyOf(field, known);
  return before !== null && before !== row.currency;
}

/** What is to be remembered as the currency of the values that are known now. */
function currenciesOf(
  now: Pick<Known, MoneyField>,
  known: Known | null,
  row: ListingRow,
): Pick<Known, 'currency' | 'msrpCurrency'> {
  const of = (field: MoneyField): string | null => {
    const before = known === null || known[field] === null ? null : currencyOf(field, known);
    return row[field] === null ? before : (row.currency ?? before);
  };
  if (now.price === null)
    return { currency: now.msrp === null ? row.currency : of('msrp'), msrpCurrency: null };
  const [msrp, currency] = [now.msrp === null ? null : of('msrp'), of('price')];
  return { currency, msrpCurrency: msrp === currency ? null : msrp };
}

export function compare(
  known: Known,
  row: ListingRow,
  lines: { photos: string | null },
  rules: CompareRules,
): Comparison {
  const settled = (field: MoneyField): Settled =>
    settle(
      field,
      known[field],
      known[`${field}BlankSince`],
      row[field],
      rules,
      isOtherMoney(field, known, row),
    );
  const [msrp, price] = [settled('msrp'), settled('price')];
  const moves: Move[] = [];
  if (msrp.move !== null) moves.push(msrp.move);
  if (price.move !== null) moves.push(price.move);
  return {
    msrp: msrp.value,
    price: price.value,
    ...currenciesOf({ msrp: msrp.value, price: price.value }, known, row),
    msrpBlankSince: msrp.blankSince,
    priceBlankSince: price.blankSince,
    status: row.status ?? known.status,
    statusMove: statusMove(known.status, row.status, rules),
    moves,
    listingChanged:
      moves.length > 0 ||
      row.mileage !== known.mileage ||
      lines.photos !== known.photos ||
      row.description !== known.description,
  };
}

function statusMove(
  known: VehicleStatus | null,
  found: VehicleStatus | null,
  rules: CompareRules,
): StatusMove | null {
  if (found === null || found === known) return null;
  const cause = rules.rebased.status === true ? 'rebase' : known === null ? 'first' : 'change';
  return { cause, old: known, new: found };
}

/** A vehicle not known before: its values, with `first` moves where it has any. */
export function firstSight(row: ListingRow, observation: number): Comparison {
  const moves: Move[] = [];
  if (row.msrp !== null) moves.push({ field: 'msrp', cause: 'first', old: null, new: row.msrp });
  if (row.price !== null) moves.push({ field: 'price', cause: 'first', old: null, new: row.price });
  return {
    msrp: row.msrp,
    price: row.price,
    ...currenciesOf(row, null, row),
    msrpBlankSince: row.msrp === null ? observation : null,
    priceBlankSince: row.price === null ? observation : null,
    status: row.status,
    // What a vehicle arrives as stands in the listing itself.
    statusMove: null,
    moves,
    listingChanged: false,
  };
}

/** Whether a move is an event: MSRP of new vehicles only, the price of all, never a competitor's (rules 11). */
export function isEvent(move: Move, row: Pick<ListingRow, 'condition'>, own: boolean): boolean {
  if (!own || move.cause === 'rebase') return false;
  return move.field === 'price' || row.condition === 'new';
}

/**
 * Whether a status is an event: of ours alone, and where it moved. That a known vehicle is for sale, of which nothing was
 * said so far, is no news; that it is sold, is.
 */
export const isStatusEvent = (move: StatusMove, own: boolean): boolean =>
  own && (move.cause === 'change' || (move.cause === 'first' && move.new !== 'available'));

/** Whether something is lost with which a later row of the same VIN would have to be compared. */
export const overwrites = (known: Known, now: Comparison): boolean =>
  now.msrp !== known.msrp ||
  now.price !== known.price ||
  now.currency !== known.currency ||
  now.msrpCurrency !== known.msrpCurrency ||
  now.msrpBlankSince !== known.msrpBlankSince ||
  now.priceBlankSince !== known.priceBlankSince ||
  now.status !== known.status;
