import { useEffect, useMemo, useRef, useState } from 'react';
import { asked } from '../../keys/press.ts';
import { dealersOf } from '../../stores/lot.ts';
import { useChosenDealer, useLot, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { WallChanges } from './wall-changes.tsx';
import { WallFigures } from './wall-figures.tsx';
import { WallFoot } from './wall-foot.tsx';
import { WallMoves } from './wall-moves.tsx';
import { biggestMoves, oursAmong } from './wall-rows.ts';
import { WallScores } from './wall-scores.tsx';
import { WallTop } from './wall-top.tsx';

/** The controls stay so long after the pointer moved. */
const SHOWN_MS = 4_000;
const TYPING = 'input, [role="dialog"]';

/** The lot for a screen on the wall, readable at 4 m: one picture that scales as a whole. */
export function WallView() {
  const stores = useStores();
  const { navigation, preferences } = stores;
  const [wall] = useState(stores.openWall);
  useEffect(() => wall.start(), [wall]);
  const { rows: all, more, pausedAt } = useStore(wall.store);
  const sources = useLot((lot) => lot.sources);
  const competitors = useStore(preferences.store, ({ value }) => value?.wall.competitors ?? false);
  const name = useStore(preferences.store, ({ value }) => value?.wall.name ?? '');
  const dealer = useChosenDealer();
  const controls = usePointerMoved();
  const today = useToday();
  const rows = useMemo(
    () => (all === null || sources === null ? null : competitors ? all : oursAmong(all, sources)),
    [all, sources, competitors],
  );
  const biggest = useMemo(() => biggestMoves(rows ?? [], { today, more }), [rows, today, more]);

  const dealers = dealersOf(sources ?? []);
  const nextDealer = (): void => {
    const ids = [null, ...dealers.map(({ id }) => id)];
    const at = ids.indexOf(dealer?.id ?? null);
    preferences.setLive({ dealerId: ids[(at + 1) % ids.length] ?? null });
  };
  const nextScheme = (): void => {
    const isDark = document.documentElement.dataset['mantineColorScheme'] === 'dark';
    preferences.set({ colorScheme: isDark ? 'light' : 'dark' });
  };
  const actions = { nextDealer, nextScheme, leave: navigation.back, pause: wall.toggle };

  useWallKeys(actions);

  return (
    <main
      className={`wall ${controls ? 'has-controls' : ''}`}
      tabIndex={-1}
      aria-label={text.shell.screens.wall}
    >
      <div className="wall-picture">
        <WallTop
          dealers={dealers.length}
          onlyDealer={dealers.length === 1 ? (dealers[0]?.name ?? null) : null}
          name={name}
          isOurs={!competitors}
          pausedAt={pausedAt}
          {...actions}
        />
        <WallFigures rows={rows ?? []} biggest={biggest} />
        <WallChanges rows={rows} />
        <div className="wall-right">
          <WallMoves among={rows?.length ?? 0} biggest={biggest} />
          <WallScores />
        </div>
        <WallFoot competitors={competitors} />
      </div>
    </main>
  );
}

/** Keys of the wall: there is nothing to type on it. Letters are on unless they are switched off. */
function useWallKeys(actions: {
  readonly nextDealer: () => void;
  readonly nextScheme: () => void;
  readonly leave: () => void;
  readonly pause: () => void;
}): void {
  const { preferences } = useStores();
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPING) !== null) return;
      const ask = asked('wall', event, preferences.store.getState().value?.singleKeys ?? true);
      if (ask === null) return;
      const { nextDealer, nextScheme, leave, pause } = current.current;
      // Space on a control presses that.
      if (ask === 'pause' && event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      ({ leave, pause, dealer: nextDealer, scheme: nextScheme })[ask]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [preferences]);
}

/** True for a few seconds after the pointer moved: else nothing lies over the picture. */
function usePointerMoved(): boolean {
  const [moved, setMoved] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const onMove = (): void => {
      setMoved(true);
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => setMoved(false), SHOWN_MS);
    };
    document.addEventListener('pointermove', onMove);
    return () => {
      document.removeEventListener('pointermove', onMove);
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
  return moved;
}
