import { Amount } from '../../components/amount.tsx';
import { Fitted } from '../../components/fitted.tsx';
import { moneyLengths, moveLengths, percentLengths } from '../../format/lengths.ts';
import { arrow, direction } from '../../format/money.ts';
import type { MoneyRow } from '../../../shared/change-event.ts';
import { text } from '../../text.ts';

/** The cells of an MSRP or a price that moved, from the old value on. */
export function MoneyCells({ row }: { readonly row: MoneyRow }) {
  return (
    <>
      <span role="gridcell" className="cell num old">
        <Fitted lengths={moneyLengths(row.old, row.currency)} />
      </span>
      <span role="gridcell" className="cell num">
        <Amount compact value={row.new} currency={row.currency} blankSince={row.blankSince} />
      </span>
      {row.delta === null ? (
        <span role="gridcell" className="cell num first">
          {row.arrival === false ? text.live.firstValue : text.live.firstSighting}
        </span>
      ) : (
        <span role="gridcell" className={`cell num move ${direction(row.delta)}`}>
          {arrow(row.delta)} <Fitted lengths={moveLengths(row.delta, row.currency)} />
        </span>
      )}
      <span role="gridcell" className={`cell num ${row.delta === null ? 'first' : direction(row.delta)}`}>
        <Fitted lengths={percentLengths(row.deltaPct)} />
      </span>
    </>
  );
}
