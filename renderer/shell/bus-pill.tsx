import type { BusStatus } from '../../shared/bus-state.ts';
import { fullTime, sinceTime } from '../format/time.ts';
import { useLot, useStore, useStores, useToday } from '../stores-context.tsx';
import { routeHash } from '../stores/navigation.ts';
import { text } from '../text.ts';

const DOTS: Readonly<Record<BusStatus, string>> = {
  local: '',
  connecting: 'is-idle',
  redis: '',
  'fallback-local': 'is-warn',
};

/** Whether events are shared, since when and why not; opens the diagnostics. Without a core: that it is away. */
export function BusPill() {
  const bus = useLot((lot) => lot.bus);
  const lost = useStore(useStores().connection, (connection) =>
    connection.status === 'lost' ? connection.since : null,
  );
  const today = useToday();
  if (lost !== null) {
    const since = sinceTime(new Date(lost).toISOString(), today);
    return (
      <span className="pill bus" role="status" title={text.connection.pillTitle(since)}>
        <span className="dot is-bad" />
        {text.connection.pill}
      </span>
    );
  }
  if (!bus) return null;
  const word = text.shell.bus[bus.status];
  return (
    <span className="pill bus" role="status" aria-label={text.shell.busLabel(word)}>
      <a
        href={routeHash({ view: 'diagnostics', item: null })}
        title={text.diagnostics.meaning(bus.status, fullTime(bus.since), bus.reason)}
      >
        <span className={`dot ${DOTS[bus.status]}`} />
        {word}
      </a>
    </span>
  );
}
