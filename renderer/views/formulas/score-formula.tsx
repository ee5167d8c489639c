import type { ScoreName } from '../../format/score.ts';
import { toneOf, weight } from '../../format/score.ts';
import type { ScoreModel } from '../../../shared/score-model.ts';
import { text } from '../../text.ts';
import { PILLAR_SIGNALS, signalFormula } from '../../text/formulas.ts';
import { BAND_WORDS, SCORE_LABELS, SCORE_TITLES } from '../../text/scores.ts';
import { PILLAR_LABELS, SIGNAL_LABELS } from '../../text/vehicle.ts';
import { Lines } from './lines.tsx';

type Settings = ScoreModel['settings'];
type Line = { readonly name: string; readonly weight: number; readonly ofAll: number };

/** One score: its pillars and signals with weights and formulas, its bands, and for CIS what compares. */
export function ScoreFormula({
  name,
  settings,
}: {
  readonly name: ScoreName;
  readonly settings: Settings;
}) {
  const words = text.formulas;
  const title = `formula-${name}`;
  return (
    <section className="panel" aria-labelledby={title}>
      <div className="panel-head">
        <h2 id={title}>{SCORE_LABELS[name]}</h2>
        <span className="muted">{SCORE_TITLES[name]}</span>
        <span className="grow" />
        <Bands name={name} cuts={settings.bands[name]} />
      </div>
      <table className="table formula" aria-labelledby={title}>
        <thead>
          <tr>
            <th scope="col">{words.signal}</th>
            <th scope="col" className="num">
              {words.weight}
            </th>
            <th scope="col" className="num">
              {words.ofAll}
            </th>
            <th scope="col">{words.formula}</th>
          </tr>
        </thead>
        {pillarsOf(name, settings).map(({ label, lines }) => (
          <tbody key={label ?? name}>
            {label !== null && (
              <tr>
                <th scope="rowgroup" colSpan={4}>
                  {label}
                </th>
              </tr>
            )}
            {lines.map((line) => (
              <tr key={line.name}>
                <th scope="row">{SIGNAL_LABELS[line.name] ?? line.name}</th>
                <td className="num">{weight(line.weight)}</td>
                <td className="num muted">{weight(line.ofAll)}</td>
                <td>{signalFormula(line.name, settings)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {name === 'cis' && (
        <div className="prose">
          <h3>{words.marketTitle}</h3>
          <Lines lines={words.market(settings.market)} />
        </div>
      )}
    </section>
  );
}

/** Signals by pillar; those of CIS have none and stand for themselves. */
function pillarsOf(
  name: ScoreName,
  { weights }: Settings,
): readonly { readonly label: string | null; readonly lines: readonly Line[] }[] {
  const top = Object.entries(weights[name] ?? {});
  if (name === 'cis') {
    const lines = top.map(([key, value]) => ({ name: `cis.${key}`, weight: value, ofAll: value }));
    return [{ label: null, lines }];
  }
  return top.map(([pillar, share]) => ({
    label: text.formulas.pillar(PILLAR_LABELS[pillar] ?? pillar, weight(share)),
    lines: Object.entries(weights[pillar] ?? {}).map(([key, value]) => ({
      name: `${PILLAR_SIGNALS[pillar] ?? pillar}.${key}`,
      weight: value,
      ofAll: share * value,
    })),
  }));
}

function Bands({ name, cuts }: { readonly name: ScoreName; readonly cuts: readonly number[] }) {
  return (
    <ul className="bands" aria-label={text.formulas.bandsTitle}>
      {BAND_WORDS[name].map((word, index) => (
        <li key={word} className={`is-${toneOf(index, cuts)}`}>
          {text.formulas.band(word, cuts[index] ?? null)}
        </li>
      ))}
    </ul>
  );
}
