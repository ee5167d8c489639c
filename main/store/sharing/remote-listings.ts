import type { VehicleStatus } from '../../../shared/status.ts';
import type { Db } from '../open.ts';

/** What the shared log last said of a listing. Kept apart from own listings: no sync or baseline reads it (rules 22). */

export type RemotePatch = {
  readonly dealerId: string;
  readonly vin: string;
  readonly origin: string;
  /** Cents; undefined = this entry says nothing of it. */
  readonly msrp?: number | null;
  readonly price?: number | null;
  readonly status?: VehicleStatus;
  /** JSON {avi, ati, cis}. */
  readonly scores?: string;
  /** JSON. */
  readonly facts: string;
  readonly n: number;
};

/** One patch a listing out of many, given in the order of the log: later ones win, field by field. */
export class LatestPatches {
  readonly #byListing = new Map<string, RemotePatch>();

  add(patch: RemotePatch): void {
    const key = `${patch.dealerId}|${patch.vin}`;
    const before = this.#byListing.get(key);
    this.#byListing.set(key, before === undefined ? patch : { ...before, ...patch });
  }

  values(): Iterable<RemotePatch> {
    return this.#byListing.values();
  }
}

/** Puts entries of the log over what is known; a higher n wins. Call inside a transaction. */
export function remoteWriter(db: Db): (patch: RemotePatch) => void {
  const generation = currentGeneration(db);
  const upsert = db.prepare(
    `INSERT INTO remote_listings (dealer_id, vin, origin, msrp, price, status, scores, facts, n, generation)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (dealer_id, vin) DO UPDATE SET origin = excluded.origin, msrp = coalesce(excluded.msrp, msrp),
       price = coalesce(excluded.price, price), status = coalesce(excluded.status, status), scores = coalesce(excluded.scores, scores), facts = excluded.facts,
       n = excluded.n WHERE excluded.n > remote_listings.n`,
  );
  return (patch) => void upsert.run(...valuesOf(patch), generation);
}

/** In the order of the table's columns; what a patch leaves out is null. */
const valuesOf = ({ dealerId, vin, origin, msrp, price, status, scores, facts, n }: RemotePatch) =>
  [dealerId, vin, origin, msrp ?? null, price ?? null, status ?? null, scores ?? null, facts, n] as const;

const currentGeneration = (db: Db): number =>
  Number(db.prepare("SELECT value FROM meta WHERE key = 'remoteGeneration'").get()?.['value'] ?? 0);

/** Begins to read the whole state again; what it does not bring is removed by {@link endRemoteState}. */
export function beginRemoteState(db: Db): number {
  const generation = currentGeneration(db) + 1;
  db.prepare(
    "INSERT INTO meta (key, value) VALUES ('remoteGeneration', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ).run(String(generation));
  return generation;
}

/** A page of the state; a scan may bring a listing twice, then the later one counts. */
export function putRemoteState(db: Db, generation: number, rows: readonly RemotePatch[]): void {
  const upsert = db.prepare(
    `INSERT INTO remote_listings (dealer_id, vin, origin, msrp, price, status, scores, facts, n, generation)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (dealer_id, vin) DO UPDATE SET origin = excluded.origin, msrp = excluded.msrp, price = excluded.price,
       status = excluded.status, scores = excluded.scores, facts = excluded.facts, n = excluded.n, generation = excluded.generation
     WHERE excluded.generation > remote_listings.generation OR excluded.n >= remote_listings.n`,
  );
  for (const row of rows) upsert.run(...valuesOf(row), generation);
}

export const endRemoteState = (db: Db, generation: number): void =>
  void db.prepare('DELETE FROM remote_listings WHERE generation < ?').run(generation);
