import type { BusStatus } from '../../shared/bus-state.ts';
import { fullTime } from '../format/time.ts';
import { useLot } from '../stores-context.tsx';
import { placeHash } from '../stores/navigation.ts';
import { text } from '../text.ts';

const DOTS: Readonly<Record<BusStatus, string>> = {
  local: '',
  connecting: 'is-idle',
  redis: '',
  'fallback-local': 'is-warn',
};

/** Whether events are shared, since when and why not; opens the diagnostics. */
export function BusPill() {
  const bus = useLot((lot) => lot.bus);
  if (!bus) return null;
  const word = text.shell.bus[bus.status];
  return (
    <span className="pill bus" role="status" aria-label={text.shell.busLabel(word)}>
      <a
        href={placeHash({ view: 'diagnostics', item: null })}
        title={text.diagnostics.meaning(bus.status, fullTime(bus.since), bus.reason)}
      >
        <span className={`dot ${DOTS[bus.status]}`} />
        {word}
      </a>
    </span>
  );
}
