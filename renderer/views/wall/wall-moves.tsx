import { moveLengths } from '../../format/lengths.ts';
import { arrow, direction, percentMove, percentSpan } from '../../format/money.ts';
import { text } from '../../text.ts';
import type { BiggestMoves } from './wall-rows.ts';

const words = text.wall;
const SHOWN = 5;

/** What moved most today; where not all of the day is here, of which rows. */
export function WallMoves({
  among,
  biggest: { moves, isWhole },
}: {
  /** How many rows they were found in. */
  readonly among: number;
  readonly biggest: BiggestMoves;
}) {
  return (
    <section className="wall-panel wall-moves" aria-labelledby="wall-moves">
      <h2 id="wall-moves">
        {words.moves} <small>{isWhole ? words.movesToday : words.movesOf(among)}</small>
      </h2>
      {moves.length === 0 ? (
        <p className="wall-none">{words.noMoves}</p>
      ) : (
        <ol>
          {moves.slice(0, SHOWN).map(({ key, name, delta, currency, percent: [from, to] }) => (
            <li key={key}>
              <span className="wall-name" title={name}>
                {name}
              </span>
              <span className={`num wall-delta ${direction(delta)}`}>
                {arrow(delta)} {moveLengths(delta, currency).short}
              </span>
              <span className={`num ${direction(delta)}`}>
                {from === to ? percentMove(from) : percentSpan(from, to)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
