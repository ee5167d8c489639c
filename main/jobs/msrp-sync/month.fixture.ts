import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SeededRandom } from '../../sources/sample/random.ts';

/**
 * The real week of puget-rav4 and three generated weeks after it, as they were and with faults. The faults hide what
 * happens under them, so nothing ordinary happens there twice: a car that changes, comes or goes under one does so once,
 * and is then reported a day later with the same numbers. Two changes reported as one would be right, too, but not comparable.
 */
const carSchema = z.looseObject({
  vin: z.string(),
  dealer_name: z.string(),
  trim: z.string(),
  msrp: z.number().nullable(),
  total_price: z.number().nullable(),
});
type Car = z.infer<typeof carSchema>;

export type Day = { readonly name: string; readonly text: string };

const GENERATED = 23;
const FIRST_GENERATED = 9;
/** By day of the month; the last generated one is 1 July, the 31st. */
export const FAULTS = {
  blanks: 10,
  first96: 11,
  last96: 29,
  half: 14,
  html: 17,
  renamed: 20,
  plus500: 23,
} as const;
/** Its prices are 96-fold for 19 days. */
export const SCALED_DEALER = 'Toyota of Renton';
/** Goes up by 500 overnight, which is real. */
export const RAISED_TRIM = 'SE';
/** Whatever happens on the day after a hidden one could hide what happened on it. */
const QUIET: ReadonlySet<number> = new Set([10, 11, 14, 15, 17, 18, 20, 21]);

export function makeMonth(folder: string, isFaulty: boolean): Day[] {
  const real = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const last = z.array(carSchema).parse(JSON.parse(real.at(-1)?.text ?? ''));
  const random = new SeededRandom(7);
  let lot: Car[] = [...new Map(last.map((car) => [car.vin, car])).values()];
  let serial = 0;
  const days = Array.from({ length: GENERATED }, (_, i): Day => {
    const day = FIRST_GENERATED + i;
    if (!QUIET.has(day)) lot = nextDay(lot, random, day, () => (serial += 1));
    if (isFaulty && day === FAULTS.plus500) lot = lot.map(raised);
    return { name: nameOf(day), text: isFaulty ? withFaults(lot, day) : JSON.stringify(lot) };
  });
  return [...real, ...days];
}

const nameOf = (day: number): string =>
  day > 30 ? `2026-07-0${day - 30}.json` : `2026-06-${String(day).padStart(2, '0')}.json`;

const raised = (car: Car): Car =>
  car.trim === RAISED_TRIM && car.msrp !== null && car.total_price !== null
    ? { ...car, msrp: car.msrp + 500, total_price: car.total_price + 500 }
    : car;

/** Some prices move, some cars leave, some come. Cars under a fault that lasts, or that were raised, stay as they are. */
function nextDay(lot: readonly Car[], random: SeededRandom, day: number, next: () => number): Car[] {
  const isStill = (car: Car): boolean =>
    (car.dealer_name === SCALED_DEALER && day >= FAULTS.first96) ||
    (car.trim === RAISED_TRIM && day >= FAULTS.plus500);
  const kept = lot
    .filter((car) => isStill(car) || random.next() > 0.01)
    .map((car) => {
      if (isStill(car) || car.total_price === null || random.next() > 0.03) return car;
      const step = random.pick([-750, -500, -250, 250, 495]);
      return random.next() < 0.3 && car.msrp !== null
        ? { ...car, msrp: car.msrp + Math.abs(step), total_price: car.total_price + step }
        : { ...car, total_price: car.total_price + step };
    });
  const models = lot.filter((car) => !isStill(car) && car.dealer_name !== SCALED_DEALER);
  const come = Array.from({ length: 4 }, () => {
    const like = models[random.whole(0, models.length - 1)];
    if (like === undefined) throw new Error('The lot is empty');
    return { ...like, vin: `2T3NEWRAV4W${String(next()).padStart(6, '0')}` };
  });
  return [...kept, ...come];
}

function withFaults(lot: readonly Car[], day: number): string {
  if (day === FAULTS.html) return '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>';
  const isScaled = day >= FAULTS.first96 && day <= FAULTS.last96;
  const cars = lot.map((car) => {
    if (day === FAULTS.blanks) return { ...car, msrp: null, total_price: null };
    const { total_price: price } = car;
    const isHit = isScaled && car.dealer_name === SCALED_DEALER && price !== null;
    return isHit ? { ...car, total_price: price * 96 } : car;
  });
  const text = JSON.stringify(cars);
  if (day === FAULTS.half) return text.slice(0, text.length / 2);
  if (day === FAULTS.renamed)
    return text.replaceAll('"total_price"', '"web_special"').replaceAll('"vin"', '"unit_no"');
  return text;
}
