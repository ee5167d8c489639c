import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

export const VIEWS = ['live', 'jobs', 'diagnostics', 'settings'] as const;
export type ViewName = (typeof VIEWS)[number];

/** What the address names: `#/jobs/<run>` opens that run. */
export type Place = { readonly view: ViewName; readonly item: string | null };

export function parsePlace(hash: string): Place {
  const [name, item] = hash.replace(/^#\/?/, '').split('/');
  const view = VIEWS.find((known) => known === name) ?? 'live';
  return { view, item: item ? decodeURIComponent(item) : null };
}

export const placeHash = ({ view, item }: Place): string =>
  `#/${view}${item === null ? '' : `/${encodeURIComponent(item)}`}`;

export type Navigation = {
  readonly store: StoreApi<Place>;
  go(view: ViewName, item?: string): void;
};

/** Follows the fragment, so that back, forward and a bookmark work; the fragment never leaves the machine. */
export function createNavigation(page: Window): Navigation {
  const store = createStore<Place>(() => parsePlace(page.location.hash));
  page.addEventListener('hashchange', () => store.setState(parsePlace(page.location.hash), true));
  return {
    store,
    go: (view, item) => {
      page.location.hash = placeHash({ view, item: item ?? null });
    },
  };
}
