import { useMemo } from 'react';
import { SECTION_NAMES } from '../../views/settings/settings-view.tsx';
import { useChosenDealer, useLot, useOffline, useStore, useStores } from '../../stores-context.tsx';
import { dealersOf } from '../../stores/lot.ts';
import type { ViewName } from '../../stores/navigation.ts';
import { VIEWS } from '../../stores/navigation.ts';
import { text } from '../../text.ts';
import { useCommandList } from '../commands/use-command-list.ts';
import type { Entry } from './entry.ts';
import { entryOf } from './entry.ts';

const words = text.palette;

/** Everything that can be found by its name: what can be done, views, dealers and screens. Vehicles are the core's to find. */
export function useEntries(): readonly Entry[] {
  const commands = useCommandList();
  const views = useViewEntries();
  const dealers = useDealerEntries();
  const screens = useScreenEntries();
  return [...commands.map((command) => entryOf('actions', command)), ...views, ...dealers, ...screens];
}

function useViewEntries(): readonly Entry[] {
  const { vehicles, navigation } = useStores();
  const saved = useStore(vehicles.views.store, (state) => state.views);
  const current = useStore(vehicles.views.store, (state) => (state.changed ? state.current?.id : null));
  const counts = useStore(vehicles.sums.store, (state) => state.counts);
  return useMemo(
    () =>
      (saved ?? []).map(({ id, name }) => {
        const inView = counts.get(id);
        const isChanged = id === current ? words.changedView : null;
        return entryOf('views', {
          id,
          name,
          hint: isChanged ?? (inView === undefined ? null : words.vehicles(inView)),
          run: () => {
            vehicles.views.choose(id);
            navigation.go('vehicles');
          },
        });
      }),
    [saved, counts, current, vehicles, navigation],
  );
}

function useDealerEntries(): readonly Entry[] {
  const { preferences, actions } = useStores();
  const sources = useLot((lot) => lot.sources);
  const chosen = useChosenDealer()?.id ?? null;
  const off = useOffline();
  return useMemo(() => {
    const dealers = dealersOf(sources ?? []);
    // One dealer is no choice; the picker is not shown either.
    if (dealers.length < 2) return [];
    const choose = (dealerId: string | null) => () => preferences.setLive({ dealerId });
    return [
      ...dealers.map(({ id, name, vehicles }) =>
        entryOf(
          'dealers',
          {
            id,
            name: words.dealerOnly(name),
            hint: id === chosen ? words.isChosen : words.vehicles(vehicles),
            run: choose(id),
          },
          {
            more: [
              entryOf('more', {
                id: `recompute-${id}`,
                name: words.recomputeDealer(name),
                off,
                run: () => void actions.recompute({ kind: 'dealer', dealer: id }),
              }),
            ],
          },
        ),
      ),
      entryOf('dealers', {
        id: '*',
        name: words.everyDealer,
        hint: chosen === null ? words.isChosen : null,
        run: choose(null),
      }),
    ];
  }, [sources, chosen, off, preferences, actions]);
}

const SCREENS = VIEWS.filter((view): view is Exclude<ViewName, 'vehicle'> => view !== 'vehicle');

function useScreenEntries(): readonly Entry[] {
  const { navigation } = useStores();
  return useMemo(
    () => [
      ...SCREENS.map((view) =>
        entryOf(
          'screens',
          { id: view, name: text.shell.screens[view], run: () => navigation.go(view) },
          { place: { view, item: null } },
        ),
      ),
      ...SECTION_NAMES.map(({ id, title }) =>
        entryOf(
          'screens',
          {
            id: `settings/${id}`,
            name: words.section(title),
            run: () => navigation.go('settings', id),
          },
          { place: { view: 'settings', item: id } },
        ),
      ),
    ],
    [navigation],
  );
}
