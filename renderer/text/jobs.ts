import type { RUN_STATES, Run } from '../../shared/lot.ts';
import { bytes, count, plural } from '../format/money.ts';

type RunState = (typeof RUN_STATES)[number];

export const STATE_WORDS: Record<RunState, string> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  held: 'Held for review',
  failed: 'Failed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
};

type Advice = Record<RunState, string | null>;

const ALWAYS = {
  queued: 'Starts when earlier runs are done.',
  running: null,
  done: null,
};

/** What to do about a run that did not end well; null where there is nothing to do. */
export const STATE_ADVICE: Record<Run['task'], Advice> = {
  msrp_sync: {
    ...ALWAYS,
    held: 'Nothing was stored. Accept or reject it in Review.',
    failed: 'This file was not stored. Fix what the message names, then sync again.',
    cancelled: 'This file was not stored. Sync again when you are ready.',
    interrupted: 'The run stopped in the middle; this file was not stored. Sync again.',
  },
  ai_score_recompute: {
    ...ALWAYS,
    held: null,
    failed: 'Vehicles scored before it failed keep their new scores, the others their old ones.',
    // Its message says what became of the vehicles.
    cancelled: 'Recompute again when you are ready.',
    interrupted:
      'The run stopped in the middle. Vehicles scored before keep their new scores; recompute for the others.',
  },
};

/** "puget-rav4"; "Scores of Eastside" for a recompute, "Score update" for the one that follows a sync. */
export function runName(run: Run): string {
  if (run.task === 'msrp_sync') return run.source;
  return run.source === 'changed vehicles' ? 'Score update' : `Scores of ${run.source}`;
}

export const jobsText = {
  title: 'Jobs',
  list: 'Runs, newest first',
  columns: {
    state: 'State',
    started: 'Started',
    source: 'Source',
    file: 'File',
    asOf: 'As of',
    rows: 'Rows',
    vehicles: 'Vehicles',
    added: 'Added',
    returned: 'Returned',
    removed: 'Removed',
    changes: 'Changes',
    rejected: 'Rejected',
    events: 'Events',
    duration: 'Duration',
  },
  sortBy: (column: string) => `Sort by ${column}`,
  empty: 'No runs yet',
  emptyHint: 'Each sync of a source and each recompute of scores is listed here with what it found.',
  earlierFailed: (reason: string) => `Earlier runs could not be read: ${reason}`,
  changesOf: (msrp: number, price: number) => `${count(msrp)} MSRP, ${count(price)} price`,
  changesTitle: (msrp: number, price: number) =>
    `${plural(msrp, 'MSRP change')}, ${plural(price, 'price change')}`,
  baseline: 'baseline',
  baselineTitle: 'First sync of this source: everything is new, so nothing counts as a change',
  unchanged: 'unchanged',
  unchangedTitle: 'Same file as last time: nothing to compare',
  progress: (rows: number, phase: string) => `${plural(rows, 'row')} · ${phase}`,
  progressBytes: (done: number, total: number | null) =>
    total === null ? bytes(done) : `${bytes(done)} of ${bytes(total)}`,
  open: (source: string, time: string) => `Run of ${source}, ${time}`,
  detail: 'Run',
  notices: 'Notes on the file',
  noticesNone: 'Everything in the file was understood.',
  noticesSince: (day: string) => `since ${day}`,
  noticesAsBefore: (number: number) => `${plural(number, 'note')} as in earlier files`,
  noticesOfSource: (number: number) => `${plural(number, 'note')} on its last file`,
  problems: 'Problems',
  problemsNone: 'All rows were used.',
  problemsCount: (rejected: number, warnings: number) =>
    `${plural(rejected, 'rejected row')}, ${plural(warnings, 'warning')}`,
  problemsFailed: (reason: string) => `The problems could not be read: ${reason}`,
  problemsMore: (left: number) => `Show ${count(left)} more`,
  problem: {
    kind: { rejected: 'Rejected', warning: 'Warning' },
    row: 'Row',
    column: 'Column',
    value: 'Value',
    reason: 'Reason',
    file: 'File',
  },
  showReview: 'Show in Review',
  quarantined: 'Held for review',
  pending: 'Needs confirmation by the next file',
  duplicates: 'Duplicates',
  warnings: 'Warnings',
  dealers: 'Dealers',
  sold: 'Sold',
  statusChanges: 'Status changes',
  msrpChanges: 'MSRP changes',
  priceChanges: 'Price changes',
  close: 'Close run',
  cancelled: (run: Run) =>
    run.task === 'msrp_sync'
      ? `The sync of ${run.source} was cancelled`
      : `The recompute of ${run.source} was cancelled`,
  shared: (published: number, events: number) =>
    published < events
      ? `${count(published)} of ${plural(events, 'event')} were published on the Redis channels; the shared log has all of them`
      : `Its ${plural(events, 'event')} were published on the Redis channels and in the shared log`,
  scored: 'Scored',
  changed: 'Changed',
  nullScores: 'Without any score',
  progressRows: (done: number, total: number, phase: string) =>
    `${count(done)} of ${count(total)} · ${phase}`,
  select: 'Select a run to see its figures and problems.',
} as const;
