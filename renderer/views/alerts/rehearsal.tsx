import type { Rehearsal } from '../../../shared/alerts/answers.ts';
import { dayOf, startOfToday } from '../../format/time.ts';
import { useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';

const words = text.alerts.tried;
const HEIGHT = 28;
const STEP = 13;
const WIDTH = 9;

type Bar = { readonly day: number; readonly atOnce: number; readonly later: number };

/** Alerts of each of the last days, oldest first. `today` = the last local midnight, unix ms. */
export function barsOf(
  { alerts, days }: Pick<Rehearsal, 'alerts' | 'days'>,
  today: number,
): readonly Bar[] {
  const bars: Bar[] = [];
  let day = today;
  for (let back = 0; back < days; back += 1) {
    bars.unshift({ day, atOnce: 0, later: 0 });
    // The hour before a midnight is on the day before, also where a day has 23 or 25 hours.
    day = startOfToday(day - 1);
  }
  return bars.map((bar) => {
    const fired = alerts.filter(({ at }) => startOfToday(Date.parse(at)) === bar.day);
    const later = fired.filter(({ deferred }) => deferred !== null).length;
    return { ...bar, later, atOnce: fired.length - later };
  });
}

/** What the rule in the editor would have done, day by day. */
export function RehearsalPanel({ isOfSources }: { readonly isOfSources: boolean }) {
  const { draft } = useStores().alerts;
  const { rule, tried, trying, tryError } = useStore(draft.store);
  return (
    <section className="rule-tried" aria-label={words.title}>
      <p className="tried-head">
        <strong>{words.title}</strong>{' '}
        <span role="status">
          {trying ? words.trying : tried !== null && words.fired(tried.found.fired)}
        </span>
      </p>
      {tryError !== null && <p className="lw-input-error">{words.failed(tryError)}</p>}
      {tried !== null && <Found found={tried.found} isOfSources={isOfSources} />}
      {tried !== null && !trying && tried.rule !== rule && (
        <p className="lw-input-hint">{words.outdated}</p>
      )}
    </section>
  );
}

function Found({ found, isOfSources }: { readonly found: Rehearsal; readonly isOfSources: boolean }) {
  const today = useToday();
  const bars = barsOf(found, today);
  const most = Math.max(1, ...bars.map(({ atOnce, later }) => atOnce + later));
  const tall = (alerts: number): number => (alerts * (HEIGHT - 2)) / most;
  const first = bars[0]?.day ?? today;
  return (
    <>
      <svg
        className="tried-chart"
        viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
        role="img"
        aria-label={`${words.chart}: ${words.fired(found.fired)}`}
      >
        {bars.map(({ day, atOnce, later }, index) => (
          <g key={day}>
            <title>{words.day(dayOf(day), atOnce + later)}</title>
            <rect className="is-none" x={index * STEP} y={HEIGHT - 1} width={WIDTH} height={1} />
            <rect x={index * STEP} y={HEIGHT - tall(atOnce)} width={WIDTH} height={tall(atOnce)} />
            <rect
              className="is-later"
              x={index * STEP}
              y={HEIGHT - tall(atOnce + later)}
              width={WIDTH}
              height={tall(later)}
            />
          </g>
        ))}
      </svg>
      <p className="tried-axis" aria-hidden="true">
        <span>{dayOf(first)}</span>
        <span>{words.today}</span>
      </p>
      <p className="tried-legend">
        <span className="is-once">{words.atOnce(Math.max(0, found.fired - found.deferred))}</span>
        {found.deferred > 0 && <span className="is-later">{words.later(found.deferred)}</span>}
        {found.heldByCoolDown > 0 && <span className="is-held">{words.held(found.heldByCoolDown)}</span>}
      </p>
      <p className="lw-input-hint">
        {[
          found.nowTrue === null ? null : words.now(found.nowTrue, isOfSources),
          found.alerts.length < found.fired ? words.newest : null,
          found.incomplete,
        ]
          .filter((line) => line !== null)
          .join(' ')}
      </p>
    </>
  );
}
