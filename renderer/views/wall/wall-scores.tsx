import { BandBar } from '../../components/band-bar.tsx';
import { Move } from '../../components/move.tsx';
import { NOTHING } from '../../format/money.ts';
import { SCORE_NAMES, bandOf, scoreMove } from '../../format/score.ts';
import { useLot, useStandards } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { BAND_WORDS, SCORE_LABELS } from '../../text/scores.ts';

const words = text.wall;

/** The medians of our vehicles, each with its band in words and its move since yesterday. */
export function WallScores() {
  const medians = useLot((lot) => lot.figures.medians);
  const { bands } = useStandards();
  return (
    <section className="wall-panel wall-scores" aria-labelledby="wall-scores">
      <h2 id="wall-scores">
        {words.scores} <small>{words.sinceYesterday}</small>
      </h2>
      <dl>
        {SCORE_NAMES.map((name) => {
          const score = medians?.current[name] ?? null;
          const move = scoreMove(score, medians?.before ?? null, name);
          const band = score === null ? words.noScore : BAND_WORDS[name][bandOf(score, bands[name])];
          return (
            <div key={name}>
              <dt>
                {SCORE_LABELS[name]} {move !== null && <Move points={move} />}
              </dt>
              <dd>
                <b>{score ?? NOTHING}</b>
                <span>{band}</span>
                <BandBar score={score} cuts={bands[name]} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
