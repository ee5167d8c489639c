import { useEffect, useState } from 'react';
import { CoreButton } from '../../components/button.tsx';
import { ProblemTable } from '../../components/problem-table.tsx';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

/** Rows a run could not use, as they were met. `ended` reads them again when a running one is over. */
export function RunProblems({ runId, ended }: { readonly runId: string; readonly ended: boolean }) {
  return <ProblemsOf key={String(ended)} runId={runId} />;
}

function ProblemsOf({ runId }: { readonly runId: string }) {
  const { openProblems } = useStores();
  const [source] = useState(() => openProblems(runId));
  const { problems, total, loading, error } = useStore(source.store);
  const returns = useReturns();
  useEffect(() => {
    if (source.store.getState().total === null) void source.more();
  }, [source, returns]);
  const left = (total ?? 0) - problems.length;
  return (
    <section className="problems" aria-label={text.jobs.problems}>
      <h3>
        {text.jobs.problems} {total !== null && total > 0 && <span className="badge is-warn">{total}</span>}
      </h3>
      {total === 0 && <p className="muted">{text.jobs.problemsNone}</p>}
      {problems.length > 0 && <ProblemTable problems={problems} />}
      {error !== null && <p className="run-error">{text.jobs.problemsFailed(error)}</p>}
      {left > 0 && (
        <CoreButton small off={loading ? text.common.working : null} onClick={() => void source.more()}>
          {text.jobs.problemsMore(left)}
        </CoreButton>
      )}
    </section>
  );
}
