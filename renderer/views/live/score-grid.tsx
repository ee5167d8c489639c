import type { KeyboardEvent, Ref } from 'react';
import { useImperativeHandle } from 'react';
import { findBySeq } from '../../stores/items.ts';
import { useSingleKeys, useStandards, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { SCORE_NAMES } from '../../format/score.ts';
import { SCORE_LABELS, SCORE_TITLES } from '../../text/scores.ts';
import { scoreLookOf } from '../event-kinds.tsx';
import { gridMove } from './grid-keys.ts';
import { LineGrid } from './line-grid.tsx';
import { ListEnd } from './list-end.tsx';
import { PickMark } from './pick-mark.tsx';
import { useCopyVin } from '../../components/use-copy-vin.ts';
import { useLines } from './use-lines.ts';
import { usePicking } from './use-picking.ts';

/** Pixels; the same as `--score-height`. */
const ROW_HEIGHT = 48;
/** The first data row is row 2: the head is row 1. */
const FIRST_ROW = 2;

export type ScoreGridHandle = { toTop(): void };

export function ScoreGrid({ ref }: { readonly ref: Ref<ScoreGridHandle> }) {
  const { scoreFeed, scores, navigation } = useStores();
  const filter = useStore(scoreFeed.store, (view) => view.filter);
  const rows = useStore(scores.store, (state) => state.rows);
  const freshAbove = useStore(scores.store, (state) => state.freshAbove);
  const end = useStore(scores.store, (state) => state.end);
  const standards = useStandards();
  const today = useToday();
  const copyVin = useCopyVin();
  const letters = useSingleKeys();
  const { scroller, ...grid } = useLines({
    name: 'scores',
    filter,
    count: rows.length,
    height: ROW_HEIGHT,
    control: scores,
    placeAt: (index) => {
      const row = rows[index];
      return row ? { seq: row.seq, member: null } : null;
    },
    indexOf: ({ seq }) => findBySeq(rows, seq),
  });
  const { activeIndex } = grid;
  const vinAt = (index: number): string | null => {
    // A summary is about no vehicle.
    return rows[index]?.vin || null;
  };
  const picking = usePicking(vinAt, activeIndex);
  useImperativeHandle(ref, () => ({ toTop: grid.toTop }));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const move = gridMove(event, activeIndex, rows.length, grid.page(), letters);
    if (!move || activeIndex < 0) return;
    const vin = vinAt(activeIndex);
    if (move.kind === 'to') grid.goTo(move.index);
    else if (move.kind === 'newest') {
      if (!picking.clear()) {
        grid.toTop();
        scores.backToNewest();
      }
    } else if (vin === null) return;
    else if (move.kind === 'copy') {
      if (getSelection()?.isCollapsed === false) return;
      copyVin(vin);
    } else if (move.kind === 'enter') {
      grid.leave();
      navigation.go('vehicle', vin);
    } else if (move.kind === 'pick' || move.kind === 'preview') picking.toggle(activeIndex);
    else return;
    event.preventDefault();
  };

  return (
    <LineGrid
      role="grid"
      label={text.scores.list}
      className="score-grid"
      rows={rows.length}
      complete={end.kind === 'complete'}
      columns={5}
      head={<ScoreHead />}
      scroller={scroller}
      height={grid.height}
      onKeyDown={onKeyDown}
      onScroll={grid.onScroll}
    >
      {grid.lines.map(({ index, start }) => {
        const row = rows[index];
        if (!row) return null;
        const picked = picking.picked.has(row.vin);
        const { Cells } = scoreLookOf(row.type);
        return (
          <div
            key={index}
            role="row"
            className={`row is-score ${row.seq > freshAbove ? 'is-new' : ''}`}
            style={{ transform: `translateY(${start}px)` }}
            tabIndex={grid.isActive(index) ? 0 : -1}
            data-index={index}
            aria-rowindex={index + FIRST_ROW}
            aria-selected={picked}
            onFocus={() => grid.activate(index)}
            onMouseDown={(event) => picking.onMouseDown(event, index)}
            onClick={(event) => picking.onClick(event, index)}
          >
            {row.vin !== '' && <PickMark picked={picked} onClick={() => picking.toggle(index)} />}
            <Cells row={row} today={today} standards={standards} onOpen={grid.leave} />
          </div>
        );
      })}
      <ListEnd
        start={rows.length * ROW_HEIGHT}
        inView={grid.nearEnd}
        end={end}
        words={text.scores}
        onLoad={scores.loadOlder}
      />
    </LineGrid>
  );
}

const { columns } = text.scores;

function ScoreHead() {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="row is-score">
        <span role="columnheader" className="cell time">
          {columns.time}
        </span>
        <span role="columnheader" className="cell">
          {columns.vehicle}
        </span>
        {SCORE_NAMES.map((name) => (
          <span key={name} role="columnheader" className="cell num" title={SCORE_TITLES[name]}>
            {SCORE_LABELS[name]}
          </span>
        ))}
      </div>
    </div>
  );
}
