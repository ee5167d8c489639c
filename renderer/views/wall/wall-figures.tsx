import type { ReactNode } from 'react';
import type { ChangeRow } from '../../../shared/contract.ts';
import { moveLengths } from '../../format/lengths.ts';
import { NOTHING, arrow, count } from '../../format/money.ts';
import { splitVin } from '../../format/vehicle.ts';
import { useLot } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { nameOf, type BiggestMoves } from './wall-rows.ts';

const words = text.wall;

/** Five figures of today, the largest on the wall. */
export function WallFigures({
  rows,
  biggest: { moves, isWhole },
}: {
  readonly rows: readonly ChangeRow[];
  readonly biggest: BiggestMoves;
}) {
  const figures = useLot((lot) => lot.figures);
  const [rise] = moves.filter(({ delta }) => delta > 0).toSorted((a, b) => b.delta - a.delta);
  const drop = figures?.biggestDrop ?? null;
  const dropRow = rows.find(({ seq }) => seq === drop?.seq);
  const movesOf = isWhole ? '' : `, ${words.movesOf(rows.length)}`;
  return (
    <section className="wall-panel wall-figures" aria-label={words.figures}>
      <dl>
        <Figure
          name={words.vehicles}
          note={figures && words.moved(figures.addedToday, figures.removedToday)}
        >
          {figures === null ? NOTHING : count(figures.vehicles)}
        </Figure>
        <Figure name={words.msrp} note={words.today}>
          {figures === null ? NOTHING : count(figures.msrpChangesToday)}
        </Figure>
        <Figure name={words.price} note={words.today}>
          {figures === null ? NOTHING : count(figures.priceChangesToday)}
        </Figure>
        <Figure
          name={words.drop}
          note={
            drop === null ? words.none : dropRow === undefined ? splitVin(drop.vin).tail : nameOf(dropRow)
          }
        >
          {drop === null ? NOTHING : <Big delta={drop.delta} currency={drop.currency} />}
        </Figure>
        <Figure
          name={words.rise}
          note={rise === undefined ? `${words.none}${movesOf}` : rise.name + movesOf}
        >
          {rise === undefined ? NOTHING : <Big delta={rise.delta} currency={rise.currency} />}
        </Figure>
      </dl>
    </section>
  );
}

function Figure(props: {
  readonly name: string;
  readonly note: string | null;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <b>{props.children}</b>
        <small title={props.note ?? undefined}>{props.note}</small>
      </dd>
    </div>
  );
}

/** Characters that the figure has room for in its full size. */
const ROOM = 7;

function Big({ delta, currency }: { readonly delta: number; readonly currency: string | null }) {
  const words = moveLengths(delta, currency).short;
  return (
    <span className={`${delta > 0 ? 'is-up' : 'is-down'} ${words.length > ROOM ? 'is-long' : ''}`}>
      <u>{arrow(delta)}</u> {words}
    </span>
  );
}
