import { expectedCheckDigit } from '../../../shared/vin.ts';
import {
  CATALOGUE,
  COLORS,
  DEALERS,
  INTERIORS,
  type SampleDealer,
  type SampleModel,
  type SampleTrim,
} from './catalogue.ts';
import type { SeededRandom } from './random.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** One car of the sample. Amounts in dollars; `photos` is a count. */
export type SampleVehicle = {
  readonly vin: string;
  readonly stockNumber: string;
  readonly condition: 'new' | 'used';
  readonly isCertified: boolean;
  readonly year: number;
  readonly model: SampleModel;
  readonly trim: SampleTrim;
  readonly color: string;
  readonly interior: string;
  readonly mileage: number;
  /** null for used cars. */
  msrp: number | null;
  price: number;
  readonly photos: number;
  readonly isDescribed: boolean;
  readonly dateInStock: string;
  readonly dealer: SampleDealer;
};

const YEAR_CODES: Readonly<Record<number, string>> = {
  2022: 'N',
  2023: 'P',
  2024: 'R',
  2025: 'S',
  2026: 'T',
};
const MODEL_YEAR = 2026;

/** A VIN with a check digit that fits and the code of its model year; the serial counts the sample's cars. */
function sampleVin(model: SampleModel, year: number, serial: number): string {
  const rest = `${YEAR_CODES[year] ?? 'T'}${model.plant}9${String(serial).padStart(5, '0')}`;
  const blank = `${model.vinStart}0${rest}`;
  return `${model.vinStart}${expectedCheckDigit(blank) ?? '0'}${rest}`;
}

/** A car that came onto a lot `age` days before `day` (unix ms). */
export function sampleVehicle(
  random: SeededRandom,
  serial: number,
  day: number,
  age: number,
): SampleVehicle {
  const model = random.pick(CATALOGUE);
  const trim = random.pick(model.trims);
  const isNew = random.next() < 0.6;
  const year = isNew ? MODEL_YEAR : random.whole(2022, 2025);
  const msrp = isNew ? trim.msrp + random.whole(0, 12) * 150 : null;
  const worth = msrp ?? trim.msrp * (0.88 - 0.09 * (MODEL_YEAR - 1 - year));
  return {
    vin: sampleVin(model, year, serial),
    stockNumber: `SAMPLE-${1000 + serial}`,
    condition: isNew ? 'new' : 'used',
    isCertified: !isNew && random.next() < 0.35,
    year,
    model,
    trim,
    color: random.pick(COLORS),
    interior: random.pick(INTERIORS),
    mileage: isNew ? random.whole(3, 60) : (MODEL_YEAR - year) * random.whole(8_000, 14_000),
    msrp,
    price: Math.round((worth * (0.94 + random.next() * 0.07)) / 5) * 5,
    photos: random.pick([0, 4, 8, 12, 16, 21]),
    isDescribed: random.next() < 0.8,
    dateInStock: new Date(day - age * DAY_MS).toISOString().slice(0, 10),
    dealer: random.pick(DEALERS),
  };
}

/** What a dealer would write about the car. */
export function descriptionOf(car: SampleVehicle): string {
  if (!car.isDescribed) return '';
  const { make, model, engine } = car.model;
  const state = car.condition === 'new' ? 'New' : car.isCertified ? 'Certified' : 'Pre-owned';
  return [
    `${state} ${car.year} ${make} ${model} ${car.trim.name} in ${car.color} over ${car.interior}, ${car.mileage} miles.`,
    `${engine}, ${car.trim.drivetrain}, ${car.model.transmission}.`,
    `Equipped with ${car.trim.options.join(', ')}.`,
    `"Sample" listing: this car and ${car.dealer.name} do not exist.`,
  ].join(' ');
}
