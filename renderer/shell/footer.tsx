import { Button, CoreButton } from '../components/button.tsx';
import type { Run } from '../../shared/lot.ts';
import { useLot, useOffline, useStore, useStores } from '../stores-context.tsx';
import { isActive } from '../stores/lot.ts';
import { SELECTED_MAX } from '../stores/selection.ts';
import { routeHash } from '../stores/navigation.ts';
import { shownKey } from '../keys/press.ts';
import { text } from '../text.ts';
import { ExportProgress } from './export-progress.tsx';

const WALL = { view: 'wall', item: null } as const;

/** What is running and how far it is, with the way to stop it; and what is picked, with what can be done with it. */
export function Footer() {
  const { keySheet, beside } = useStores();
  const runs = useLot((lot) => lot.runs) ?? [];
  // What it was doing when it went away is not known to go on.
  const isAway = useOffline() !== null;
  const active = isAway ? [] : runs.filter(isActive);
  // The one at work, not the one waiting behind it.
  const shown = active.find((run) => run.state === 'running') ?? active[0];
  return (
    <footer className="footer">
      {shown && <Job run={shown} others={active.length - 1} />}
      <ExportProgress />
      <span className="grow" />
      <Picked />
      <span>{text.shell.allTimesLocal}</span>
      <a
        className="link"
        href={routeHash(WALL)}
        target="_blank"
        rel="noopener"
        title={text.palette.besideWall[beside.kind]}
        onClick={(event) => {
          event.preventDefault();
          beside.open(WALL);
        }}
      >
        {text.palette.wallLink} ↗
      </a>
      <button type="button" className="keys-opener" onClick={() => keySheet.setState(true, true)}>
        <kbd aria-hidden="true">{shownKey('everywhere', 'sheet')}</kbd> {text.keys.open}
      </button>
    </footer>
  );
}

function Picked() {
  const { selection, actions, navigation } = useStores();
  const picked = useStore(selection.store);
  const onLive = useStore(navigation.store, ({ view }) => view === 'live');
  if (picked.size === 0 || !onLive) return null;
  const recompute = (): void => {
    void actions.recompute({ kind: 'vins', vins: [...picked] });
    selection.clear();
  };
  return (
    <div className="picked">
      <span role="status">{text.shell.picked(picked.size, picked.size >= SELECTED_MAX)}</span>
      <CoreButton small onClick={recompute}>
        {text.shell.recomputePicked}
      </CoreButton>
      <Button tone="plain" onClick={selection.clear}>
        {text.shell.unpick}
      </Button>
    </div>
  );
}

function Job({ run, others }: { readonly run: Run; readonly others: number }) {
  const { actions } = useStores();
  const whose = useLot((lot) => dealerName(lot.sources, run)) ?? run.source;
  const { rows, bytes, totalBytes, totalRows, phase } = run.progress;
  const name = text.shell.jobs[run.task](whose);
  const isRunning = run.state === 'running';
  const [done, total] = totalRows === null ? [bytes, totalBytes] : [rows, totalRows];
  return (
    <div className="job">
      <span>
        {run.state === 'queued' ? text.shell.jobQueued(whose) : name}
        {totalRows !== null &&
          ` · ${phase === 'scoring' ? '' : `${phase} `}${text.shell.ofRows(rows, totalRows)}`}
        {totalRows === null && rows > 0 && ` · ${text.shell.rows(rows)}`}
        {bytes > 0 && ` · ${text.shell.ofBytes(bytes, totalBytes)}`}
      </span>
      {total !== null && total > 0 && isRunning ? (
        <progress max={total} value={Math.min(done, total)} aria-label={name} />
      ) : (
        <progress aria-label={name} />
      )}
      <CoreButton
        tone="plain"
        aria-label={text.shell.cancelJob(name)}
        onClick={() => void actions.cancel(run)}
      >
        {text.common.cancel}
      </CoreButton>
      {others > 0 && (
        <a className="link" href={routeHash({ view: 'jobs', item: null })}>
          {text.shell.moreJobs(others)}
        </a>
      )}
    </div>
  );
}

/** A recompute of a dealer carries the dealer's number; people know the name. */
function dealerName(
  sources: readonly {
    readonly dealers: readonly { readonly id: string; readonly name: string | null }[];
  }[],
  run: Run,
): string {
  if (run.task === 'msrp_sync') return run.source;
  const dealer = sources.flatMap(({ dealers }) => dealers).find(({ id }) => id === run.source);
  return dealer?.name ?? run.source;
}
