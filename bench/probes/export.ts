import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { lotExportSchema } from '../../shared/lot-list/export-calls.ts';
import type { ExportFormat } from '../../shared/lot-list/export.ts';
import { lotQuerySchema } from '../../shared/lot-list/query.ts';
import { LOT_COLUMN_KEYS } from '../../shared/lot-list/columns.ts';
import { openExports } from '../../main/jobs/lot/exports.ts';
import { WorkerHost } from '../../main/jobs/worker-host.ts';
import { followLot } from '../../main/store/lot/follow.ts';
import { rowColumns } from '../../main/store/lot/row.ts';
import { openReader, openWriter } from '../../main/store/open.ts';
import { medianOf } from '../measure/rounds.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';

/**
 * The whole list with all columns as a table, sorted and searched, while a screen goes on asking for first rows; beside it
 * one statement over the same rows, written as JSON lines. What the main thread does meanwhile is measured, too.
 */
const [dataDir = ''] = probeArguments(1);
const writer = openWriter(dataDir);
followLot(writer);
writer.close();

const onCrash = (error: unknown): void => {
  throw error;
};
const exports = openExports({ dataDir, onMoved: () => undefined, onCrash });
const reader = WorkerHost.reader(dataDir, onCrash);
const query = lotQuerySchema.parse({ sort: [{ column: 'price', descending: true }] });
const searched = lotQuerySchema.parse({ ...query, search: 'toyota' });

async function firstRows(until: Promise<unknown> | null): Promise<number> {
  const times: number[] = [];
  let isOver = false;
  void until?.then(() => {
    isOver = true;
  });
  for (let n = 0; until === null ? n < 30 : !isOver; n += 1) {
    const lap = stopwatch();
    await reader.run('lotPage', { query, cursor: null, limit: 100 }).done;
    times.push(lap().ms);
  }
  return medianOf(times.toSorted((a, b) => a - b));
}

/** @param isWatched a screen asks for first rows meanwhile */
async function written(format: ExportFormat, of: typeof query, isWatched: boolean) {
  const asked = lotExportSchema.parse({ query: of, target: null, columns: [...LOT_COLUMN_KEYS], format });
  const path = join(dataDir, `out.${format}`);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const lap = stopwatch();
  const outcome = exports.outcome(exports.start(asked, { kind: 'file', path }));
  let ms = 0;
  void outcome?.then(() => {
    ({ ms } = lap());
  });
  const pageMs = isWatched ? await firstRows(outcome) : 0;
  const ended = await outcome;
  delay.disable();
  rmSync(path, { force: true });
  if (ended?.state !== 'done') throw new Error(JSON.stringify(ended));
  return { ms, rows: ended.rows, pageMs, delayMs: delay.max / 1e6 };
}

function plainMs(): number {
  const db = openReader(dataDir);
  const path = join(dataDir, 'plain.jsonl');
  const file = openSync(path, 'w');
  const lap = stopwatch();
  let text = '';
  const rows = db
    .prepare(
      `SELECT ${rowColumns} FROM lot_rows WHERE own = 1 AND here = 1 ORDER BY price DESC, vin, listing_id`,
    )
    .iterate();
  for (const row of rows) {
    text += `${JSON.stringify(row)}\n`;
    if (text.length < 64 * 1024) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  const { ms } = lap();
  closeSync(file);
  db.close();
  rmSync(path);
  return ms;
}

await reader.run('lotPage', { query, cursor: null, limit: 100 }).done;
const idlePageMs = await firstRows(null);
// Its thread starts with the first export, which is not what is measured.
await written('csv', lotQuerySchema.parse({ search: 'no such vehicle' }), false);
const plain = plainMs();
const csv = await written('csv', query, false);
const xlsx = await written('xlsx', query, true);
const search = await written('csv', searched, false);
await exports.close();
await reader.close();
reportProbe({
  plainMs: plain,
  csvMs: csv.ms,
  xlsxMs: xlsx.ms,
  searchMs: search.ms,
  rows: csv.rows,
  searchRows: search.rows,
  idlePageMs,
  busyPageMs: xlsx.pageMs,
  delayMs: Math.max(csv.delayMs, xlsx.delayMs, search.delayMs),
});
