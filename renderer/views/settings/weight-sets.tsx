import { weight } from '../../format/score.ts';
import { text } from '../../text.ts';
import { NumberField } from '../../components/number-field.tsx';
import type { ScoreDraft } from './score-draft.ts';
import { setLabel, sumOf, weightLabel, weightProblem } from './score-draft.ts';

type Weights = ScoreDraft['weights'];

/** All sets of weights, each with its sum: one that is not 1 says so at once. */
export function WeightSets(props: {
  readonly weights: Weights;
  readonly onChange: (weights: Weights) => void;
}) {
  const { weights, onChange } = props;
  return (
    <div className="weight-sets">
      {Object.entries(weights).map(([name, set]) => {
        const problem = weightProblem(set);
        return (
          <fieldset key={name} className="weight-set">
            <legend>{setLabel(name)}</legend>
            {Object.entries(set).map(([key, value]) => (
              <NumberField
                key={key}
                row
                unit={text.scoreSettings.units.weight}
                label={weightLabel(name, key)}
                value={value}
                max={1}
                step={0.05}
                decimals={4}
                onChange={(next) => onChange({ ...weights, [name]: { ...set, [key]: next } })}
              />
            ))}
            <p className={problem === null ? 'muted' : 'run-error'} role="status">
              {problem ?? text.scoreSettings.sums(weight(sumOf(set)))}
            </p>
          </fieldset>
        );
      })}
    </div>
  );
}
