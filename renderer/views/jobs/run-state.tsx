import type { Run } from '../../../shared/lot.ts';
import { text } from '../../text.ts';
import { STATE_WORDS } from '../../text/jobs.ts';

const TONES: Record<Run['state'], string> = {
  queued: 'is-idle',
  running: 'is-running',
  done: '',
  held: 'is-warn',
  failed: 'is-bad',
  cancelled: 'is-idle',
  interrupted: 'is-warn',
};

/** State as a coloured dot and its word, with what makes a run special. */
export function RunState({ run }: { readonly run: Run }) {
  const { result } = run;
  return (
    <span className="run-state" title={run.error ?? undefined}>
      <span className={`dot ${TONES[run.state]}`} aria-hidden="true" />
      {STATE_WORDS[run.state]}
      {result?.baseline && (
        <span className="muted" title={text.jobs.baselineTitle}>
          {text.jobs.baseline}
        </span>
      )}
      {result?.unchanged && (
        <span className="muted" title={text.jobs.unchangedTitle}>
          {text.jobs.unchanged}
        </span>
      )}
    </span>
  );
}
