import { useEffect, useState } from 'react';
import { BandBar } from '../../components/band-bar.tsx';
import { Move } from '../../components/move.tsx';
import { NOTHING } from '../../format/money.ts';
import { SCORE_NAMES, bandOf, scoreMove } from '../../format/score.ts';
import { useLot, useStandards, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { WallLine } from './wall-line.tsx';
import { BAND_WORDS, SCORE_LABELS } from '../../text/scores.ts';

const words = text.wall;

/** The medians of our vehicles, each with its band in words, its move since yesterday and its line over 30 days. */
export function WallScores() {
  const medians = useLot((lot) => lot.figures.medians);
  const { bands } = useStandards();
  const { openScoreDays } = useStores();
  const [history] = useState(openScoreDays);
  useEffect(() => history.start(), [history]);
  const days = useStore(history.store, (state) => state.days);
  return (
    <section className="wall-panel wall-scores" aria-labelledby="wall-scores">
      <h2 id="wall-scores">
        {words.scores} <small>{days.length > 1 ? words.overDays : words.sinceYesterday}</small>
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
                <WallLine days={days} name={name} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
