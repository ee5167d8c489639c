import { memo } from 'react';
import { BandBar } from '../../components/band-bar.tsx';
import { FromElsewhere } from '../../components/from-elsewhere.tsx';
import { Move } from '../../components/move.tsx';
import { VehicleLink } from '../../components/vehicle-link.tsx';
import { VinFlags } from '../../components/vin-flags.tsx';
import { NOTHING } from '../../format/money.ts';
import type { Bands, ScoreName } from '../../format/score.ts';
import { SCORE_NAMES, bandOf, scoreMove, share } from '../../format/score.ts';
import { splitVin, vehicleName, vehicleTitle } from '../../format/vehicle.ts';
import type { ScoreBaseline, ScoreEvent } from '../../../shared/events.ts';
import { text } from '../../text.ts';
import { BAND_WORDS, REASON_WORDS, SCORE_LABELS } from '../../text/scores.ts';
import { TimeCell } from './time-cell.tsx';

/** By what scores are judged; below `fullCoverage` a score says how much is known. */
type Standards = { readonly bands: Bands; readonly fullCoverage: number };

export type ScoreCellsProps<Row> = {
  readonly row: Row;
  readonly today: number;
  readonly standards: Standards;
  readonly onOpen: () => void;
};

/** The cells of one vehicle's scores. Memoised on the row itself: rows never change, they only move. */
export const ScoreCells = memo(function ScoreCells(props: ScoreCellsProps<ScoreEvent>) {
  const { row, today, standards, onOpen } = props;
  return (
    <>
      <TimeCell at={row.at} ts={row.ts} today={today} />
      <span role="gridcell" className="cell scored">
        <FromElsewhere from={row.from} />
        <VehicleLink inList className="name" vin={row.vin} title={vehicleTitle(row.facts)} onOpen={onOpen}>
          {vehicleName(row.facts) || <span className="muted">{text.live.unknownVehicle}</span>}
        </VehicleLink>
        <VinFlags vin={row.vin} />
        <small>
          <span className="vin" title={row.vin}>
            {splitVin(row.vin).tail}
          </span>{' '}
          · <Reason words={REASON_WORDS[row.reason]} />
          <Coverage row={row} full={standards.fullCoverage} />
        </small>
      </span>
      {SCORE_NAMES.map((name) => (
        <ScoreCell key={name} name={name} row={row} cuts={standards.bands[name]} />
      ))}
    </>
  );
});

/** The first scores of a source in one line (rules 19). */
export function BaselineCells({ row, today }: ScoreCellsProps<ScoreBaseline>) {
  return (
    <>
      <TimeCell at={row.at} ts={row.ts} today={today} />
      <span role="gridcell" aria-colspan={4} className="cell summary">
        {text.scores.baseline(row.scored)}
      </span>
    </>
  );
}

/** Narrow lists say the first word only; the whole is in the title. */
function Reason({ words }: { readonly words: string }) {
  const [first = '', ...rest] = words.split(' ');
  return (
    <span title={words}>
      {first}
      {rest.length > 0 && <span className="reason-rest"> {rest.join(' ')}</span>}
    </span>
  );
}

/** Only where too little is known of a score that is shown. */
function Coverage({ row, full }: { readonly row: ScoreEvent; readonly full: number }) {
  const partial = SCORE_NAMES.filter((name) => row[name] !== null && row.coverage[name] < full);
  if (partial.length === 0) return null;
  const least = Math.min(...partial.map((name) => row.coverage[name]));
  const parts = partial.map((name) => `${SCORE_LABELS[name]} ${share(row.coverage[name])}`);
  return (
    <>
      {' '}
      ·{' '}
      <span className="partial" title={text.scores.coverageTitle(parts.join(', '))}>
        {text.scores.known(share(least))}
      </span>
    </>
  );
}

function ScoreCell(props: {
  readonly name: ScoreName;
  readonly row: ScoreEvent;
  readonly cuts: readonly number[];
}) {
  const { name, row, cuts } = props;
  const score = row[name];
  const known = share(row.coverage[name]);
  const was = row.previous?.[name] ?? null;
  if (score === null) {
    const why =
      name === 'cis' && row.coverage.cis === 0
        ? text.scores.unknownCis
        : text.scores.unknownTitle(SCORE_LABELS[name], known);
    return (
      <span
        role="gridcell"
        className="cell score is-unknown"
        title={was === null ? why : text.scores.wasBefore(why, was)}
      >
        {NOTHING}
      </span>
    );
  }
  const move = scoreMove(score, row.previous, name);
  const band = BAND_WORDS[name][bandOf(score, cuts)] ?? '';
  return (
    <span
      role="gridcell"
      className="cell score"
      title={text.scores.cellTitle(SCORE_LABELS[name], score, band, known, was)}
    >
      <span className="points">
        {score}
        {move === null ? (
          <span className="move is-first">{text.scores.first}</span>
        ) : (
          <Move points={move} />
        )}
      </span>
      <BandBar score={score} cuts={cuts} />
    </span>
  );
}
