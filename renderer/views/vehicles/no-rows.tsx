import { useEffect, useState } from 'react';
import type { LotView } from '../../../shared/lot-list/view.ts';
import { Button, CoreButton } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { withFilter } from '../../stores/vehicles/view-query.ts';
import { useLot, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { filterName, filterWords } from './filter-words.ts';

const words = text.vehicles;

/** Why the list is empty, and the way out of it. */
export function NoRows({ view }: { readonly view: LotView }) {
  const { vehicles, adding } = useStores();
  const sources = useLot((lot) => lot.sources.length);
  const behind = useStore(vehicles.rows.store, (state) => state.behind);
  if (sources === null) return <p className="empty">{words.loading}</p>;
  if (sources === 0)
    return (
      <Empty title={words.emptyTitle} hint={words.emptyHint}>
        <CoreButton tone="primary" onClick={() => adding.setState(true, true)}>
          {text.common.useOwn}
        </CoreButton>
      </Empty>
    );
  if (behind > 0) return <Empty title={words.comingTitle} hint={words.behind(behind)} />;
  if (view.search.trim() !== '')
    return (
      <Empty title={words.noneTitle} hint={words.noneFound(view.search.trim())}>
        <Button onClick={() => vehicles.views.change({ search: '' })}>{words.clearSearch}</Button>
      </Empty>
    );
  if (view.filters.length > 0) return <Dearest view={view} />;
  return <Empty title={words.noneTitle} hint={words.noneHint} />;
}

/** Names the filter without which the most vehicles would be here. */
function Dearest({ view }: { readonly view: LotView }) {
  const { vehicles } = useStores();
  const [dearest, setDearest] = useState<{ readonly at: number; readonly vehicles: number } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void Promise.all(view.filters.map((_, at) => vehicles.without(at))).then((counts) => {
      const most = Math.max(...counts.map((count) => count ?? 0));
      if (isWanted) setDearest(most > 0 ? { at: counts.indexOf(most), vehicles: most } : null);
    });
    return () => {
      isWanted = false;
    };
  }, [vehicles, view]);
  const filter = dearest === null ? undefined : view.filters[dearest.at];
  if (dearest === null || filter === undefined)
    return (
      <Empty title={words.noneTitle}>
        <Button onClick={() => vehicles.views.change({ filters: [] })}>{words.clearAll}</Button>
      </Empty>
    );
  const name = `${filterName(filter.column)} ${filterWords(filter)}`;
  return (
    <Empty title={words.noneTitle} hint={words.costs(name, dearest.vehicles)}>
      <Button
        onClick={() => vehicles.views.change({ filters: withFilter(view.filters, dearest.at, null) })}
      >
        {words.removeIt}
      </Button>
    </Empty>
  );
}
