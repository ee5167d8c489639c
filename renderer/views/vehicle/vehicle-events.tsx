import { asOfDay, fullTime, shortTime } from '../../format/time.ts';
import { FromElsewhere } from '../../components/from-elsewhere.tsx';
import type { JournalEvent } from '../../../shared/events.ts';
import { useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { lookOf } from '../event-kinds.tsx';

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
        {events.map((event) => {
          const { Line } = lookOf(event.type);
          return Line === undefined ? null : (
            <li key={event.seq}>
              <time dateTime={event.at} title={text.live.recorded(fullTime(event.at), asOfDay(event.ts))}>
                {shortTime(event.at, today)}
              </time>
              <FromElsewhere from={event.from} />
              <Line event={event} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
