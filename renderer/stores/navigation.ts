import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

export const VIEWS = [
  'live',
  'vehicles',
  'vehicle',
  'today',
  'alerts',
  'review',
  'jobs',
  'formulas',
  'diagnostics',
  'settings',
  'wall',
] as const;
export type ViewName = (typeof VIEWS)[number];

/** What the address names: `#/jobs/<run>` opens that run, `#/vehicle/<VIN>` that vehicle. */
export type Route = { readonly view: ViewName; readonly item: string | null };

export function parseRoute(hash: string): Route {
  const [name, item] = hash.replace(/^#\/?/, '').split('/');
  const view = VIEWS.find((known) => known === name) ?? 'live';
  return { view, item: item ? decodeURIComponent(item) : null };
}

export const routeHash = ({ view, item }: Route): string =>
  `#/${view}${item === null ? '' : `/${encodeURIComponent(item)}`}`;

export type Navigation = {
  readonly store: StoreApi<Route>;
  /** The screen that the navigation marks: of a vehicle's page the one it was opened from, to which it leads back. */
  readonly section: StoreApi<Exclude<ViewName, 'vehicle'>>;
  go(view: ViewName, item?: string): void;
  /** To where the person came from; to the live screen where this was the first place. */
  back(): void;
  hrefOf(view: ViewName, item?: string): string;
};

/** Follows the fragment, so that back, forward and a bookmark work; the fragment never leaves the machine. */
export function createNavigation(page: Window): Navigation {
  const store = createStore<Route>(() => parseRoute(page.location.hash));
  const sectionOf = (view: ViewName): Exclude<ViewName, 'vehicle'> | null =>
    view === 'vehicle' ? null : view;
  const section = createStore<Exclude<ViewName, 'vehicle'>>(
    () => sectionOf(store.getState().view) ?? 'live',
  );
  let moved = false;
  page.addEventListener('hashchange', () => {
    moved = true;
    const route = parseRoute(page.location.hash);
    section.setState(sectionOf(route.view) ?? section.getState(), true);
    store.setState(route, true);
  });
  const hrefOf = (view: ViewName, item?: string): string => routeHash({ view, item: item ?? null });
  const go = (view: ViewName, item?: string): void => {
    page.location.hash = hrefOf(view, item);
  };
  return {
    store,
    section,
    go,
    back: () => {
      if (moved) page.history.back();
      else go('live');
    },
    hrefOf,
  };
}
