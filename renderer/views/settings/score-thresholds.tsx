import type { ScoreName } from '../../format/score.ts';
import { SCORE_NAMES } from '../../format/score.ts';
import { text } from '../../text.ts';
import { BAND_WORDS, SCORE_LABELS } from '../../text/scores.ts';
import { NumberField } from '../../components/number-field.tsx';
import type { ScoreDraft } from './score-draft.ts';
import { bandProblem } from './score-draft.ts';

type Part = { readonly draft: ScoreDraft; readonly onChange: (draft: ScoreDraft) => void };
const words = text.scoreSettings;

/** The points from which each word applies. */
export function BandFields({ draft, onChange }: Part) {
  const setCut = (name: ScoreName, index: number, value: number): void => {
    const cuts = draft.bands[name].map((cut, at) => (at === index ? value : cut));
    onChange({ ...draft, bands: { ...draft.bands, [name]: cuts } });
  };
  return (
    <div className="weight-sets">
      {SCORE_NAMES.map((name) => {
        const problem = bandProblem(draft.bands[name]);
        return (
          <fieldset key={name} className="weight-set">
            <legend>{`${words.bands} ${SCORE_LABELS[name]}`}</legend>
            {draft.bands[name].map((cut, index) => (
              <NumberField
                row
                unit={words.units.band}
                key={BAND_WORDS[name][index]}
                label={words.bandFrom(BAND_WORDS[name][index] ?? '')}
                value={cut}
                max={100}
                onChange={(value) => setCut(name, index, value)}
              />
            ))}
            {problem !== null && (
              <p className="run-error" role="status">
                {problem}
              </p>
            )}
          </fieldset>
        );
      })}
    </div>
  );
}

/** Those that a dealer has reason to change; the others are on the Formulas page. */
export function ThresholdFields({ draft, onChange }: Part) {
  const { listing, coverage, market, signals } = draft;
  const percent = (share: number): number => Number((share * 100).toFixed(2));
  return (
    <div className="threshold-fields">
      <NumberField
        row
        label={words.photoTarget}
        unit={words.units.photos}
        value={listing.photoTarget}
        min={1}
        max={200}
        onChange={(photoTarget) => onChange({ ...draft, listing: { ...listing, photoTarget } })}
      />
      <NumberField
        row
        label={words.descriptionWords}
        unit={words.units.words}
        value={listing.descriptionWords}
        min={1}
        max={5000}
        onChange={(descriptionWords) => onChange({ ...draft, listing: { ...listing, descriptionWords } })}
      />
      <NumberField
        row
        label={words.distinctNumbers}
        unit={words.units.numbers}
        value={listing.distinctNumbers}
        min={1}
        max={200}
        onChange={(distinctNumbers) => onChange({ ...draft, listing: { ...listing, distinctNumbers } })}
      />
      <NumberField
        row
        label={words.minCoverage}
        unit={words.units.share}
        value={percent(coverage.minimum)}
        max={100}
        onChange={(value) => onChange({ ...draft, coverage: { ...coverage, minimum: value / 100 } })}
      />
      <NumberField
        row
        label={words.fullCoverage}
        unit={words.units.share}
        value={percent(coverage.full)}
        max={100}
        onChange={(value) => onChange({ ...draft, coverage: { ...coverage, full: value / 100 } })}
      />
      <NumberField
        row
        label={words.minComparables}
        unit={words.units.vehicles}
        value={market.minComparables}
        min={1}
        max={1000}
        onChange={(minComparables) => onChange({ ...draft, market: { ...market, minComparables } })}
      />
      <NumberField
        row
        label={words.comparableMaxAgeDays}
        unit={words.units.days}
        value={market.comparableMaxAgeDays}
        min={1}
        max={3650}
        onChange={(comparableMaxAgeDays) =>
          onChange({ ...draft, market: { ...market, comparableMaxAgeDays } })
        }
      />
      <NumberField
        row
        label={words.mileageBand}
        unit={words.units.miles}
        value={market.mileageBand}
        max={1_000_000}
        step={1000}
        onChange={(mileageBand) => onChange({ ...draft, market: { ...market, mileageBand } })}
      />
      <NumberField
        row
        label={words.signalsMaxAgeDays}
        unit={words.units.days}
        value={signals.maxAgeDays}
        min={1}
        max={3650}
        onChange={(maxAgeDays) => onChange({ ...draft, signals: { maxAgeDays } })}
      />
    </div>
  );
}
