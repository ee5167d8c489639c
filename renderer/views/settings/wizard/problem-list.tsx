import type { Preview } from '../../../../shared/contract.ts';
import { text } from '../../../text.ts';

const words = text.jobs.problem;

/** The first rows that a sync could not use, open to see: what a wrong column does shows here. */
export function ProblemList({ result }: { readonly result: Preview }) {
  const { problems, rejectedRows, warnings } = result;
  if (problems.length === 0) return null;
  return (
    <section className="wizard-problems" aria-label={text.jobs.problems}>
      <h4>{text.jobs.problemsCount(rejectedRows, warnings)}</h4>
      <div className="table-scroll">
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
              <tr key={index}>
                <td className="num">{problem.row === 0 ? text.common.nothing : problem.row}</td>
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
      </div>
      {problems.length < rejectedRows + warnings && (
        <p className="muted">{text.wizard.problemsFirst(problems.length)}</p>
      )}
    </section>
  );
}
