import { CATALOGUE } from './catalogue.ts';
import { SeededRandom } from './random.ts';
import { sampleVehicle, type SampleVehicle } from './vehicle.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** Days in the sample. */
export const SAMPLE_DAYS = 7;
/** 2026-08-15, 00:00 UTC. */
const FIRST_DAY = Date.UTC(2026, 7, 15);
const SEED = 20_260_815;
const FIRST_VEHICLES = 120;
/** The day on which the maker raises every new car of one model by the same amount. */
const GROUP_DAY = 3;
const GROUP_MODEL = CATALOGUE[0].model;
const GROUP_RISE = 500;

/**
 * Seven days on three lots: cars sold and arrived, prices cut, a few MSRPs raised, and on the third day one
 * whole model by the same amount. The same on every run.
 * @returns the inventory of each day, in an order that changes as little as a real feed's
 */
export function sampleWeek(): readonly (readonly SampleVehicle[])[] {
  const random = new SeededRandom(SEED);
  let serial = 0;
  const arrive = (day: number, age: number): SampleVehicle =>
    sampleVehicle(random, (serial += 1), day, age);
  let lot = Array.from({ length: FIRST_VEHICLES }, () => arrive(FIRST_DAY, random.whole(1, 95)));
  const week = [snapshot(lot)];
  for (let day = 2; day <= SAMPLE_DAYS; day += 1) {
    const now = FIRST_DAY + (day - 1) * DAY_MS;
    const sold = new Set(Array.from({ length: random.whole(2, 4) }, () => random.whole(0, lot.length - 1)));
    lot = lot.filter((_, index) => !sold.has(index));
    cutPrices(lot, random);
    if (day === GROUP_DAY) raiseModel(lot);
    else raiseSome(lot, random);
    lot.push(...Array.from({ length: random.whole(2, 5) }, () => arrive(now, 0)));
    week.push(snapshot(lot));
  }
  return week;
}

const snapshot = (lot: readonly SampleVehicle[]): readonly SampleVehicle[] =>
  lot.map((car) => ({ ...car }));

function cutPrices(lot: readonly SampleVehicle[], random: SeededRandom): void {
  for (let i = random.whole(5, 9); i > 0; i -= 1) {
    const car = lot[random.whole(0, lot.length - 1)];
    if (car !== undefined) car.price -= random.pick([250, 400, 500, 750, 1_000, 1_500]);
  }
}

function raiseSome(lot: readonly SampleVehicle[], random: SeededRandom): void {
  const fresh = lot.filter((car) => car.msrp !== null);
  for (let i = random.whole(1, 3); i > 0; i -= 1) {
    const car = fresh[random.whole(0, fresh.length - 1)];
    if (car?.msrp != null) car.msrp += random.pick([150, 300, 495, 800]);
  }
}

function raiseModel(lot: readonly SampleVehicle[]): void {
  for (const car of lot) {
    if (car.model.model !== GROUP_MODEL || car.msrp === null) continue;
    car.msrp += GROUP_RISE;
    car.price += GROUP_RISE;
  }
}
