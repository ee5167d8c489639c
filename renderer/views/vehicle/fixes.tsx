import type { FixList } from '../../../shared/explanation.ts';
import { text } from '../../text.ts';
import { SIGNAL_LABELS } from '../../text/vehicle.ts';

/** Below this a fix brings nothing that a reader could see. */
const LEAST = 0.05;

/** What would bring most, first, with the points it brings. */
export function Fixes({ fixes }: { readonly fixes: FixList['fixes'] }) {
  const worth = fixes.filter(({ gain }) => gain >= LEAST);
  return (
    <section className="fixes" aria-labelledby="fixes-title">
      <h2 id="fixes-title">{text.vehicle.fix}</h2>
      {worth.length === 0 ? (
        <p className="muted">{text.vehicle.fixNone}</p>
      ) : (
        <ol>
          {worth.map(({ signal, hint, gain }) => (
            <li key={signal}>
              <span>
                {SIGNAL_LABELS[signal] ?? signal}: {hint}
              </span>{' '}
              <b>{text.vehicle.gain(gain.toFixed(1))}</b>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
