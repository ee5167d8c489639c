import type { ChangeRow } from '../../../shared/contract.ts';
import { moveLengths } from '../../format/lengths.ts';
import { arrow, direction, percentMove, percentSpan } from '../../format/money.ts';
import { useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { biggestMoves } from './wall-rows.ts';

const words = text.wall;
const SHOWN = 5;

/** What moved most today; where not all of the day is here, of which rows. */
export function WallMoves({ rows, more }: { readonly rows: readonly ChangeRow[]; readonly more: boolean }) {
  const today = useToday();
  const { moves, isWhole } = biggestMoves(rows, { today, more });
  return (
    <section className="wall-panel wall-moves" aria-labelledby="wall-moves">
      <h2 id="wall-moves">
        {words.moves} <small>{isWhole ? words.movesToday : words.movesOf(rows.length)}</small>
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
