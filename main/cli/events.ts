import type { Command } from 'commander';
import type { JournalEvent } from '../../shared/events.ts';
import { readConfig } from '../config.ts';
import { eventsSince } from '../store/journal.ts';
import { openReader } from '../store/open.ts';
import { printLines, wholeNumber } from './options.ts';

type EventsOptions = { since: number; limit?: number; dataDir?: string };

export function addEventsCommand(program: Command): void {
  program
    .command('events')
    .description('Print the journal as one JSON event a line, oldest first')
    .option('--since <seq>', 'only events after this seq', wholeNumber, 0)
    .option('--limit <n>', 'at most so many', wholeNumber)
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (options: EventsOptions) => {
      const db = openReader(readConfig({ dataDir: options.dataDir }).dataDir);
      try {
        await printLines(wire(eventsSince(db, options.since, options.limit ?? Number.MAX_SAFE_INTEGER)));
      } finally {
        db.close();
      }
    });
}

/** The seed's payload with what we add to it, as it travels (architecture.md, wire compatibility). */
function* wire(events: Iterable<JournalEvent>): Generator<unknown> {
  for (const { seq, id, type, vin, old, new: next, deltaPct, ts, dealerId, source, runId } of events) {
    yield { seq, id, type, vin, old, new: next, deltaPct, ts, dealerId, source, runId };
  }
}
