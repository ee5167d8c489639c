import { LotwatchError } from '../../../shared/result.ts';
import type { ComparableView, VehicleExplanation } from '../../../shared/vehicle.ts';
import { toUnits } from '../../../shared/units.ts';
import { explain } from '../../scoring/explain.ts';
import { daysOnLot, type ScoreInput } from '../../scoring/input.ts';
import { Scorer } from '../../scoring/score.ts';
import { whatToFix } from '../../scoring/what-to-fix.ts';
import { blankMoney } from '../../store/vehicles/blank-since.ts';
import type { Reader } from '../../store/open.ts';
import { scorableByVin, type ScorableListing } from '../../store/scores/scorable.ts';
import { currentScores } from '../../store/scores/scores.ts';
import { readScoredLot, type ScoredLot } from './market-snapshot-cache.ts';
import { InputReader } from './vehicle-input.ts';

/** Rows of the comparables' table, those around ours: they show its rank. A market of 20,000 took a second to read and send. */
const SHOWN_COMPARABLES = 200;

/**
 * Everything behind a vehicle's scores, computed from the data at `asOf` (unix ms; null = when it was last scored, so
 * that the parts add up to the scores on screen). The same data and `asOf` give the same bytes.
 * @param snapshotAt the lot at a date, from a cache if the caller has one
 * @throws LotwatchError `not-found` for a VIN that is not ours or not on the lot.
 */
export function explainVehicle(
  db: Reader,
  vin: string,
  asOf: number | null,
  now: number,
  snapshotAt: (asOf: number) => ScoredLot = (at) => readScoredLot(db, at),
): VehicleExplanation {
  const listings = scorableByVin(db, vin).filter((listing) => listing.own === 1);
  if (listings.length === 0)
    throw new LotwatchError('not-found', `${vin} is not one of your vehicles; check the VIN`);
  const at = asOf ?? currentScores(db, vin)?.asOf ?? now;
  const { snapshot: lot, sources, signals } = snapshotAt(at);
  const { market } = lot;
  const reader = new InputReader(lot, sources, signals);
  const listing = listings.find((candidate) => candidate.goneAt === null && reader.isPrimary(candidate));
  if (listing === undefined)
    throw new LotwatchError('not-found', `${vin} has left the lot; there is nothing to score`);
  const input = reader.read(listing);
  const explanation = explain(new Scorer(market), input);
  const blank = blankMoney(db);
  const { rows: others, total } = market.around(input, SHOWN_COMPARABLES);
  const comparables = others.map(({ vin: other, dealerId }) => {
    const theirs = scorableByVin(db, other).find((candidate) => candidate.dealerId === dealerId);
    return theirs === undefined
      ? null
      : view(theirs, reader.read(theirs), at, { ours: false, blank: blank(theirs.id) });
  });
  const rows = [
    view(listing, input, at, { ours: true, blank: blank(listing.id) }),
    ...comparables.filter((row) => row !== null),
  ];
  return {
    explanation,
    fixes: whatToFix(explanation, input, market.settings),
    comparables: rows.toSorted(
      (a, b) => (a.price ?? Infinity) - (b.price ?? Infinity) || (a.vin < b.vin ? -1 : 1),
    ),
    compared: total + 1,
  };
}

function view(
  listing: ScorableListing,
  input: ScoreInput,
  asOf: number,
  { ours, blank }: { readonly ours: boolean; readonly blank: ReturnType<ReturnType<typeof blankMoney>> },
): ComparableView {
  const { price, msrp } = listing;
  return {
    vin: listing.vin,
    dealerId: listing.dealerId,
    dealerName: listing.dealerName,
    year: listing.year ?? 0,
    trim: listing.trim,
    mileage: listing.mileage,
    msrp: toUnits(msrp),
    price: toUnits(price),
    msrpBlank: blank.msrp,
    priceBlank: blank.price,
    ratio:
      price === null || msrp === null || msrp <= 0 || listing.condition !== 'new' ? null : price / msrp,
    days: daysOnLot(input, asOf),
    photos: input.columns.photos ? input.facts.photos : null,
    ours,
  };
}
