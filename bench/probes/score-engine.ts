/**
 * What a score costs: the engine alone, fed from SQLite, against a loop that only reads the same columns (P14).
 * Worst case on purpose: every listing is scored and every listing is in everybody's market.
 * `node bench/probes/score-engine.ts [count …] [--wide]`
 */
import { DatabaseSync } from 'node:sqlite';
import { MarketBuilder } from '../../main/scoring/comparables.ts';
import type { Market, MarketListing } from '../../main/scoring/comparables.ts';
import { NO_CHANNELS } from '../../main/scoring/input.ts';
import { DEFAULT_SCORE_SETTINGS as settings } from '../../main/scoring/model.ts';
import { Scorer } from '../../main/scoring/score.ts';

const AS_OF = Date.UTC(2026, 7, 21, 12);
const DAY = 86_400_000;
/** The same models for every count: tiers grow from 5 cars to 400. With `--wide` models grow instead. */
const MODELS = 60;
const wide = process.argv.includes('--wide');
const COLUMNS = {
  ...{ year: true, price: true, msrp: true, mileage: true, url: true },
  ...{ photos: true, title: true, description: true, attributes: true },
};

/** Processor time in ms: the machine is shared, and waiting for it is no cost of ours. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A small generator with a seed (mulberry32): the same market in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FIELDS = `vin, dealer, condition, year, make, model, trim, mileage, msrp, price, url, photos, attributes, words,
  numbers, known_names, found_names, unique_photos, unique_text, feed_seen, changed, in_stock, last_seen, gone`;

const MARKET_FIELDS = `vin, dealer, condition, year, make, model, trim, mileage, msrp, price, photos, last_seen, gone`;

/** One model in 20 listings is "Hot": 50,000 of a million. */
function fill(database: DatabaseSync, count: number): void {
  database.exec(`CREATE TABLE listing (${FIELDS})`);
  const insert = database.prepare(`INSERT INTO listing VALUES (${'?,'.repeat(23)}?)`);
  const random = randomFrom(count);
  const pick = (n: number): number => Math.floor(random() * n);
  database.exec('BEGIN');
  for (let i = 0; i < count; i += 1) {
    const hot = random() < 0.05;
    const model = pick(wide ? Math.round((count * MODELS) / 10_000) : MODELS);
    const isNew = random() < 0.5;
    const msrp = 2_500_000 + (model % MODELS) * 40_000 + pick(80) * 10_000;
    const gone = random() < 0.2 ? AS_OF - pick(45) * DAY : null;
    insert.run(
      `1HGCM826${String(i).padStart(9, '0')}`,
      `dealer-${pick(Math.max(5, count / 400))}`,
      isNew ? 'new' : 'used',
      2022 + pick(4),
      hot ? 'Hot' : `Make ${model % 12}`,
      hot ? 'Seller' : `Model ${model}`,
      `Trim ${pick(5)}`,
      isNew ? pick(100) : pick(120_000),
      isNew ? msrp : null,
      Math.round(msrp * (0.85 + random() * 0.2)),
      2,
      pick(40),
      pick(256),
      pick(300),
      pick(12),
      15,
      pick(16),
      3,
      1,
      AS_OF - pick(24) * 3_600_000,
      AS_OF - pick(60) * DAY,
      AS_OF - pick(120) * DAY,
      AS_OF - pick(3) * DAY,
      gone,
    );
  }
  database.exec('COMMIT');
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const figure = (value: unknown): number | null => (typeof value === 'number' ? value : null);

type Row = Record<string, unknown>;

const MARKET = { asOf: AS_OF, settings, historyStart: AS_OF - 60 * DAY };

function listingOf(row: Row): MarketListing {
  return {
    vin: text(row['vin']),
    dealerId: text(row['dealer']),
    condition: row['condition'] === 'new' ? 'new' : 'used',
    year: figure(row['year']),
    make: text(row['make']),
    model: text(row['model']),
    trim: text(row['trim']),
    mileage: figure(row['mileage']),
    msrp: figure(row['msrp']),
    price: figure(row['price']),
    currency: 'USD',
    photos: figure(row['photos']),
    lastSeenAt: number(row['last_seen']),
    sold: false,
    goneAt: figure(row['gone']),
  };
}

function buildMarket(rows: Iterable<Row>): Market {
  const builder = new MarketBuilder(MARKET);
  for (const row of rows) builder.add(listingOf(row));
  return builder.build();
}

function inputOf(row: Row) {
  return {
    vin: text(row['vin']),
    dealerId: text(row['dealer']),
    dealerName: null,
    dealerLocation: null,
    condition: row['condition'] === 'new' ? ('new' as const) : ('used' as const),
    year: figure(row['year']),
    make: text(row['make']),
    model: text(row['model']),
    trim: text(row['trim']),
    mileage: figure(row['mileage']),
    msrp: figure(row['msrp']),
    price: figure(row['price']),
    currency: 'USD',
    columns: COLUMNS,
    facts: {
      url: 2 as const,
      photos: number(row['photos']),
      attributes: number(row['attributes']),
      words: number(row['words']),
      numbers: number(row['numbers']),
      knownNames: number(row['known_names']),
      foundNames: number(row['found_names']),
    },
    uniquePhotos: number(row['unique_photos']),
    uniqueText: row['unique_text'] === 1,
    vinConflict: false,
    held: 0,
    channels: NO_CHANNELS,
    feedSeenAt: figure(row['feed_seen']),
    listingChangedAt: figure(row['changed']),
    dateInStock: figure(row['in_stock']),
    firstSeenAt: null,
    addedAfterBaseline: false,
    signals: null,
  };
}

/**
 * Model by model through an index: hot data, a market no larger than its largest model, and no row kept.
 * With `apart` rows are made into listings and inputs first and the time of the engine alone is returned.
 */
function scoreByModel(database: DatabaseSync, apart: boolean): number {
  const ofModel = 'FROM listing WHERE make = ? AND model = ? AND condition = ?';
  const market = database.prepare(`SELECT ${MARKET_FIELDS} ${ofModel}`);
  const vehicles = database.prepare(`SELECT ${FIELDS} ${ofModel}`);
  const models = database.prepare('SELECT DISTINCT make, model, condition FROM listing').all();
  let engine = 0;
  for (const { make, model, condition } of models) {
    const key = [text(make), text(model), text(condition)];
    if (!apart) {
      const scorer = new Scorer(buildMarket(market.iterate(...key)));
      for (const row of vehicles.iterate(...key)) scorer.score(inputOf(row));
      continue;
    }
    const listings = market.all(...key).map(listingOf);
    const inputs = vehicles.all(...key).map(inputOf);
    const started = cpu();
    const builder = new MarketBuilder(MARKET);
    for (const listing of listings) builder.add(listing);
    const scorer = new Scorer(builder.build());
    for (const input of inputs) scorer.score(input);
    engine += cpu() - started;
  }
  return engine;
}

function measure(count: number): Record<string, number> {
  const database = new DatabaseSync(':memory:');
  fill(database, count);
  const select = database.prepare(`SELECT ${FIELDS} FROM listing`);

  // The reference: read every column once and use it, nothing else.
  let started = cpu();
  let sum = 0;
  for (const row of select.iterate()) {
    const input = inputOf(row);
    sum += (input.price ?? 0) + (input.year ?? 0) + input.vin.length + number(row['last_seen']);
  }
  const read = cpu() - started;

  started = cpu();
  const market = buildMarket(database.prepare(`SELECT ${MARKET_FIELDS} FROM listing`).iterate());
  const build = cpu() - started;

  const scorer = new Scorer(market);
  started = cpu();
  let scored = 0;
  for (const row of select.iterate()) {
    const { cis } = scorer.score(inputOf(row));
    if (cis.score !== null) scored += 1;
  }
  const scoring = cpu() - started;

  database.exec('CREATE INDEX by_model ON listing (make, model, condition)');
  started = cpu();
  for (const row of database
    .prepare(`SELECT ${FIELDS} FROM listing ORDER BY make, model, condition`)
    .iterate()) {
    sum += inputOf(row).vin.length;
  }
  const orderedRead = cpu() - started;
  started = cpu();
  scoreByModel(database, false);
  const byModel = cpu() - started;
  const engine = scoreByModel(database, true);
  database.close();
  const perVehicle = (ms: number): number => Number(((ms * 1000) / count).toFixed(3));
  return {
    count,
    withCis: scored / count,
    readUs: perVehicle(read),
    buildUs: perVehicle(build),
    scoreUs: perVehicle(scoring),
    totalUs: perVehicle(build + scoring),
    timesRead: Number(((build + scoring) / read).toFixed(2)),
    engineUs: perVehicle(engine),
    orderedReadUs: perVehicle(orderedRead),
    byModelUs: perVehicle(byModel),
    byModelTimesRead: Number((byModel / read).toFixed(2)),
    heapMb: Math.round(process.memoryUsage().heapUsed / 2 ** 20),
    check: sum % 2,
  };
}

const asked = process.argv.slice(2).map(Number).filter(Number.isFinite);
const counts = asked.length > 0 ? asked : [10_000, 100_000, 1_000_000];
measure(counts[0] ?? 10_000); // warms the code, so that the first figure is not the compiler's
/** Small counts are over before the processor's clock has ticked often: the median of several. */
function typical(count: number): Record<string, number> {
  const runs = Array.from({ length: Math.max(1, Math.min(9, Math.round(300_000 / count))) }, () =>
    measure(count),
  );
  runs.sort((a, b) => (a['totalUs'] ?? 0) - (b['totalUs'] ?? 0));
  return runs[runs.length >> 1] ?? {};
}
const results = counts.map(typical);
console.log(JSON.stringify(results, null, 1));
