import { Move } from '../../components/move.tsx';
import { NOTHING, arrow, money, moneyMove, percentMove } from '../../format/money.ts';
import { SCORE_NAMES, scoreMove } from '../../format/score.ts';
import { asOfDay, fullTime, shortTime } from '../../format/time.ts';
import type { JournalEvent, MoneyEvent, ScoreEvent } from '../../../shared/events.ts';
import { useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { FIELD_WORDS } from '../../text/live.ts';
import { REASON_WORDS, SCORE_LABELS } from '../../text/scores.ts';

const words = text.vehicle;

/** Everything this console recorded of the vehicle, newest first. */
export function VehicleEvents({ events }: { readonly events: readonly JournalEvent[] }) {
  const today = useToday();
  return (
    <section aria-labelledby="events-title" className="vehicle-events">
      <div className="panel-head">
        <h2 id="events-title">{words.events}</h2>
      </div>
      {events.length === 0 && <p className="history-words">{words.eventsNone}</p>}
      <ul aria-labelledby="events-title">
        {events.map((event) =>
          event.type === 'ai-scores:baseline' ? null : (
            <li key={event.seq}>
              <time dateTime={event.at} title={text.live.recorded(fullTime(event.at), asOfDay(event.ts))}>
                {shortTime(event.at, today)}
              </time>
              {event.type === 'ai-scores:update' ? <Scored event={event} /> : <Priced event={event} />}
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

function Priced({ event }: { readonly event: MoneyEvent }) {
  const { delta, currency } = event;
  const field = FIELD_WORDS[event.type];
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

function Scored({ event }: { readonly event: ScoreEvent }) {
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
