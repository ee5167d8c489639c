import { useEffect, useState } from 'react';
import { CoreButton } from '../../components/button.tsx';
import { useReturns, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.jobs.problem;

/** Rows a run could not use, as they were met. `ended` reads them again when a running one is over. */
export function RunProblems({ runId, ended }: { readonly runId: string; readonly ended: boolean }) {
  return <ProblemTable key={String(ended)} runId={runId} />;
}

function ProblemTable({ runId }: { readonly runId: string }) {
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
      {problems.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="num">
                {words.row}
              </th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.reason}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem, index) => (
              // Problems have no name of their own and never change places.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index} title={problem.file}>
                <td className="num">{problem.row}</td>
                <td>{problem.column ?? text.common.nothing}</td>
                <td className="value">{problem.value ?? text.common.nothing}</td>
                <td>
                  <span className={problem.kind === 'rejected' ? 'is-rejected' : 'is-warning'}>
                    {words.kind[problem.kind]}
                  </span>{' '}
                  {problem.reason}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {error !== null && <p className="run-error">{text.jobs.problemsFailed(error)}</p>}
      {left > 0 && (
        <CoreButton small off={loading ? text.common.working : null} onClick={() => void source.more()}>
          {text.jobs.problemsMore(left)}
        </CoreButton>
      )}
    </section>
  );
}
