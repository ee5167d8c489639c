import { useEffect } from 'react';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { arrange, plainLine, readTyped, type Group } from './arrange.ts';
import { entryOf, type Entry } from './entry.ts';
import { useEntries } from './use-entries.ts';
import { useHits, type Hits } from './use-hits.ts';

const words = text.palette;

/** What the palette lists for what was typed; for `scope` what else can be done with it. */
export function useGroups(
  typed: string,
  scope: Entry | null,
): { readonly groups: readonly Group[]; readonly hits: Hits; readonly isEmpty: boolean } {
  const { vehicles } = useStores();
  const { only, words: looked } = readTyped(typed);
  const hits = useHits(only === null ? looked : '');
  const entries = useEntries();
  const done = useDone(entries);
  const searches = useSearches(looked);
  // The list of vehicles may not have been shown yet.
  const { views } = vehicles;
  useEffect(() => {
    if (views.store.getState().views === null) void views.load();
  }, [views]);

  if (scope !== null) {
    const lines = scope.more.map(plainLine);
    return { groups: [{ name: 'more', lines, all: lines.length }], hits, isEmpty: false };
  }
  if (typed.trim() === '') {
    const lines = done.map(plainLine);
    const groups: Group[] = lines.length === 0 ? [] : [{ name: 'done', lines, all: lines.length }];
    return { groups, hits, isEmpty: false };
  }
  const groups = arrange({ typed, entries, hits: hits.entries, allHits: hits.all });
  const isEmpty = groups.length === 0 && !hits.pending;
  const search: Group = { name: 'search', lines: searches.map(plainLine), all: searches.length };
  return { groups: only === null && looked !== '' ? [...groups, search] : groups, hits, isEmpty };
}

/** What was done last, as it is now; what is gone since is left out, but for vehicles: their page says what became of them. */
function useDone(entries: readonly Entry[]): readonly Entry[] {
  const { preferences, navigation } = useStores();
  const done = useStore(preferences.store, ({ value }) => value?.doneLast ?? null);
  return (done ?? []).flatMap(({ key, name }): Entry[] => {
    const known = entries.find((entry) => entry.key === key);
    if (known !== undefined) return [known];
    const [group, vin] = key.split(/:(.*)/s);
    if (group !== 'vehicles' || vin === undefined) return [];
    return [
      entryOf(
        'vehicles',
        { id: vin, name, hint: vin, run: () => navigation.go('vehicle', vin) },
        { place: { view: 'vehicle', item: vin } },
      ),
    ];
  });
}

/** The words in the lists that can be searched further: all of their rows, not the first ones. */
function useSearches(looked: string): readonly Entry[] {
  const { vehicles, live, navigation } = useStores();
  return [
    entryOf('search', {
      id: 'vehicles',
      name: words.searchVehicles(looked),
      run: () => {
        vehicles.views.change({ search: looked });
        navigation.go('vehicles');
      },
    }),
    entryOf('search', {
      id: 'live',
      name: words.searchLive(looked),
      run: () => {
        live.search(looked);
        navigation.go('live');
      },
    }),
  ];
}
