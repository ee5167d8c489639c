import { describe, expect, it } from 'vitest';
import { changeRows } from '../../store/journal/list-rows.ts';
import { findVehicles, readVehiclePage } from '../../store/vehicles/vehicle-page.ts';
import { listReview } from '../review/list.ts';
import { explainVehicle } from '../score-recompute/explain-vehicle.ts';
import { useLot, vinOf } from './hazards/lot.fixture.ts';

/** A last known price must never be shown as if the feed still said it: everything that shows one says since when. */
const { lot, next } = useLot();
const [CAR, OTHER] = [vinOf(1), vinOf(2)];
const day = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
const car = (vin: string, msrp: string, price: string): string =>
  `${vin},new,${msrp},${price},Kia,Soul,North`;
const page = (vin: string) => readVehiclePage(lot().db, vin)?.listings[0];

/** A price that moved, and since the third file no price; the other car keeps its own. */
function priceGoesBlank(): void {
  next(car(CAR, '42000', '40000'), car(OTHER, '42000', '40000'));
  next(car(CAR, '42000', '39500'), car(OTHER, '42000', '40000'));
  next(car(CAR, '42000', ''), car(OTHER, '42000', '40000'));
  next(car(CAR, '42000', 'Call'), car(OTHER, '42000', '40000'));
}

describe('a price that went blank is marked with the date since when', () => {
  it('the page of a vehicle marks each blank field by itself', () => {
    priceGoesBlank();
    expect(page(CAR)).toMatchObject({
      price: 39_500,
      priceBlankSince: day(3),
      msrp: 42_000,
      msrpBlankSince: null,
    });
    expect(page(OTHER)).toMatchObject({ price: 40_000, priceBlankSince: null, msrpBlankSince: null });
  });

  it('the search marks a blank price', () => {
    priceGoesBlank();
    expect(findVehicles(lot().db, CAR, 5)).toMatchObject([{ price: 39_500, priceBlankSince: day(3) }]);
    expect(findVehicles(lot().db, OTHER, 5)).toMatchObject([{ price: 40_000, priceBlankSince: null }]);
  });

  it('programs and the command line read the mark of a blank price', () => {
    priceGoesBlank();
    expect(lot().vehicle(CAR)).toMatchObject({
      priceState: 'missing',
      priceBlankSince: day(3),
      msrpBlankSince: null,
    });
    expect(lot().vehicle(OTHER)).toMatchObject({ priceState: 'known', priceBlankSince: null });
  });

  it('the live list marks a blank price at the change that made it the price', () => {
    priceGoesBlank();
    const { rows } = changeRows(lot().db, { limit: 10 });
    expect(rows).toMatchObject([{ vin: CAR, new: 39_500, blankSince: day(3) }]);
    next(car(CAR, '42000', '39500'), car(OTHER, '42000', '40000'));
    expect(changeRows(lot().db, { limit: 10 }).rows).toMatchObject([
      { vin: CAR, new: 39_500, blankSince: null },
    ]);
  });

  it('among the comparables, where it does not count', () => {
    priceGoesBlank();
    const [row] = explainVehicle(lot().db, CAR, null, Date.now()).comparables;
    expect(row).toMatchObject({
      price: null,
      priceBlank: { last: 39_500, since: day(3) },
      msrpBlank: null,
    });
  });

  it('Review marks a blank price where the old value is the last known one', () => {
    next(car(CAR, '42000', '40000'));
    next(car(CAR, '42000', '4000000'));
    next(car(CAR, '42000', ''));
    expect(listReview(lot().db).values).toMatchObject([
      { old: 40_000, new: 4_000_000, oldBlankSince: day(3) },
    ]);
  });

  it('a blank price is not a peer of a held value', () => {
    priceGoesBlank();
    next(car(CAR, '42000', ''), car(OTHER, '42000', '40000'), car(vinOf(3), '42000', '4000000'));
    expect(listReview(lot().db).values).toMatchObject([
      { vin: vinOf(3), peers: { count: 1, median: 40_000 } },
    ]);
  });

  it('says nothing where no price was ever known', () => {
    next(car(CAR, '42000', ''));
    expect(page(CAR)).toMatchObject({ price: null, priceBlankSince: null });
    expect(lot().vehicle(CAR)).toMatchObject({ priceState: 'none', priceBlankSince: null });
  });
});
