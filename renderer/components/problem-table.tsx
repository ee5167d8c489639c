import type { RowProblem } from '../../shared/contract.ts';
import { text } from '../text.ts';

const words = text.jobs.problem;

/** Rows that a sync could not use, each with its column, its value and the reason. */
export function ProblemTable({ problems }: { readonly problems: readonly RowProblem[] }) {
  return (
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
  );
}
