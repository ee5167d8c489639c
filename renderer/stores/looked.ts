import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Looked } from './headings.ts';
import type { Route } from './navigation.ts';
import type { PreferencesStore } from './preferences.ts';

/** So long a window must be in front before its list counts as looked at. */
export const LOOKED_AFTER_MS = 2_000;
/** A window that was out of sight for so long was left, as Live is by another screen; a glance elsewhere leaves nothing. */
export const AWAY_AFTER_MS = 60_000;
/** What is being looked at is noted at least so often: nobody is asked before a computer dies. */
const NOTE_EVERY_MS = 15_000;

/** The newest row that the list shows now (0 = none), and that there is; null = not known yet. */
export type Tops = { readonly shown: number; readonly newest: number | null };

/** Remembers up to where the list of changes was seen. `mark` is the place that the list shows. */
export type LookedStore = {
  readonly store: StoreApi<{ readonly mark: Looked | null }>;
  start(tops: () => Tops): void;
  stop(): void;
};

export function createLooked(
  page: Window,
  route: StoreApi<Route>,
  preferences: PreferencesStore,
): LookedStore {
  const store = createStore<{ readonly mark: Looked | null }>(() => ({ mark: null }));
  let tops = (): Tops => ({ shown: 0, newest: null });
  /** Up to where it was seen; becomes the mark when someone comes back. */
  let seen: Looked | null = null;
  let isKnown = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isLooking = false;
  let leftAt: number | null = null;
  /** Live is shown, or the page of a vehicle that was opened from it: the list waits behind it. */
  let isLive = route.getState().view === 'live';
  const ends: (() => void)[] = [];

  const note = (isEnd: boolean): void => {
    const { shown, newest } = tops();
    // A journal that begins again has not been seen.
    if (seen !== null && newest !== null && newest < seen.seq) seen = null;
    const seq = Math.max(shown, seen?.seq ?? 0);
    if (seq === 0 || (seen?.seq === seq && !isEnd)) return;
    seen = { seq, at: new Date().toISOString() };
    preferences.set({ looked: seen });
  };
  const look = (after: number): void => {
    timer = setTimeout(() => {
      isLooking = true;
      note(after === LOOKED_AFTER_MS);
      look(NOTE_EVERY_MS);
    }, after);
  };
  const move = (): void => {
    if (store.getState().mark !== seen) store.setState({ mark: seen });
  };

  const end = (): void => {
    if (isLooking) note(true);
    isLooking = false;
  };

  const update = (): void => {
    const inFront = page.document.visibilityState === 'visible' && page.document.hasFocus();
    const { view } = route.getState();
    if (view === 'live' && !isLive) move();
    isLive = view === 'live' || (view === 'vehicle' && isLive);
    const isDue = inFront && view === 'live';
    if (isDue && timer === null) {
      if (leftAt !== null && Date.now() - leftAt >= AWAY_AFTER_MS) move();
      leftAt = null;
      look(LOOKED_AFTER_MS);
    } else if (!isDue && timer !== null) {
      clearTimeout(timer);
      timer = null;
      leftAt = Date.now();
      end();
    }
  };

  /** What an earlier window of this console had seen, as soon as the core has sent it. */
  const recall = (): void => {
    const { value } = preferences.store.getState();
    if (isKnown || value === null) return;
    isKnown = true;
    seen ??= value.looked;
    store.setState({ mark: value.looked });
  };

  const listen = (target: EventTarget, name: string, listener: () => void): void => {
    target.addEventListener(name, listener);
    ends.push(() => target.removeEventListener(name, listener));
  };

  return {
    store,
    start: (of) => {
      tops = of;
      recall();
      listen(page, 'focus', update);
      listen(page, 'blur', update);
      listen(page.document, 'visibilitychange', update);
      // A window that closes may never have lost the focus.
      listen(page, 'pagehide', end);
      ends.push(route.subscribe(update), preferences.store.subscribe(recall));
      update();
    },
    stop: () => {
      for (const end of ends.splice(0)) end();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
