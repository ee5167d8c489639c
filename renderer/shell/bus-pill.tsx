import { fullTime } from '../format/time.ts';
import { useLot } from '../stores-context.tsx';
import { text } from '../text.ts';

/** Whether the event bus is alive, and since when. */
export function BusPill() {
  const bus = useLot((lot) => lot.bus);
  if (!bus) return null;
  const word = text.shell.bus[bus.status];
  return (
    <span
      className="pill"
      role="status"
      aria-label={text.shell.busLabel(word)}
      title={text.shell.busTitle(fullTime(bus.since), bus.reason)}
    >
      <span className={`dot ${bus.reason === null ? '' : 'is-warn'}`} />
      {word}
    </span>
  );
}
