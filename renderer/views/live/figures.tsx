import type { ReactNode } from 'react';
import { Move } from '../../components/move.tsx';
import { moveLengths, percentLengths } from '../../format/lengths.ts';
import { NOTHING, count } from '../../format/money.ts';
import type { ScoreName } from '../../format/score.ts';
import { SCORE_NAMES, scoreMove } from '../../format/score.ts';
import { EVENT_KINDS } from '../../../shared/event-kinds.ts';
import type { Figures } from '../../../shared/lot.ts';
import { useLot } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { FIELD_WORDS } from '../../text/live.ts';
import { SCORE_LABELS, SCORE_TITLES } from '../../text/scores.ts';

/** The strip of figures. "Today" is this console's local day. */
export function FigureStrip({ onShow }: { readonly onShow: (seq: number, vin: string) => void }) {
  const figures = useLot((lot) => lot.figures);
  return (
    <section className="panel" aria-label={text.live.figures} aria-busy={figures === null}>
      <dl className="strip">{figures && <FigureList figures={figures} onShow={onShow} />}</dl>
    </section>
  );
}

function FigureList(props: {
  readonly figures: Figures;
  readonly onShow: (seq: number, vin: string) => void;
}) {
  const { figures, onShow } = props;
  const { vehicles, addedToday, removedToday, soldToday } = figures;
  return (
    <>
      <Figure name={text.live.vehicles}>
        <strong>{count(vehicles)}</strong>
        <small title={text.live.vehiclesTitle(addedToday, removedToday, soldToday)}>
          +{count(addedToday)} −{count(removedToday)}
        </small>
      </Figure>
      <Figure name={text.live.msrpToday}>
        <strong title={text.live.changesTitle}>{count(figures.msrpChangesToday)}</strong>
      </Figure>
      <Figure name={text.live.priceToday}>
        <strong title={text.live.changesTitle}>{count(figures.priceChangesToday)}</strong>
      </Figure>
      <Figure name={text.live.biggestDrop}>
        <BiggestDrop drop={figures.biggestDrop} onShow={onShow} />
      </Figure>
      {SCORE_NAMES.map((name) => (
        <Figure key={name} name={text.scores.median(SCORE_LABELS[name])}>
          <Median name={name} medians={figures.medians} />
        </Figure>
      ))}
    </>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Over our vehicles, with the move since yesterday. */
function Median(props: { readonly name: ScoreName; readonly medians: Figures['medians'] }) {
  const { name, medians } = props;
  const now = medians?.current[name] ?? null;
  const move = scoreMove(now, medians?.before ?? null, name);
  const title = text.scores.medianTitle(SCORE_TITLES[name], medians?.before?.[name] ?? null);
  return (
    <>
      <strong title={title}>{now ?? NOTHING}</strong>
      {move !== null && (
        <small>
          <Move points={move} />
        </small>
      )}
    </>
  );
}

function BiggestDrop(props: {
  readonly drop: Figures['biggestDrop'];
  readonly onShow: (seq: number, vin: string) => void;
}) {
  const { drop, onShow } = props;
  if (!drop) return <small>{text.live.biggestDropNone}</small>;
  const field = FIELD_WORDS[EVENT_KINDS[drop.type].field];
  // Seven figures stand side by side: the exact one is in the title.
  const amount = moveLengths(drop.delta, drop.currency);
  return (
    <button
      type="button"
      title={`${amount.exact} ${text.live.biggestDropTitle(field, drop.vin)}`}
      onClick={() => onShow(drop.seq, drop.vin)}
    >
      <strong className="is-down">{amount.short}</strong>
      <small>{percentLengths(drop.deltaPct).short}</small>
    </button>
  );
}
