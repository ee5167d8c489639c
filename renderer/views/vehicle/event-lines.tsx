import { Move } from '../../components/move.tsx';
import { NOTHING, arrow, money, moneyMove, percentMove } from '../../format/money.ts';
import { SCORE_NAMES, scoreMove } from '../../format/score.ts';
import { EVENT_KINDS } from '../../../shared/event-kinds.ts';
import type { MoneyEvent, PresenceEvent, ScoreEvent, StatusEvent } from '../../../shared/events.ts';
import { text } from '../../text.ts';
import { FIELD_WORDS, STATUS_WORDS } from '../../text/live.ts';
import { presenceWords } from '../live/presence-cells.tsx';
import { REASON_WORDS, SCORE_LABELS } from '../../text/scores.ts';

const words = text.vehicle;

/** What happened to a vehicle, in words; one for each kind of event ({@link ../event-kinds.tsx}). */
export function MoneyLine({ event }: { readonly event: MoneyEvent }) {
  const { delta, currency } = event;
  const field = FIELD_WORDS[EVENT_KINDS[event.type].field];
  const after = money(event.new, currency);
  if (delta === null) return <span>{words.moneyFirst(field, after)}</span>;
  return (
    <>
      <span>{words.moneyChange(field, money(event.old, currency), after)}</span>
      <span className={`num ${delta > 0 ? 'is-up' : 'is-down'}`}>
        {arrow(delta)} {moneyMove(delta, currency)} {percentMove(event.deltaPct)}
      </span>
    </>
  );
}

export function ScoreLine({ event }: { readonly event: ScoreEvent }) {
  const { previous } = event;
  if (previous === null) {
    const scores = SCORE_NAMES.map((name) => `${SCORE_LABELS[name]} ${event[name] ?? NOTHING}`);
    return <span>{words.scoreFirst(scores.join(', '))}</span>;
  }
  const moved = SCORE_NAMES.filter((name) => event[name] !== previous[name]);
  const parts = moved.map((name) =>
    words.scorePart(SCORE_LABELS[name], String(previous[name] ?? NOTHING), String(event[name] ?? NOTHING)),
  );
  return (
    <>
      <span>{words.scoreChange(parts.join(', '), REASON_WORDS[event.reason])}</span>
      <span className="num moves">
        {moved.map((name) => {
          const points = scoreMove(event[name], previous, name);
          return points === null ? null : <Move key={name} points={points} />;
        })}
      </span>
    </>
  );
}

export function StatusLine({ event }: { readonly event: StatusEvent }) {
  const after = STATUS_WORDS[event.new];
  const line =
    event.old === null
      ? words.moneyFirst(FIELD_WORDS.status, after)
      : words.moneyChange(FIELD_WORDS.status, STATUS_WORDS[event.old], after);
  return <span>{line}</span>;
}

export function PresenceLine({ event }: { readonly event: PresenceEvent }) {
  const { price, currency } = event;
  return (
    <>
      <span>{presenceWords(event)}</span>
      {price !== null && <span className="num">{text.live.lastPrice(money(price, currency))}</span>}
    </>
  );
}
