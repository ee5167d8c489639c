import { addingUp } from '../../format/parts.ts';
import type { ScoreName } from '../../format/score.ts';
import { share } from '../../format/score.ts';
import type { ExplainedScore, ExplainedSignal, FixList } from '../../../shared/explanation.ts';
import { text } from '../../text.ts';
import { SCORE_LABELS } from '../../text/scores.ts';
import { PILLAR_LABELS, SIGNAL_LABELS } from '../../text/vehicle.ts';

const two = (points: number): string => points.toFixed(2);
/** 40 -> "40", 53.3333 -> "53.33". */
const most = (points: number): string => String(Number(points.toFixed(2)));

type Part = { readonly signal: ExplainedSignal; readonly pillar: string };

/** The answer to "why is this 72?": every known signal with its points, which add up; the unknown ones apart. */
export function Why(props: {
  readonly name: ScoreName;
  readonly score: ExplainedScore;
  readonly model: string;
  readonly unknown: FixList['unknown'];
}) {
  const { name, score, model, unknown } = props;
  const label = SCORE_LABELS[name];
  const parts: readonly Part[] = score.pillars
    .flatMap((pillar) => pillar.signals.map((signal) => ({ signal, pillar: pillar.name })))
    .filter(({ signal }) => signal.value !== null)
    .toSorted((a, b) => b.signal.points - a.signal.points);
  const shown = addingUp(
    parts.map(({ signal }) => signal.points),
    2,
  );
  return (
    <section aria-labelledby="why-title">
      <div className="panel-head">
        <h2 id="why-title">
          {score.score === null ? text.vehicle.whyNone(label) : text.vehicle.why(label, score.score)}
        </h2>
        <span className="grow" />
        <span className="muted">{text.vehicle.known(share(score.coverage), model)}</span>
      </div>
      {score.reason !== null && <p className="history-words">{score.reason}</p>}
      {parts.length > 0 && (
        <table className="why">
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{text.vehicle.signal}</th>
              <td />
              <th scope="col">{text.vehicle.points}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {parts.map(({ signal, pillar }, index) => (
              <Signal key={signal.name} signal={signal} pillar={pillar} points={shown[index] ?? 0} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{text.vehicle.sum}</th>
              <td />
              <td className="num" title={score.raw === null ? undefined : String(score.raw)}>
                {two(shown.reduce((sum, part) => sum + part, 0))}
              </td>
              <td className="num lost">{text.vehicle.of('100')}</td>
            </tr>
          </tfoot>
        </table>
      )}
      {unknown.length > 0 && <Unknown unknown={unknown} />}
    </section>
  );
}

function Signal(props: {
  readonly signal: ExplainedSignal;
  readonly pillar: string;
  readonly points: number;
}) {
  const { signal, pillar, points } = props;
  // On what is shown, so that a full signal never seems to exceed its most.
  const max = points + signal.lost;
  return (
    <tr title={PILLAR_LABELS[pillar]}>
      <th scope="row">
        {SIGNAL_LABELS[signal.name] ?? signal.name} <span className="muted">{signal.detail}</span>
      </th>
      <td className="bar-cell" aria-hidden="true">
        <span className="bar">
          <i style={{ width: `${max > 0 ? (100 * points) / max : 0}%` }} />
        </span>
      </td>
      <td className="num" title={String(signal.points)}>
        {two(points)}
      </td>
      <td className="num lost">{text.vehicle.of(most(max))}</td>
    </tr>
  );
}

/** Signals with no value cost nothing, but a reader should know how much is not looked at. */
function Unknown({ unknown }: { readonly unknown: FixList['unknown'] }) {
  return (
    <details className="unknown">
      <summary>
        {text.vehicle.unknown} ({unknown.length}){' '}
        <span className="muted">
          {unknown.map(({ signal }) => SIGNAL_LABELS[signal] ?? signal).join(', ')}
        </span>
      </summary>
      <p className="muted">{text.vehicle.unknownHint}</p>
      <ul>
        {unknown.map(({ signal, detail, hint }) => (
          <li key={signal}>
            {SIGNAL_LABELS[signal] ?? signal}: {detail}. <span className="muted">{hint}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
