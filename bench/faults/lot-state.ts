import { createHash } from 'node:crypto';
import { openReader } from '../../main/store/open.ts';

/** Everything a sync leaves that must not depend on whether an earlier attempt was killed. One text per row. */
export type LotState = {
  readonly vehicles: ReadonlyMap<string, string>;
  /** In order of seq, without ids and times of recording, which are new in every run. */
  readonly events: readonly string[];
  readonly history: readonly string[];
  /** Source row, row hashes, groups, observations: what the next sync starts from. */
  readonly rest: string;
};

const EVENT = 'type, vin, old, new, delta, delta_pct, dealer_id, currency, facts, ts, group_id IS NULL';

export function readLot(dataDir: string): LotState {
  const db = openReader(dataDir);
  try {
    const rows = (sql: string): string[] =>
      db
        .prepare(sql)
        .all()
        .map((row) => JSON.stringify(Object.values(row)));
    const vehicles = new Map<string, string>();
    for (const row of db.prepare('SELECT * FROM listings ORDER BY id').iterate()) {
      vehicles.set(String(row['vin']), JSON.stringify(Object.values(row)));
    }
    const rest = createHash('sha256');
    for (const row of db.prepare('SELECT data FROM row_hashes').iterate()) {
      if (row['data'] instanceof Uint8Array) rest.update(row['data']);
    }
    rest.update(
      rows(
        'SELECT observations, price_kind, basis, mapped, digest, listings, dealers, last_as_of FROM sources',
      ).join(),
    );
    rest.update(
      rows(
        'SELECT type, count, delta, pct_min, pct_max, label FROM change_groups ORDER BY last_seq',
      ).join(),
    );
    rest.update(rows('SELECT file, mtime, as_of, number FROM observations ORDER BY number').join());
    return {
      vehicles,
      events: rows(`SELECT ${EVENT} FROM journal ORDER BY seq`),
      history: rows('SELECT listing_id, field, cause, old, new, as_of FROM history ORDER BY id'),
      rest: rest.digest('hex'),
    };
  } finally {
    db.close();
  }
}

/** What PRAGMA integrity_check says; 'ok' when all is well. */
export function integrity(dataDir: string): string {
  const db = openReader(dataDir);
  try {
    return db
      .prepare('PRAGMA integrity_check')
      .all()
      .map((row) => String(Object.values(row)[0]))
      .join('; ');
  } finally {
    db.close();
  }
}

/** What the last run says of itself: 'running' = killed before its commit, 'done' = after, 'none' = before it began. */
export function lastRunState(dataDir: string, runs: number): string {
  const db = openReader(dataDir);
  try {
    const found = db.prepare('SELECT state FROM runs ORDER BY rowid').all();
    return found.length === runs ? 'none' : String(found.at(-1)?.['state']);
  } finally {
    db.close();
  }
}

export type Damage = {
  readonly missingVehicles: number;
  readonly wrongVehicles: number;
  readonly extraVehicles: number;
  readonly missingEvents: number;
  readonly doubleEvents: number;
  readonly misplacedEvents: number;
  readonly historyDiffers: number;
  readonly restDiffers: number;
};

/** How what stands there differs from what an undisturbed sync leaves; all 0 = not at all. */
export function damage(found: LotState, wanted: LotState): Damage {
  let [missingVehicles, wrongVehicles] = [0, 0];
  for (const [vin, row] of wanted.vehicles) {
    const other = found.vehicles.get(vin);
    if (other === undefined) missingVehicles += 1;
    else if (other !== row) wrongVehicles += 1;
  }
  const counted = new Map<string, number>();
  for (const event of wanted.events) counted.set(event, (counted.get(event) ?? 0) + 1);
  for (const event of found.events) counted.set(event, (counted.get(event) ?? 0) - 1);
  const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
  const differences = [...counted.values()];
  const missingEvents = sum(differences.filter((left) => left > 0));
  const doubleEvents = -sum(differences.filter((left) => left < 0));
  return {
    missingVehicles,
    wrongVehicles,
    extraVehicles: [...found.vehicles.keys()].filter((vin) => !wanted.vehicles.has(vin)).length,
    missingEvents,
    doubleEvents,
    misplacedEvents:
      missingEvents + doubleEvents > 0
        ? 0
        : wanted.events.filter((event, i) => event !== found.events[i]).length,
    historyDiffers: found.history.join() === wanted.history.join() ? 0 : 1,
    restDiffers: found.rest === wanted.rest ? 0 : 1,
  };
}
