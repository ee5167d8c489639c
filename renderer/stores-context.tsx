import { createContext, use, useMemo } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { LotState } from '../shared/lot.ts';
import type { Bands } from './format/score.ts';
import { DEFAULT_BANDS, DEFAULT_FULL_COVERAGE } from './format/score.ts';
import { age } from './format/time.ts';
import { text } from './text.ts';
import { dealersOf } from './stores/lot.ts';
import type { Stores } from './stores/stores.ts';

export const StoresContext = createContext<Stores | null>(null);

/** The stores of this window. */
export function useStores(): Stores {
  const stores = use(StoresContext);
  if (!stores) throw new Error('useStores outside StoresContext');
  return stores;
}

/** A part of the lot; null before its first snapshot. */
export function useLot<Part>(select: (lot: LotState) => Part): Part | null {
  return useStore(useStores().lot.store, ({ feed }) => (feed.state === null ? null : select(feed.state)));
}

/** Why nothing can be asked of the core now; null while it is there, or on its way for the first time. */
export function useOffline(): string | null {
  return useStore(useStores().connection, ({ status }) => (status === 'lost' ? text.connection.off : null));
}

/** How often the core came back: what a screen read once is read again then, for it may have failed meanwhile. */
export function useReturns(): number {
  return useStore(useStores().returns);
}

/** The dealer chosen in the header; null = all. `name` is its id where no source lists it. */
export function useChosenDealer(): { readonly id: string; readonly name: string } | null {
  const chosen = useStore(useStores().preferences.store, ({ value }) => value?.live.dealerId ?? null);
  const sources = useLot((lot) => lot.sources);
  return useMemo(() => {
    if (chosen === null) return null;
    const name = dealersOf(sources ?? []).find(({ id }) => id === chosen)?.name ?? chosen;
    return { id: chosen, name };
  }, [chosen, sources]);
}

/** "2 min ago", ticking: renders again only when the words change. Null for no time. */
export function useAge(iso: string | null): string | null {
  return useStore(useStores().clock, ({ now }) => (iso === null ? null : age(iso, now)));
}

/** Whether single letters act on the list that has the focus. */
export function useSingleKeys(): boolean {
  return useStore(useStores().preferences.store, ({ value }) => value?.singleKeys ?? true);
}

/** The last local midnight in unix ms; renders again at the next one. */
export function useToday(): number {
  return useStore(useStores().clock, ({ today }) => today);
}

/** By what scores are judged on screen; the same object until the model changes. */
export function useStandards(): { readonly bands: Bands; readonly fullCoverage: number } {
  const settings = useStore(useStores().scoreModel.store, ({ model }) => model?.settings ?? null);
  return useMemo(
    () => ({
      bands: settings?.bands ?? DEFAULT_BANDS,
      fullCoverage: settings?.coverage.full ?? DEFAULT_FULL_COVERAGE,
    }),
    [settings],
  );
}

export { useStore };
export type { StoreApi };
