import type { RefObject } from 'react';
import { useLot, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import type { GridHandle } from './change-grid.tsx';
import { ChangeGrid } from './change-grid.tsx';
import { EmptyList } from './empty-list.tsx';
import { LiveFilters, WordsField } from './live-filters.tsx';
import { NewRows } from './new-rows.tsx';
import { Toolbar } from './toolbar.tsx';
import type { PreviewSlot } from './use-preview-slot.ts';

export function ChangesPanel(props: {
  readonly grid: RefObject<GridHandle | null>;
  readonly preview: PreviewSlot;
}) {
  const { grid, preview } = props;
  const { live } = useStores();
  const isEmpty = useStore(
    live.store,
    ({ ready, items, end }) => ready && items.count === 0 && end.kind !== 'more',
  );
  const ready = useStore(live.store, (state) => state.ready);
  const sample = useLot((lot) => lot.sources.some(({ kind }) => kind === 'sample')) ?? false;
  return (
    <section className="panel changes" aria-labelledby="changes-title">
      <div className="panel-head">
        <h2 id="changes-title">{text.live.title}</h2>
        {sample && <span className="badge is-warn">{text.live.sample}</span>}
        <WordsField />
        <SearchState />
        <span className="grow" />
        <Toolbar />
      </div>
      <LiveFilters />
      <NewChanges grid={grid} />
      {!ready && <p className="empty">{text.live.waiting}</p>}
      {isEmpty ? <EmptyList /> : ready && <ChangeGrid ref={grid} preview={preview} />}
    </section>
  );
}

function NewChanges({ grid }: { readonly grid: RefObject<GridHandle | null> }) {
  const { live } = useStores();
  const newCount = useStore(live.store, (state) => state.newCount);
  const newOver = useStore(live.store, (state) => state.newOver);
  const paused = useStore(live.store, (state) => state.paused);
  return (
    <NewRows
      words={newCount > 0 ? text.live.newChanges(newCount, newOver) : null}
      paused={paused}
      onBack={() => {
        grid.current?.toTop();
        live.backToNewest();
      }}
    />
  );
}

function SearchState() {
  const { live } = useStores();
  const stale = useStore(live.store, (state) => state.stale || state.search !== state.searched);
  if (!stale) return null;
  return (
    <span className="badge" role="status">
      {text.live.searching}
    </span>
  );
}
