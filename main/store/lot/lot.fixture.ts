import fc from 'fast-check';
import { VEHICLE_STATUSES, type VehicleStatus } from '../../../shared/status.ts';
import type { Db } from '../open.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** For tests: random lots put into the tables by hand, with every hole a feed may have. */

export const NOW = Date.UTC(2026, 10, 25, 14, 33, 7);

export type Car = {
  readonly source: 1 | 2 | 3;
  readonly serial: number;
  readonly stock: string | null;
  readonly dealer: string;
  readonly dealerName: string | null;
  readonly condition: 'new' | 'used' | 'cpo';
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly mileage: number | null;
  readonly currency: 'USD' | 'CAD' | null;
  readonly msrp: number | null;
  readonly price: number | null;
  readonly msrpBlank: boolean;
  readonly priceBlank: boolean;
  readonly photos: number;
  readonly held: number;
  readonly conflict: boolean;
  readonly inStock: number | null;
  readonly baseline: boolean;
  readonly firstSeen: number;
  readonly absent: boolean;
  readonly gone: number | null;
  readonly sold: number | null;
  readonly said: VehicleStatus | null;
  readonly move: {
    readonly field: 'msrp' | 'price';
    readonly old: number;
    readonly new: number;
    readonly at: number;
  } | null;
  readonly scores: {
    readonly ptm: number | null;
    readonly comparables: number | null;
    readonly avi: number | null;
    readonly ati: number | null;
    readonly cis: number | null;
  } | null;
  readonly watched: boolean;
  readonly note: string | null;
};

const rarely = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 4 });
const cents = fc.oneof(
  fc.constantFrom(1, 2_599_900, 4_000_000, 99_999_999),
  fc.integer({ min: 1, max: 9_999_999 }),
);
const daysAgo = (from: number, to: number): fc.Arbitrary<number> =>
  fc.oneof(
    // The same days over and over, on the hour and at the very moment, and any.
    fc.integer({ min: from, max: to }).map((days) => NOW - days * DAY_MS),
    fc.integer({ min: from * DAY_MS, max: to * DAY_MS }).map((ms) => NOW - ms),
  );

export const CAR: fc.Arbitrary<Car> = fc.record({
  source: fc.constantFrom(1, 1, 1, 2, 3),
  serial: fc.integer({ min: 0, max: 60 }),
  stock: rarely(fc.constantFrom('H24902', 'h24902', 'A 1', 'é9', '5TD00000000000007', '')),
  dealer: fc.constantFrom('harbor', 'North', '3'),
  dealerName: rarely(fc.constantFrom('Harborview Auto', 'North', '株式会社 車')),
  condition: fc.constantFrom('new', 'used', 'cpo'),
  year: rarely(fc.constantFrom(2024, 2025, 2026)),
  make: rarely(fc.constantFrom('Toyota', 'TOYOTA', 'Citroën', 'Ford')),
  model: rarely(fc.constantFrom('Sienna', 'F-150', 'C3', '100%_')),
  trim: rarely(fc.constantFrom('XLE', 'xle', 'سيارة', 'LE')),
  mileage: rarely(fc.integer({ min: 0, max: 5 })),
  currency: rarely(fc.constantFrom('USD', 'USD', 'CAD')),
  msrp: rarely(cents),
  price: rarely(cents),
  msrpBlank: fc.boolean(),
  priceBlank: fc.boolean(),
  photos: fc.integer({ min: 0, max: 3 }),
  held: fc.constantFrom(0, 0, 0, 1, 2, 3),
  conflict: fc.boolean(),
  inStock: rarely(daysAgo(-1, 90)),
  baseline: fc.boolean(),
  firstSeen: daysAgo(0, 90),
  absent: fc.boolean(),
  gone: fc.option(daysAgo(0, 12), { freq: 1 }),
  sold: fc.oneof(fc.constant(null), fc.constant(null), daysAgo(0, 12)),
  said: rarely(fc.constantFrom(...VEHICLE_STATUSES)),
  move: rarely(
    fc.record({ field: fc.constantFrom('msrp', 'price'), old: cents, new: cents, at: daysAgo(0, 40) }),
  ),
  scores: rarely(
    fc.record({
      ptm: rarely(fc.integer({ min: 950, max: 1050 })),
      comparables: rarely(fc.integer({ min: 0, max: 4 })),
      avi: rarely(fc.integer({ min: 0, max: 100 })),
      ati: rarely(fc.integer({ min: 98, max: 100 })),
      cis: rarely(fc.integer({ min: 0, max: 100 })),
    }),
  ),
  watched: fc.boolean(),
  note: rarely(fc.constantFrom('call back', 'Call Back', 'détail')),
});

/** By the number of the source. */
export const SOURCES = [
  { slug: 'website', own: 1, asOf: NOW - 3 * 3_600_000 },
  { slug: 'Rooftop', own: 1, asOf: NOW - 26 * 3_600_000 },
  { slug: 'rivals', own: 0, asOf: NOW - 90 * 3_600_000 },
] as const;

export const vinOf = ({ serial }: Car): string => `5TD${String(serial).padStart(14, '0')}`;

export function addSources(db: Db): void {
  for (const [at, { slug, own, asOf }] of SOURCES.entries()) {
    db.prepare(
      "INSERT INTO sources (id, key, slug, kind, role, settings, last_as_of) VALUES (?, ?, ?, 'file', ?, '{}', ?)",
    ).run(at + 1, slug, slug, own === 1 ? 'own' : 'competitor', asOf);
  }
}

/** Adds a car, or puts it in the place of the one that its source lists under that VIN. @returns its id */
export function putCar(db: Db, car: Car): number {
  const vin = vinOf(car);
  const values = {
    own: SOURCES[car.source - 1]?.own ?? 0,
    dealer_id: car.dealer,
    dealer_name: car.dealerName,
    stock_number: car.stock,
    condition: car.condition,
    year: car.year,
    make: car.make,
    model: car.model,
    trim: car.trim,
    mileage: car.mileage,
    currency: car.currency,
    msrp: car.msrp,
    price: car.price,
    msrp_blank_since: car.msrpBlank ? 1 : null,
    price_blank_since: car.priceBlank ? 1 : null,
    photos:
      car.photos === 0
        ? null
        : Array.from({ length: car.photos }, (_, n) => `https://x.test/${n}`).join('\n'),
    held: car.held,
    conflict: car.conflict ? 1 : 0,
    date_in_stock: car.inStock,
    baseline: car.baseline ? 1 : 0,
    first_seen: car.firstSeen,
    absent_from: car.absent || car.gone !== null ? 2 : null,
    gone_at: car.gone,
    sold_at: car.sold,
    status: car.said,
  };
  const names = Object.keys(values);
  db.prepare(
    `INSERT INTO listings (vin, source_id, ${names.join(', ')}) VALUES (?, ?, ${names.map(() => '?').join(', ')})
     ON CONFLICT (vin, source_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  ).run(vin, car.source, ...Object.values(values));
  const id = Number(
    db.prepare('SELECT id FROM listings WHERE vin = ? AND source_id = ?').get(vin, car.source)?.['id'],
  );
  db.prepare('DELETE FROM history WHERE listing_id = ?').run(id);
  db.prepare('DELETE FROM scores WHERE listing_id = ?').run(id);
  if (car.move !== null) {
    const { field, old, new: next, at } = car.move;
    const add = db.prepare(
      'INSERT INTO history (listing_id, field, cause, old, new, as_of, run_id) VALUES (?, ?, ?, ?, ?, ?, 0)',
    );
    add.run(id, field, 'change', next, old, at - 1);
    add.run(id, field, 'change', old, next, at);
    // These are no moves.
    add.run(id, field, 'change', null, 7, at + 1);
    add.run(id, field, 'rebase', next, 8, at + 2);
  }
  if (car.scores !== null) {
    const { ptm, comparables, avi, ati, cis } = car.scores;
    db.prepare(
      `INSERT INTO scores (listing_id, model, as_of, avi, ati, cis, avi_coverage, ati_coverage, cis_coverage, ptm, comparables)
       VALUES (?, 'm', 1, ?, ?, ?, 0.5, 0.6, 0.7, ?, ?)`,
    ).run(id, avi, ati, cis, ptm, comparables);
  }
  db.prepare('INSERT OR REPLACE INTO marks (vin, watched_at, note) VALUES (?, ?, ?)').run(
    vin,
    car.watched ? NOW - DAY_MS : null,
    car.note,
  );
  return id;
}
