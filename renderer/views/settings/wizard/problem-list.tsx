import type { Preview } from '../../../../shared/contract.ts';
import { ProblemTable } from '../../../components/problem-table.tsx';
import { text } from '../../../text.ts';

/** The first rows that a sync could not use, open to see: what a wrong column does shows here. */
export function ProblemList({ result }: { readonly result: Preview }) {
  const { problems, rejectedRows, warnings } = result;
  if (problems.length === 0) return null;
  return (
    <section className="wizard-problems" aria-label={text.jobs.problems}>
      <h4>{text.jobs.problemsCount(rejectedRows, warnings)}</h4>
      <div className="table-scroll">
        <ProblemTable problems={problems} />
      </div>
      {problems.length < rejectedRows + warnings && (
        <p className="muted">{text.wizard.problemsFirst(problems.length)}</p>
      )}
    </section>
  );
}
