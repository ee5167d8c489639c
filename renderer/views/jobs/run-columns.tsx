import type { ReactNode } from 'react';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { count, NOTHING } from '../../format/money.ts';
import { asOfDay, duration, fullTime, shortTime } from '../../format/time.ts';
import type { RecomputeResult, Run, SyncResult } from '../../../shared/lot.ts';
import { text } from '../../text.ts';
import { runName } from '../../text/jobs.ts';
import { routeHash } from '../../stores/navigation.ts';
import { RunState } from './run-state.tsx';

export const runFeatures = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

const helper = createColumnHelper<typeof runFeatures, Run>();
const { columns } = text.jobs;

/**
 * Figures that a run has only when it ended well; a recompute has fewer. Sorted as numbers; runs without come last.
 */
const figure = (
  id: keyof typeof columns,
  of: (result: SyncResult) => number,
  ofScores?: (result: RecomputeResult) => number,
) =>
  helper.accessor(
    (run) => (run.result ? of(run.result) : run.recompute ? ofScores?.(run.recompute) : undefined),
    {
      id,
      header: columns[id],
      sortUndefined: 'last',
      cell: ({ getValue }) => {
        const value = getValue();
        return value === undefined ? NOTHING : count(value);
      },
    },
  );

/** In reading order; `styles/jobs.css` says which give way on narrow screens. All of them are in the run's detail. */
export function runColumns(today: number) {
  return helper.columns([
    helper.accessor('state', { header: columns.state, cell: ({ row }) => <RunState run={row.original} /> }),
    helper.accessor((run) => run.startedAt ?? run.queuedAt, {
      id: 'started',
      header: columns.started,
      cell: ({ row, getValue }): ReactNode => (
        <a
          href={routeHash({ view: 'jobs', item: row.original.runId })}
          title={fullTime(getValue())}
          aria-label={text.jobs.open(runName(row.original), shortTime(getValue(), today))}
        >
          {shortTime(getValue(), today)}
        </a>
      ),
    }),
    helper.accessor(runName, { id: 'source', header: columns.source }),
    helper.accessor((run) => run.result?.file, {
      id: 'file',
      header: columns.file,
      sortUndefined: 'last',
      cell: ({ getValue }) => <span title={getValue()}>{getValue() ?? NOTHING}</span>,
    }),
    helper.accessor((run) => run.result?.asOf ?? run.recompute?.asOf, {
      id: 'asOf',
      header: columns.asOf,
      sortUndefined: 'last',
      cell: ({ getValue }) => {
        const asOf = getValue();
        return asOf === undefined ? NOTHING : asOfDay(asOf);
      },
    }),
    figure('rows', (result) => result.rows),
    figure(
      'vehicles',
      (result) => result.vehicles,
      (scores) => scores.scored,
    ),
    figure('added', (result) => result.added),
    figure('returned', (result) => result.returned),
    figure('removed', (result) => result.removed),
    figure(
      'changes',
      (result) => result.msrpChanges + result.priceChanges,
      (scores) => scores.changed,
    ),
    figure('rejected', (result) => result.rejectedRows),
    figure(
      'events',
      (result) => result.events,
      (scores) => scores.events,
    ),
    helper.accessor((run) => run.result?.durationMs ?? run.recompute?.durationMs, {
      id: 'duration',
      header: columns.duration,
      sortUndefined: 'last',
      cell: ({ getValue }) => {
        const ms = getValue();
        return ms === undefined ? NOTHING : duration(ms);
      },
    }),
  ]);
}

/** Columns of words; the others are figures, set to the right. */
export const WORD_COLUMNS: ReadonlySet<string> = new Set(['state', 'started', 'source', 'file', 'asOf']);
