import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import { startOfToday } from '../format/time.ts';

const TICK_MS = 1000;

/** The one clock of the screen, in unix ms: ages tick together, and midnight moves "today" everywhere at once. */
export type Clock = { readonly now: number; readonly today: number };

const read = (): Clock => {
  const now = Date.now();
  return { now, today: startOfToday(now) };
};

/** Starts ticking; `stop` ends it. */
export function startClock(): { readonly store: StoreApi<Clock>; stop(): void } {
  const store = createStore<Clock>(read);
  const timer = setInterval(() => store.setState(read(), true), TICK_MS);
  return { store, stop: () => clearInterval(timer) };
}
