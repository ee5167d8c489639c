import { Button } from '../components/button.tsx';
import type { Run } from '../../shared/lot.ts';
import { useLot, useStores } from '../stores-context.tsx';
import { isActive } from '../stores/lot.ts';
import { placeHash } from '../stores/navigation.ts';
import { text } from '../text.ts';

/** What is running and how far it is, with the way to stop it. */
export function Footer() {
  const runs = useLot((lot) => lot.runs) ?? [];
  const active = runs.filter(isActive);
  // The one at work, not the one waiting behind it.
  const shown = active.find((run) => run.state === 'running') ?? active[0];
  return (
    <footer className="footer">
      {shown && <Job run={shown} others={active.length - 1} />}
      <span className="grow" />
      <span>{text.shell.allTimesLocal}</span>
    </footer>
  );
}

function Job({ run, others }: { readonly run: Run; readonly others: number }) {
  const { actions } = useStores();
  const { rows, bytes, totalBytes } = run.progress;
  return (
    <div className="job">
      <span>
        {run.state === 'queued' ? text.shell.jobQueued(run.source) : text.shell.job(run.source)}
        {rows > 0 && ` · ${text.shell.rows(rows)}`}
        {bytes > 0 && ` · ${text.shell.ofBytes(bytes, totalBytes)}`}
      </span>
      {totalBytes !== null && totalBytes > 0 && run.state === 'running' ? (
        <progress
          max={totalBytes}
          value={Math.min(bytes, totalBytes)}
          aria-label={text.shell.job(run.source)}
        />
      ) : (
        <progress aria-label={text.shell.job(run.source)} />
      )}
      <Button
        tone="plain"
        aria-label={text.shell.cancelJob(run.source)}
        onClick={() => void actions.cancel(run)}
      >
        {text.common.cancel}
      </Button>
      {others > 0 && (
        <a className="link" href={placeHash({ view: 'jobs', item: null })}>
          {text.shell.moreJobs(others)}
        </a>
      )}
    </div>
  );
}
