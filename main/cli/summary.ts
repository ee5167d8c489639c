import { InvalidArgumentError, type Command } from 'commander';
import { summaryPage } from '../../shared/day-summary/page.ts';
import { startOfDay } from '../feeds/figures.ts';
import { daySummary } from '../store/summary/day-summary.ts';
import { printText } from './options.ts';
import { summaryHtml, summaryText } from './summary-forms.ts';
import { printJson } from '../log/terminal.ts';
import { withReader } from './with-store.ts';

type SummaryOptions = {
  since?: number;
  dealer?: string;
  json?: boolean;
  html?: boolean;
  dataDir?: string;
};

export function addSummaryCommand(program: Command): void {
  program
    .command('summary')
    .description('Print what happened on the lot today, or since a moment, for a mail or a note')
    .option('--since <iso>', 'from this moment on; default: the last midnight', moment)
    .option('--dealer <id>', 'only this dealer, by id')
    .option('--json', 'one line of JSON')
    .option('--html', 'a page that needs nothing else')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (options: SummaryOptions) => {
      await withReader(options.dataDir, async (db) => {
        const now = Date.now();
        const since = options.since ?? startOfDay(now);
        // One moment of the lot, whatever is committed meanwhile.
        db.exec('BEGIN');
        const summary = daySummary(db, { since, dealerId: options.dealer ?? null }, now);
        if (options.json === true) printJson(summary);
        else if (options.html === true) await printText(summaryHtml(summaryPage(summary)));
        else await printText(summaryText(summaryPage(summary)));
      });
    });
}

function moment(value: string): number {
  const time = Date.parse(value);
  if (Number.isNaN(time) || !/^\d{4}-\d\d-\d\d/.test(value))
    throw new InvalidArgumentError('Write it as 2026-11-27 or 2026-11-27T08:00.');
  return time;
}
