import { Button, CoreButton } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { useLot, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { useResetFilter } from './use-reset-filter.ts';

/** Why the list is empty, most specific reason first, and the way out of it. */
export function EmptyList() {
  const { live, adding } = useStores();
  const showAll = useResetFilter();
  const hides = useStore(live.store, (state) => state.hides);
  const cleared = useStore(live.store, (state) => state.cleared);
  const sources = useLot((lot) => lot.sources.length);
  const vehicles = useLot((lot) => lot.figures.vehicles) ?? 0;

  if (sources === null) return <p className="empty">{text.live.waiting}</p>;
  if (hides) {
    return (
      <Empty title={text.live.filteredTitle} hint={text.live.filteredHint}>
        <Button onClick={showAll}>{text.live.showAll}</Button>
      </Empty>
    );
  }
  if (cleared) {
    return (
      <Empty title={text.live.clearedTitle} hint={text.live.clearedHint}>
        <Button onClick={live.unclear}>{text.live.showCleared}</Button>
      </Empty>
    );
  }
  if (sources === 0) {
    return (
      <Empty title={text.live.emptyTitle} hint={text.live.emptyHint}>
        <CoreButton tone="primary" onClick={() => adding.setState(true, true)}>
          {text.common.useOwn}
        </CoreButton>
      </Empty>
    );
  }
  const hint = vehicles > 0 ? text.live.baselineHint(vehicles) : text.live.baselineBefore;
  return <Empty title={text.live.baselineTitle} hint={hint} />;
}
