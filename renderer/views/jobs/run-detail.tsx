import { Age } from '../../components/age.tsx';
import { Button } from '../../components/button.tsx';
import { count } from '../../format/money.ts';
import { asOfDay, duration } from '../../format/time.ts';
import type { Run, SyncResult } from '../../../shared/lot.ts';
import { useStores } from '../../stores-context.tsx';
import { isActive } from '../../stores/lot.ts';
import { text } from '../../text.ts';
import { STATE_ADVICE } from '../../text/jobs.ts';
import { RunProblems } from './run-problems.tsx';
import { RunState } from './run-state.tsx';

const { columns } = text.jobs;

/** One run: its figures, what went wrong and what to do, and the rows it could not use. */
export function RunDetail({ run }: { readonly run: Run }) {
  const { actions, navigation } = useStores();
  const advice = STATE_ADVICE[run.state];
  return (
    <aside className="panel run-detail" aria-label={text.jobs.detail}>
      <div className="panel-head">
        <h2>{run.source}</h2>
        <RunState run={run} />
        <span className="grow" />
        <Button tone="plain" aria-label={text.jobs.close} onClick={() => navigation.go('jobs')}>
          ✕
        </Button>
      </div>
      <div className="run-body">
        {run.error !== null && <p className="run-error">{run.error}</p>}
        {advice !== null && <p className="muted">{advice}</p>}
        {isActive(run) && (
          <div className="run-progress">
            <span>{text.jobs.progress(run.progress.rows, run.progress.phase)}</span>
            <span className="muted">
              {text.jobs.progressBytes(run.progress.bytes, run.progress.totalBytes)}
            </span>
            <span className="grow" />
            <Button small onClick={() => void actions.cancel(run)}>
              {text.common.cancel}
            </Button>
          </div>
        )}
        <p className="muted">
          {columns.started} <Age iso={run.startedAt ?? run.queuedAt} />
        </p>
        {run.result && <Figures result={run.result} />}
        {run.state !== 'queued' && <RunProblems runId={run.runId} ended={!isActive(run)} />}
      </div>
    </aside>
  );
}

function Figures({ result }: { readonly result: SyncResult }) {
  const figures: readonly (readonly [string, string])[] = [
    [columns.file, result.file],
    [columns.asOf, asOfDay(result.asOf)],
    [columns.rows, count(result.rows)],
    [columns.vehicles, count(result.vehicles)],
    [columns.added, count(result.added)],
    [columns.returned, count(result.returned)],
    [columns.removed, count(result.removed)],
    [text.jobs.msrpChanges, count(result.msrpChanges)],
    [text.jobs.priceChanges, count(result.priceChanges)],
    [columns.events, count(result.events)],
    [columns.rejected, count(result.rejectedRows)],
    [text.jobs.warnings, count(result.warnings)],
    [text.jobs.duplicates, count(result.duplicates)],
    [text.jobs.dealers, count(result.dealerIds.length)],
    [columns.duration, duration(result.durationMs)],
  ];
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
