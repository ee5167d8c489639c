import { Button, CoreButton } from '../../components/button.tsx';
import { count } from '../../format/money.ts';
import { sinceTime } from '../../format/time.ts';
import { selectionOf, fingerprint } from '../../stores/vehicles/view-query.ts';
import { countOf } from '../../stores/vehicles/picks.ts';
import { useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import type { Action } from './use-acting.ts';

const words = text.vehicles;
const ACTIONS: readonly (readonly [Action, string])[] = [
  ['recompute', 'R'],
  ['watch', 'W'],
  ['note', 'N'],
  ['copy', 'C'],
];

/** What is picked, and what can be done with it. */
export function PickedBar({
  onAct,
  onExport,
}: {
  readonly onAct: (action: Action) => void;
  readonly onExport: () => void;
}) {
  const { vehicles, preferences } = useStores();
  const picks = useStore(vehicles.picks.store);
  const { sums, asOf } = useStore(vehicles.sums.store);
  const working = useStore(vehicles.views.store, (state) => state.working);
  const dealerId = useStore(preferences.store, ({ value }) => value?.live.dealerId ?? null);
  const today = useToday();
  const picked = countOf(picks);
  if (picked === 0 || working === null) return null;
  const selection = selectionOf(working, dealerId);
  const isSame = picks.kind === 'all' && fingerprint(picks.selection) === fingerprint(selection);
  const joined = isSame && sums !== null ? sums.count - picks.count : 0;
  return (
    <div className="picked-bar" role="group" aria-label={words.actions}>
      <span role="status">
        <b>
          {picks.kind === 'some'
            ? words.selected(picked)
            : words.selectedAsOf(picked, sinceTime(picks.asOf, today))}
        </b>
        {joined > 0 && `, ${words.joined(joined)}`}
        {picks.kind === 'some' && sums !== null && (
          <span className="muted"> {words.ofAll(sums.count)}</span>
        )}
      </span>
      {picks.kind === 'some' && sums !== null && asOf !== null && sums.count > picked && (
        <Button tone="plain" onClick={() => vehicles.picks.all(selection, sums.count, asOf)}>
          {words.selectAll(sums.count)}
        </Button>
      )}
      <Button tone="plain" onClick={vehicles.picks.clear}>
        {words.clear} <kbd aria-hidden="true">Esc</kbd>
      </Button>
      <span className="grow" />
      {ACTIONS.map(([action, key]) => (
        <CoreButton
          key={action}
          small
          aria-label={`${words[action]} (${count(picked)})`}
          onClick={() => onAct(action)}
        >
          {words[action]} <kbd aria-hidden="true">{key}</kbd>
        </CoreButton>
      ))}
      <CoreButton small aria-label={`${text.exports.export} (${count(picked)})`} onClick={onExport}>
        {text.exports.export} <kbd aria-hidden="true">E</kbd>
      </CoreButton>
    </div>
  );
}
