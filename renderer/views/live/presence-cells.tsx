import { Fitted } from '../../components/fitted.tsx';
import { moneyLengths } from '../../format/lengths.ts';
import { NOTHING, money } from '../../format/money.ts';
import { asOfDay } from '../../format/time.ts';
import type { PresenceEvent } from '../../../shared/events.ts';
import { text } from '../../text.ts';

type Presence = Pick<PresenceEvent, 'state' | 'price' | 'currency' | 'missingSince' | 'held'>;

export const presenceWords = ({ state, missingSince, held }: Presence): string =>
  text.live.presence(state, missingSince === null ? null : asOfDay(missingSince), held);

/** The cells of a vehicle that came without a price, left the feed or came back, from the old value on. */
export function PresenceCells({ row }: { readonly row: Presence }) {
  const { price, currency } = row;
  const words = presenceWords(row);
  return (
    <>
      <span
        role="gridcell"
        className="cell num old"
        title={price === null ? undefined : text.live.lastPrice(money(price, currency))}
      >
        {price === null ? NOTHING : <Fitted lengths={moneyLengths(price, currency)} />}
      </span>
      <span role="gridcell" className="cell rest" aria-colspan={3} title={words}>
        {words}
      </span>
    </>
  );
}
