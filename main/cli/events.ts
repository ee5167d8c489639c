import type { Command } from 'commander';
import { kindOf } from '../../shared/event-kinds.ts';
import type { JournalEvent } from '../../shared/events.ts';
import { eventsSince } from '../store/journal/journal-read.ts';
import { csvText, type Cell } from '../files/csv.ts';
import { printCsv, printLines, wholeNumber } from './options.ts';
import { withReader } from './with-store.ts';

type EventsOptions = {
  since: number;
  limit?: number;
  all?: boolean;
  csv?: boolean;
  bom?: boolean;
  dataDir?: string;
};

const COLUMNS = [
  'seq', 'id', 'type', 'vin', 'old', 'new', 'deltaPct', 'reason', 'avi', 'ati', 'cis', 'scored', 'ts', 'dealerId', 'source', 'runId',
] as const; // prettier-ignore

const LOCAL_COLUMNS = ['state', 'price'] as const;

export function addEventsCommand(program: Command): void {
  program
    .command('events')
    .description('Print the journal, one JSON event per line, oldest first')
    .option('--since <seq>', 'only events after this seq', wholeNumber, 0)
    .option('--limit <n>', 'at most this many', wholeNumber)
    .option(
      '--all',
      'also what Live alone shows: vehicles that came without a price, left the feed or came back',
    )
    .option('--csv', 'print a CSV table instead')
    .option('--bom', 'start the table with a byte order mark, for Excel')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (options: EventsOptions) => {
      await withReader(options.dataDir, async (db) => {
        const local = options.all === true;
        const events = wire(
          eventsSince(db, options.since, options.limit ?? Number.MAX_SAFE_INTEGER, { local }),
        );
        const columns = local ? [...COLUMNS, ...LOCAL_COLUMNS] : COLUMNS;
        if (options.csv === true) await printCsv(csvText(columns, events, options.bom === true));
        else await printLines(events);
      });
    });
}

/** The seed's payloads with what we add to them, as they travel (architecture.md, wire compatibility). */
function* wire(events: Iterable<JournalEvent>): Generator<Readonly<Record<string, Cell>>> {
  for (const event of events) {
    const { seq, id, type, ts, dealerId, source, runId } = event;
    const isOfVehicle = event.vin !== '';
    yield {
      seq,
      id,
      type,
      ...kindOf(type).columns(event),
      ts,
      ...(isOfVehicle ? { dealerId } : {}),
      source,
      runId,
      ...(event.from === undefined ? {} : { from: event.from }),
    };
  }
}
