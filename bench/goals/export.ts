import type { Workshop } from '../data/workshop.ts';
import { count, ms, type Outcome } from '../measure/goal.ts';
import { runProbe } from '../measure/probe.ts';
import { alternate, figure } from '../measure/rounds.ts';

/** How many times as long as one plain statement may take that is written as JSON: formats, progress and safe cells included. */
const CSV_LIMIT = 4;

/** EXPORT: the whole list with all columns as a file, beside one statement over the same rows written as JSON lines. */
export async function exportGoals(shop: Workshop, rounds: number): Promise<Outcome[]> {
  const { table } = await alternate(Math.min(rounds, 3), {
    table: async () => runProbe('export', [await shop.syncedLot()]),
  });
  const of = (name: string): string => ms(figure(table, name));
  const plain = figure(table, 'plainMs');
  return [
    {
      goal: `EXPORT ${count(shop.rows)}`,
      what: `${count(figure(table, 'rows'))} rows as CSV (${count(figure(table, 'searchRows'))} found by a search ${of('searchMs')}; XLSX ${of('xlsxMs')}, first rows of a screen meanwhile ${of('busyPageMs')}, else ${of('idlePageMs')}; main thread at most ${of('delayMs')}; ${count(figure(table, 'rssMb'))} MB) : ${CSV_LIMIT} × the same rows by one statement as JSON`,
      figure: of('csvMs'),
      reference: ms(CSV_LIMIT * plain),
      ratio: figure(table, 'csvMs') / (CSV_LIMIT * plain),
      limit: 1,
      noise: table.spread['csvMs'] ?? 0,
    },
  ];
}
