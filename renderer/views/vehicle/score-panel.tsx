import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { BandBar } from '../../components/band-bar.tsx';
import { Move } from '../../components/move.tsx';
import { NOTHING } from '../../format/money.ts';
import type { ScoreName } from '../../format/score.ts';
import { SCORE_NAMES, bandOf, scoreMove, share } from '../../format/score.ts';
import type { ListingView, VehicleExplanation, VehiclePage } from '../../../shared/vehicle.ts';
import { useStandards } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { BAND_WORDS, SCORE_LABELS, SCORE_TITLES } from '../../text/scores.ts';
import { Fixes } from './fixes.tsx';
import { scoreNow } from './history-lines.ts';
import { VehicleEvents } from './vehicle-events.tsx';
import { Why } from './why.tsx';

type Answer = {
  readonly page: VehiclePage;
  readonly why: VehicleExplanation | null;
  readonly whyError: string | null;
};

/** The three scores; one of them with its parts, what to fix, and what happened to the vehicle. */
export function ScorePanel(props: Answer & { readonly listing: ListingView }) {
  const { page, listing, why, whyError } = props;
  const [chosen, setChosen] = useState<ScoreName>('cis');
  const isOurs = listing.role === 'own';
  return (
    <section className="panel vehicle-scores" aria-label={text.vehicle.scores}>
      {!isOurs && <p className="history-words">{text.vehicle.notOurs}</p>}
      {isOurs && (
        <>
          <Tabs page={page} why={why} chosen={chosen} onChoose={setChosen} />
          <div role="tabpanel" id="score-panel" aria-labelledby={`score-${chosen}`}>
            {why === null ? (
              <p className="history-words" role="status">
                {whyError === null ? text.vehicle.working : text.vehicle.whyFailed(whyError)}
              </p>
            ) : (
              <>
                <Outdated page={page} why={why} />
                <Why
                  name={chosen}
                  score={why.explanation[chosen]}
                  model={why.explanation.model}
                  unknown={why.fixes.unknown.filter(({ score }) => score === chosen)}
                />
                {why.explanation[chosen].score !== null && (
                  <Fixes fixes={why.fixes.fixes.filter(({ score }) => score === chosen)} />
                )}
              </>
            )}
          </div>
        </>
      )}
      <VehicleEvents events={page.events} />
    </section>
  );
}

/** What is shown is worked out from the data as it is now; where that differs from what is stored, a note says so. */
function Outdated({ page, why }: { readonly page: VehiclePage; readonly why: VehicleExplanation }) {
  const { scores } = page;
  if (scores === null) return null;
  const differing = SCORE_NAMES.filter((name) => scores[name] !== why.explanation[name].score);
  if (differing.length === 0) return null;
  const parts = differing.map((name) =>
    text.vehicle.outdatedPart(SCORE_LABELS[name], String(scores[name] ?? NOTHING)),
  );
  return <p className="history-words outdated">{text.vehicle.outdated(parts.join(', '))}</p>;
}

function Tabs(props: {
  readonly page: VehiclePage;
  readonly why: VehicleExplanation | null;
  readonly chosen: ScoreName;
  readonly onChoose: (name: ScoreName) => void;
}) {
  const { page, why, chosen, onChoose } = props;
  const { bands } = useStandards();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = (SCORE_NAMES.indexOf(chosen) + step + SCORE_NAMES.length) % SCORE_NAMES.length;
    const next = SCORE_NAMES[at] ?? chosen;
    onChoose(next);
    document.getElementById(`score-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <div role="tablist" aria-label={text.vehicle.scores} className="score-tabs">
      {SCORE_NAMES.map((name) => {
        const explained = why?.explanation[name];
        const score = scoreNow(page, why?.explanation ?? null)?.[name] ?? null;
        // Against what it was before what is shown: the newest entry where the data have moved on since.
        const last = page.scoreHistory.at(-1) ?? null;
        const before = last !== null && last[name] === score ? (page.scoreHistory.at(-2) ?? null) : last;
        const move = scoreMove(score, before, name);
        const cuts = bands[name];
        return (
          <button
            key={name}
            type="button"
            role="tab"
            id={`score-${name}`}
            aria-selected={name === chosen}
            aria-controls="score-panel"
            tabIndex={name === chosen ? 0 : -1}
            title={SCORE_TITLES[name]}
            onClick={() => onChoose(name)}
            onKeyDown={onKeyDown}
          >
            <span className="name">{SCORE_LABELS[name]}</span>
            <span className="value">
              <b>{score ?? NOTHING}</b>{' '}
              <small>
                {score === null ? text.vehicle.unscored : BAND_WORDS[name][bandOf(score, cuts)]}
              </small>{' '}
              {move !== null && move !== 0 && <Move points={move} />}
            </span>
            <BandBar score={score} cuts={cuts} />
            {explained && explained.coverage < 1 && (
              <small className="coverage">{text.scores.known(share(explained.coverage))}</small>
            )}
          </button>
        );
      })}
    </div>
  );
}
