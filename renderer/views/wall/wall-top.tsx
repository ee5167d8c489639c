import { clockTime, sinceTime } from '../../format/time.ts';
import { shownKey } from '../../keys/press.ts';
import { useChosenDealer, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.wall;
const ICON = new URL('../../icon.svg', import.meta.url).href;
const MINUTE_MS = 60_000;
const dayFormat = new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric' });

/** Whose wall it is, the time, and between them what can be done, once the pointer moved or a key went there. */
export function WallTop(props: {
  readonly dealers: number;
  /** Its name where there is one alone. */
  readonly onlyDealer: string | null;
  /** What a person named it; empty = not. */
  readonly name: string;
  readonly isOurs: boolean;
  readonly pausedAt: string | null;
  readonly nextDealer: () => void;
  readonly nextScheme: () => void;
  readonly leave: () => void;
  readonly pause: () => void;
}) {
  const { dealers, onlyDealer, isOurs, pausedAt } = props;
  const dealer = useChosenDealer();
  const today = useToday();
  const minute = useStore(useStores().clock, ({ now }) => Math.floor(now / MINUTE_MS) * MINUTE_MS);
  const shown = dealer?.name ?? words.every;
  // A dealer that was chosen says more than whose wall it is.
  const name = dealer?.name ?? (props.name.trim() || onlyDealer || words.every);
  const whose = dealer === null ? words.dealers(dealers, isOurs) : isOurs ? words.oursOnly : '';
  return (
    <header className="wall-top">
      <img src={ICON} alt="" />
      <div className="wall-who">
        <h1>{name}</h1>
        <p>
          {pausedAt === null ? (
            whose
          ) : (
            <span className="is-warn">{words.paused(sinceTime(pausedAt, today))}</span>
          )}
        </p>
      </div>
      <div className="wall-controls" role="group" aria-label={words.controls}>
        {dealers > 1 && (
          <button type="button" aria-label={words.nextDealerLabel(shown)} onClick={props.nextDealer}>
            {shown} <kbd aria-hidden="true">{shownKey('wall', 'dealer')}</kbd>
          </button>
        )}
        <button type="button" aria-pressed={pausedAt !== null} onClick={props.pause}>
          {pausedAt === null ? words.pause : words.resume}{' '}
          <kbd aria-hidden="true">{shownKey('wall', 'pause')}</kbd>
        </button>
        <button type="button" onClick={props.nextScheme}>
          {words.scheme} <kbd aria-hidden="true">{shownKey('wall', 'scheme')}</kbd>
        </button>
        <button type="button" onClick={props.leave}>
          {words.leave} <kbd aria-hidden="true">{shownKey('wall', 'leave')}</kbd>
        </button>
      </div>
      <div className="wall-clock">
        <span>{dayFormat.format(minute).replace(',', '')}</span>
        <b>{clockTime(new Date(minute).toISOString(), today).minutes}</b>
      </div>
    </header>
  );
}
