import { Age } from '../../components/age.tsx';
import { Notices } from '../../components/notices.tsx';
import { Button, CoreButton } from '../../components/button.tsx';
import { count } from '../../format/money.ts';
import { asOfDay, duration } from '../../format/time.ts';
import type { RecomputeResult, Run, SyncResult } from '../../../shared/lot.ts';
import { useStores } from '../../stores-context.tsx';
import { isActive } from '../../stores/lot.ts';
import { text } from '../../text.ts';
import { STATE_ADVICE, runName } from '../../text/jobs.ts';
import { RunProblems } from './run-problems.tsx';
import { RunState } from './run-state.tsx';

const { columns } = text.jobs;

/** One run: its figures, what went wrong and what to do, and the rows it could not use. */
export function RunDetail({ run }: { readonly run: Run }) {
  const { actions, navigation } = useStores();
  const advice = STATE_ADVICE[run.task][run.state];
  return (
    <aside className="panel run-detail" aria-label={text.jobs.detail}>
      <div className="panel-head">
        <h2>{runName(run)}</h2>
        <RunState run={run} />
        <span className="grow" />
        <Button tone="plain" aria-label={text.jobs.close} onClick={() => navigation.go('jobs')}>
          ✕
        </Button>
      </div>
      <div className="run-body">
        {run.error !== null && <p className="run-error">{run.error}</p>}
        {run.result?.held && <p>{run.result.held.reason}</p>}
        {advice !== null && <p className="muted">{advice}</p>}
        {(run.state === 'held' || (run.result?.quarantined ?? 0) > 0) && (
          <p>
            <a className="link" href={navigation.hrefOf('review')}>
              {text.jobs.showReview}
            </a>
          </p>
        )}
        {isActive(run) && (
          <div className="run-progress">
            <Progress run={run} />
            <span className="grow" />
            <CoreButton small onClick={() => void actions.cancel(run)}>
              {text.common.cancel}
            </CoreButton>
          </div>
        )}
        <p className="muted">
          {columns.started} <Age iso={run.startedAt ?? run.queuedAt} />
        </p>
        {run.result && <Figures figures={syncFigures(run.result)} />}
        {run.result && <Notices notices={run.result.notices} asOf={run.result.asOf} />}
        {run.recompute && <Figures figures={scoreFigures(run.recompute)} />}
        {run.published !== null && (
          <p className="muted">{text.jobs.shared(run.published, eventsOf(run))}</p>
        )}
        {run.state !== 'queued' && run.task === 'msrp_sync' && (
          <RunProblems runId={run.runId} ended={!isActive(run)} />
        )}
      </div>
    </aside>
  );
}

function Progress({ run }: { readonly run: Run }) {
  const { rows, totalRows, phase, bytes, totalBytes } = run.progress;
  if (totalRows !== null) return <span>{text.jobs.progressRows(rows, totalRows, phase)}</span>;
  return (
    <>
      <span>{text.jobs.progress(rows, phase)}</span>
      <span className="muted">{text.jobs.progressBytes(bytes, totalBytes)}</span>
    </>
  );
}

const eventsOf = (run: Run): number => run.result?.events ?? run.recompute?.events ?? 0;

type Named = readonly (readonly [string, string])[];

const scoreFigures = (result: RecomputeResult): Named => [
  [text.jobs.scored, count(result.scored)],
  [text.jobs.changed, count(result.changed)],
  [text.jobs.nullScores, count(result.nullScores)],
  [columns.events, count(result.events)],
  [columns.asOf, asOfDay(result.asOf)],
  [columns.duration, duration(result.durationMs)],
];

const syncFigures = (result: SyncResult): Named => [
  [columns.file, result.file],
  [columns.asOf, asOfDay(result.asOf)],
  [columns.rows, count(result.rows)],
  [columns.vehicles, count(result.vehicles)],
  [columns.added, count(result.added)],
  [columns.returned, count(result.returned)],
  [columns.removed, count(result.removed)],
  [text.jobs.sold, count(result.sold)],
  [text.jobs.msrpChanges, count(result.msrpChanges)],
  [text.jobs.priceChanges, count(result.priceChanges)],
  [text.jobs.statusChanges, count(result.statusChanges)],
  [columns.events, count(result.events)],
  [text.jobs.quarantined, count(result.quarantined)],
  [text.jobs.pending, count(result.pending)],
  [columns.rejected, count(result.rejectedRows)],
  [text.jobs.warnings, count(result.warnings)],
  [text.jobs.duplicates, count(result.duplicates)],
  [text.jobs.dealers, count(result.dealerIds.length)],
  [columns.duration, duration(result.durationMs)],
];

function Figures({ figures }: { readonly figures: Named }) {
  return (
    <dl className="facts">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
