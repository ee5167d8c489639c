/** For tests: what a sync must find, computed the plainest way, without hashes, batches or a database. Money in units. */
export type NaiveRow = {
  readonly vin: string;
  readonly used: boolean;
  readonly msrp: number | null;
  readonly price: number | null;
};

type Field = 'msrp' | 'price';
type Car = Record<Field, number | null> & { blankSince: Record<Field, number | null>; absences: number };

export type NaiveDay = {
  readonly added: number;
  readonly returned: number;
  readonly removed: number;
  readonly vehicles: number;
  readonly duplicates: number;
  /** [type, VIN, old, new] in the order of the file, MSRP before price. */
  readonly events: readonly (readonly [string, string, number | null, number])[];
};

const FIELDS = ['msrp', 'price'] as const;

export class NaiveLot {
  readonly cars = new Map<string, Car>();
  #observation = 0;

  /** Takes in one day's file. */
  day(rows: readonly NaiveRow[]): NaiveDay {
    this.#observation += 1;
    const baseline = this.#observation === 1;
    // One row of a VIN counts, and keeps its place in the file.
    const byVin = Map.groupBy(rows, ({ vin }) => vin);
    const places = [...byVin.values()].map((same) => rows.lastIndexOf(this.#counting(same)));
    const last = places.toSorted((a, b) => a - b).flatMap((place) => rows[place] ?? []);
    const events: [string, string, number | null, number][] = [];
    let [added, returned, removed] = [0, 0, 0];
    for (const row of last) {
      const known = this.cars.get(row.vin);
      const car = known ?? {
        msrp: null,
        price: null,
        blankSince: { msrp: null, price: null },
        absences: 0,
      };
      if (known === undefined && !baseline) added += 1;
      if (car.absences > 0) returned += 1;
      car.absences = 0;
      for (const field of FIELDS) {
        const found = row[field];
        if (found === null) {
          car.blankSince[field] ??= this.#observation;
          continue;
        }
        car.blankSince[field] = null;
        const isReported = !baseline && found !== car[field] && (field === 'price' || !row.used);
        if (isReported) events.push([`${field}:change`, row.vin, car[field], found]);
        car[field] = found;
      }
      this.cars.set(row.vin, car);
    }
    for (const [vin, car] of this.cars) {
      if (last.some((row) => row.vin === vin)) continue;
      car.absences += 1;
      if (car.absences === 2) removed += 1;
    }
    return {
      added,
      returned,
      removed,
      vehicles: last.length,
      duplicates: rows.length - last.length,
      events,
    };
  }
  /** Of the rows of one VIN the last that says what is known, else the last that says most. */
  #counting(rows: readonly NaiveRow[]): NaiveRow {
    const named = (row: NaiveRow): Field[] => FIELDS.filter((field) => row[field] !== null);
    const known = (row: NaiveRow): boolean =>
      named(row).length > 0 && named(row).every((field) => row[field] === this.cars.get(row.vin)?.[field]);
    const candidates = rows.some(known) ? rows.filter(known) : rows;
    const most = Math.max(...candidates.map((row) => named(row).length));
    const found = candidates.findLast((row) => named(row).length === most);
    if (found === undefined) throw new Error('A VIN without a row');
    return found;
  }
}
