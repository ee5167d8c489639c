import { LOT_COLUMN_KEYS, columnSpec, type LotColumn } from '../../shared/lot-list/columns.ts';
import { lotQuerySchema, type LotQuery } from '../../shared/lot-list/query.ts';
import { WorkerHost } from '../../main/jobs/worker-host.ts';
import { followLot } from '../../main/store/lot/follow.ts';
import { inThisWay } from '../../main/store/lot/indexes.ts';
import { stretchesOf } from '../../main/store/lot/order.ts';
import { keysSql } from '../../main/store/lot/page.ts';
import { rowColumns } from '../../main/store/lot/row.ts';
import { openReader, openWriter } from '../../main/store/open.ts';
import { medianOf } from '../measure/rounds.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/**
 * The first rows of the inventory list: every sort both ways, plain and filtered, asked of the reader's worker as a screen
 * does, beside the same SQL alone on a connection of its own.
 */
const [dataDir = ''] = probeArguments(1);
const LIMIT = 100;
const FRAME_MS = 1000 / 60;
const TRIES = 3;
/** Those that are tried with every filter, too: of many values, of few, of none known, of text, by expression. */
const FILTERED: readonly LotColumn[] = ['price', 'condition', 'ptm', 'vehicle', 'days', 'watch'];

const writer = openWriter(dataDir);
const lap = stopwatch();
followLot(writer);
const { ms: followMs } = lap();
writer.close();

const FILTERS: readonly object[] = [
  {},
  { filters: [{ column: 'make', op: 'is', values: ['Toyota'] }] },
  { filters: [{ column: 'price', op: 'range', min: 20_000, max: 40_000 }] },
  {
    filters: [
      { column: 'days', op: 'range', min: 60 },
      { column: 'vehicle', op: 'contains', text: 'sienna' },
    ],
  },
  { search: 'toyota sienna xle' },
  { search: 'no such vehicle' },
];
const queries: LotQuery[] = LOT_COLUMN_KEYS.filter((column) => columnSpec(column).sortable).flatMap(
  (column) =>
    [true, false].flatMap((descending) =>
      FILTERS.slice(0, FILTERED.includes(column) ? FILTERS.length : 1).map((part) =>
        lotQuerySchema.parse({ ...part, sort: [{ column, descending }] }),
      ),
    ),
);

const db = openReader(dataDir);
const reader = WorkerHost.reader(dataDir, (error) => {
  throw error;
});

/** Stretch by stretch, until there are enough rows. */
function sqlAlone(query: LotQuery): void {
  const now = Date.now();
  let rows = 0;
  for (const part of stretchesOf(query, now)) {
    const ids = db
      .prepare(keysSql(part, inThisWay(db, part.way), part.where.text))
      .all(...part.where.values, LIMIT + 1 - rows)
      .map((row) => Number(row['listing_id']));
    rows += ids.length;
    db.prepare(`SELECT ${rowColumns} FROM lot_rows WHERE listing_id IN (${ids.join(', ')})`).all();
    if (rows > LIMIT) return;
  }
}

const median = (times: number[]): number => medianOf(times.toSorted((a, b) => a - b));
let worst = 0;
let worstMs = 0;
let worstSqlMs = 0;
let slowestMs = 0;
let slowestPlainMs = 0;
await reader.run('lotPage', { query: lotQuerySchema.parse({}), cursor: null, limit: LIMIT }).done;
for (const query of queries) {
  const product: number[] = [];
  const alone: number[] = [];
  for (let n = 0; n < TRIES; n += 1) {
    const first = performance.now();
    await reader.run('lotPage', { query, cursor: null, limit: LIMIT }).done;
    const second = performance.now();
    sqlAlone(query);
    product.push(second - first);
    alone.push(performance.now() - second);
  }
  const [took, sql] = [median(product), median(alone)];
  const ratio = took / (1.5 * sql + FRAME_MS);
  slowestMs = Math.max(slowestMs, took);
  if (query.filters.length === 0 && query.search === '') slowestPlainMs = Math.max(slowestPlainMs, took);
  if (ratio > worst) [worst, worstMs, worstSqlMs] = [ratio, took, sql];
}
const sums = stopwatch();
await reader.run('lotSums', { selection: lotQuerySchema.parse({}) }).done;
const { ms: sumsMs } = sums();
await reader.close();
db.close();
reportProbe({
  worst,
  worstMs,
  worstSqlMs,
  slowestMs,
  slowestPlainMs,
  sumsMs,
  followMs,
  queries: queries.length,
});
