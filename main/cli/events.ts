import type { Command } from 'commander';
import type { JournalEvent } from '../../shared/events.ts';
import { assertNever } from '../../shared/result.ts';
import { readConfig } from '../config.ts';
import { eventsSince } from '../store/journal-read.ts';
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

/** The seed's payloads with what we add to them, as they travel (architecture.md, wire compatibility). */
function* wire(events: Iterable<JournalEvent>): Generator<unknown> {
  for (const event of events) {
    const { seq, id, type, vin, ts, dealerId, source, runId } = event;
    const head = { seq, id, type };
    const tail = { ts, dealerId, source, runId };
    switch (event.type) {
      case 'msrp:change':
      case 'price:change':
        yield { ...head, vin, old: event.old, new: event.new, deltaPct: event.deltaPct, ...tail };
        break;
      case 'ai-scores:update':
        yield {
          ...head,
          vin,
          reason: event.reason,
          avi: event.avi,
          ati: event.ati,
          cis: event.cis,
          ...tail,
        };
        break;
      case 'ai-scores:baseline':
        yield { ...head, scored: event.scored, ts, source, runId };
        break;
      default:
        assertNever(event);
    }
  }
}
