import { sinceTime, startOfToday, weekDay } from '../../format/time.ts';
import type { Heading } from '../../stores/headings.ts';
import { useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.live;

/** A line between rows: a day, or what came in since someone last looked. `start` in pixels from the top. */
export function HeadingLine({ heading, start }: { readonly heading: Heading; readonly start: number }) {
  const today = useToday();
  return (
    <div className={`grid-heading is-${heading.kind}`} style={{ transform: `translateY(${start}px)` }}>
      {heading.kind === 'since' ? (
        <>
          <i aria-hidden="true" />
          <b>{words.sinceLooked(sinceTime(heading.at, today))}</b>
          <span>{words.sinceCount(heading.changes, heading.rows, heading.over)}</span>
          <i aria-hidden="true" />
        </>
      ) : (
        <DayWords heading={heading} today={today} />
      )}
    </div>
  );
}

function DayWords(props: { readonly heading: Extract<Heading, { kind: 'day' }>; readonly today: number }) {
  const { heading, today } = props;
  const { day, earlier, counts } = heading;
  const date = weekDay(day, today);
  const isYesterday = day === startOfToday(today - 1);
  const name = day === today ? words.today : isYesterday ? words.yesterday : date;
  return (
    <>
      <b>{earlier ? words.earlier(name) : name}</b>
      {name !== date && <span>{date}</span>}
      {counts !== null && <span className="counts">{words.dayCounts(counts)}</span>}
    </>
  );
}
