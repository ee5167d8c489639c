import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { DEFAULT_SOURCE_SETTINGS } from '../shared/lot.ts';
import { defineSources } from '../main/jobs/sources/define.ts';
import { syncSource } from '../main/jobs/sync-source.ts';
import { runRecompute } from '../main/jobs/score-recompute/run.ts';
import { openWriter, type Db } from '../main/store/open.ts';

/**
 * `node bench/cis-spread.ts <folder of puget-rav4>`: replays the real days once per dealer, that dealer ours and the
 * others competitors, and prints how CIS spreads, that no figure is NaN, and that a rerun gives the same bytes.
 */
const folder = process.argv[2] ?? '../shared/data/puget-rav4';
const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };

type Replay = { readonly scores: string; readonly cis: (number | null)[]; readonly faults: number };

function replay(ownDealer: string): Replay {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-spread-'));
  const db = openWriter(dir);
  try {
    const settings = {
      ...DEFAULT_SOURCE_SETTINGS,
      mapping: { price: ['total_price'], dealer: ['dealer_name'] },
      constants: { make: 'Toyota', model: 'RAV4' },
      ownDealers: [ownDealer],
    };
    const [source] = defineSources(db, { path: folder, name: null, role: 'own', settings });
    if (source === undefined) throw new Error(`No inventory in ${folder}`);
    for (const outcome of syncSource(db, { slug: source.slug, runId: uuidv7(), asOf: null }, hooks)) {
      if (!outcome.ok) throw new Error(outcome.error.message);
      recompute(db);
    }
    return read(db);
  } finally {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const recompute = (db: Db) =>
  runRecompute(
    db,
    { runId: uuidv7(), scope: { kind: 'dirty' }, reason: 'aging', asOf: null, instanceId: 'bench' },
    hooks,
  );

function read(db: Db): Replay {
  const rows = db
    .prepare(
      'SELECT vin, avi, ati, cis, avi_raw, ati_raw, cis_raw FROM scores JOIN listings ON id = listing_id ORDER BY vin',
    )
    .all();
  const figures = rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'number'));
  return {
    scores: JSON.stringify(rows),
    cis: rows.map((row) => (row['cis'] === null ? null : Number(row['cis']))),
    faults: figures.filter((value) => !Number.isFinite(value) || value < 0 || value > 100).length,
  };
}

function dealers(): string[] {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-spread-'));
  const db = openWriter(dir);
  const settings = { mapping: { price: ['total_price'], dealer: ['dealer_name'] } };
  const [source] = defineSources(db, { path: folder, name: null, role: 'own', settings });
  for (const outcome of syncSource(db, { slug: source?.slug ?? '', runId: uuidv7(), asOf: null }, hooks)) {
    if (!outcome.ok) throw new Error(outcome.error.message);
  }
  const names = db.prepare('SELECT DISTINCT dealer_name AS name FROM listings ORDER BY name').all();
  db.close();
  rmSync(dir, { recursive: true, force: true });
  return names.map((row) => String(row['name']));
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.round((sorted.length - 1) * share)] ?? NaN;
const spread = (name: string, cis: readonly (number | null)[]): void => {
  const known = cis.filter((value) => value !== null).toSorted((a, b) => a - b);
  const figures = [0, 0.1, 0.5, 0.9, 1].map((share) => String(at(known, share)).padStart(4)).join(' ');
  console.log(
    `${name.padEnd(28)} ${String(cis.length).padStart(5)} ${String(cis.length - known.length).padStart(5)}  ${figures}`,
  );
};

console.log(`${'ours'.padEnd(28)}  cars  null   min  p10  med  p90  max`);
const all: (number | null)[] = [];
let faults = 0;
let different = 0;
for (const dealer of dealers()) {
  const first = replay(dealer);
  if (replay(dealer).scores !== first.scores) different += 1;
  faults += first.faults;
  all.push(...first.cis);
  spread(dealer, first.cis);
}
spread('all', all);
console.log(`figures outside 0..100 or not numbers: ${faults}; replays that differ: ${different}`);
process.exitCode = faults + different === 0 ? 0 : 1;
