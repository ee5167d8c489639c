import { moneyLengths } from '../format/lengths.ts';
import { shortDay } from '../format/time.ts';
import { useToday } from '../stores-context.tsx';
import { text } from '../text.ts';
import { Fitted, FittedLengths } from './fitted.tsx';

/**
 * An amount of money; where the feed left it blank since, it is marked as the last known one. `compact` is for cells of
 * lists: as long as the column has room for, the mark is a star that takes none, the date is in its title and in what a
 * screen reader hears.
 */
export function Amount(props: {
  readonly value: number | null;
  readonly currency: string | null;
  readonly blankSince: string | null | undefined;
  readonly compact?: boolean;
}) {
  const { value, currency, blankSince, compact = false } = props;
  const today = useToday();
  const lengths = moneyLengths(value, currency);
  const amount = lengths.exact;
  if (blankSince === null || blankSince === undefined || value === null)
    return compact ? <Fitted lengths={lengths} /> : amount;
  const day = shortDay(blankSince, today);
  if (!compact)
    return (
      <span className="last-known">
        {amount} <small>{text.live.lastKnown(day)}</small>
      </span>
    );
  return (
    <span className="last-known is-compact" title={text.live.lastKnownAmount(amount, day)}>
      <span aria-hidden="true">
        <FittedLengths lengths={lengths} />
        <i>{text.live.lastKnownMark}</i>
      </span>
      <span className="visually-hidden">{text.live.lastKnownAmount(amount, day)}</span>
    </span>
  );
}
