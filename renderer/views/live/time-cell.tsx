import { asOfDay, clockTime, fullTime } from '../../format/time.ts';
import { text } from '../../text.ts';

/** When this console recorded it; the day its source speaks of is in the title. */
export function TimeCell({
  at,
  ts,
  today,
}: {
  readonly at: string;
  readonly ts: string;
  readonly today: number;
}) {
  const { date, year, minutes, seconds } = clockTime(at, today);
  const day = date !== null && year !== null ? date.slice(0, -year.length).trimEnd() : date;
  return (
    <span
      role="gridcell"
      className={`cell time ${year === null ? '' : 'has-year'}`}
      title={text.live.recorded(fullTime(at), asOfDay(ts))}
    >
      {date !== null && (
        <span className="date">
          {day} {year !== null && <span className="year">{year} </span>}
        </span>
      )}
      <span className="minutes">{minutes}</span>
      {date === null && <span className="seconds">{seconds}</span>}
    </span>
  );
}
