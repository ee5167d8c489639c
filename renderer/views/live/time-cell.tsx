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
  const { date, minutes, seconds } = clockTime(at, today);
  return (
    <span role="gridcell" className="cell time" title={text.live.recorded(fullTime(at), asOfDay(ts))}>
      {date !== null && <span className="date">{date} </span>}
      <span className="minutes">{minutes}</span>
      {date === null && <span className="seconds">{seconds}</span>}
    </span>
  );
}
