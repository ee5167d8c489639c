import { useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { NewRows, PausedBadge } from './new-rows.tsx';
import type { ScoreGridHandle } from './score-grid.tsx';
import { ScoreGrid } from './score-grid.tsx';
import { ScoreToolbar } from './score-toolbar.tsx';

/** Scores as they move, beside the changes that move them. */
export function ScoresPanel() {
  const { scores } = useStores();
  const grid = useRef<ScoreGridHandle>(null);
  const { ready, paused, newCount, newOver } = useStore(scores.store);
  const isEmpty = useStore(scores.store, ({ rows, end }) => rows.length === 0 && end.kind !== 'more');
  return (
    <section className="panel scores" aria-labelledby="scores-title">
      <div className="panel-head">
        <h2 id="scores-title">{text.scores.title}</h2>
        <PausedBadge paused={paused} newCount={newCount} newOver={newOver} />
        <span className="grow" />
        <ScoreToolbar />
      </div>
      <NewRows
        words={newCount > 0 ? text.scores.newScores(newCount, newOver) : null}
        paused={paused}
        onBack={() => {
          grid.current?.toTop();
          scores.backToNewest();
        }}
      />
      {!ready && <p className="empty">{text.scores.waiting}</p>}
      {ready && (isEmpty ? <NoScores /> : <ScoreGrid ref={grid} />)}
    </section>
  );
}

function NoScores() {
  const { scores, preferences, live } = useStores();
  const hides = useStore(scores.store, (state) => state.hides);
  if (!hides) return <Empty title={text.scores.emptyTitle} hint={text.scores.emptyHint} />;
  const showAll = (): void => {
    live.search('');
    preferences.set({ scores: { reasons: [], minMove: 0 } });
    preferences.setLive({ dealerId: null });
  };
  return (
    <Empty title={text.scores.filteredTitle} hint={text.scores.filteredHint}>
      <Button onClick={showAll}>{text.scores.showAll}</Button>
    </Empty>
  );
}
