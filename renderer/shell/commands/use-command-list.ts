import { useMemo } from 'react';
import { commandOf, type Command } from '../../stores/commands.ts';
import { dealersOf, isActive } from '../../stores/lot.ts';
import { useCopyVin } from '../../components/use-copy-vin.ts';
import { useLot, useOffline, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { useRecomputeCommand } from './use-recompute-command.ts';
import { useSyncCommand } from './use-sync-command.ts';

const words = text.palette;
const SCHEMES = ['auto', 'light', 'dark'] as const;

/** All that can be done now: of every screen, of the lot, and of the screen that is shown. Same roles, same reasons for off as at the buttons. */
export function useCommandList(): readonly Command[] {
  const { screenCommands } = useStores();
  const sync = useSyncCommand();
  const recompute = useRecomputeCommand();
  const ofLot = useLotCommands();
  const ofVehicle = useVehicleCommands();
  const ofConsole = useConsoleCommands();
  const ofScreen = useStore(screenCommands.store);
  return [...ofScreen, ...ofVehicle, recompute, sync, ...ofLot, ...ofConsole];
}

function useLotCommands(): readonly Command[] {
  const { actions, adding } = useStores();
  const sources = useLot((lot) => lot.sources);
  const runs = useLot((lot) => lot.runs);
  const off = useOffline();
  return useMemo(() => {
    const of = (id: string, name: string, hint: string | null, run: () => void): Command =>
      commandOf({ id, name, hint, off, run });
    const dealers = dealersOf(sources ?? []);
    return [
      of('use-own', text.common.useOwn, null, () => adding.setState(true, true)),
      ...(sources ?? []).map(({ slug, vehicles }) =>
        of(
          `sync/${slug}`,
          text.settings.syncSource(slug),
          words.vehicles(vehicles),
          () => void actions.sync(slug),
        ),
      ),
      ...(dealers.length < 2 ? [] : dealers).map(({ id, name, vehicles }) =>
        of(`recompute/${id}`, words.recomputeDealer(name), words.vehicles(vehicles), () => {
          void actions.recompute({ kind: 'dealer', dealer: id });
        }),
      ),
      ...(runs ?? []).filter(isActive).map((run) =>
        of(`cancel/${run.runId}`, text.shell.cancelJob(text.shell.jobs[run.task](run.source)), null, () => {
          void actions.cancel(run);
        }),
      ),
    ];
  }, [sources, runs, off, actions, adding]);
}

/** Of the vehicle whose page is shown. */
function useVehicleCommands(): readonly Command[] {
  const { actions, navigation } = useStores();
  const vin = useStore(navigation.store, ({ view, item }) => (view === 'vehicle' ? item : null));
  const off = useOffline();
  const copyVin = useCopyVin();
  return useMemo(() => {
    if (vin === null) return [];
    const { recomputeThis, copyThis } = words;
    return [
      commandOf({
        id: 'recompute-this',
        name: recomputeThis,
        hint: vin,
        off,
        run: () => void actions.recompute({ kind: 'vins', vins: [vin] }),
      }),
      commandOf({ id: 'copy-this', name: copyThis, hint: vin, run: () => copyVin(vin) }),
    ];
  }, [vin, off, actions, copyVin]);
}

function useConsoleCommands(): readonly Command[] {
  const { preferences, live, navigation, beside } = useStores();
  const letters = useStore(preferences.store, ({ value }) => value?.singleKeys ?? true);
  const scheme = useStore(preferences.store, ({ value }) => value?.colorScheme ?? null);
  const paused = useStore(live.store, (state) => state.paused);
  const onLive = useStore(navigation.store, ({ view }) => view === 'live');
  return useMemo(() => {
    const of = (id: string, name: string, run: () => void, hint: string | null = null): Command =>
      commandOf({ id, name, hint, run });
    return [
      of('beside', words.besideThis[beside.kind], () => beside.open(navigation.store.getState())),
      of('beside-wall', words.besideWall[beside.kind], () => beside.open({ view: 'wall', item: null })),
      ...(onLive
        ? [paused ? of('resume', words.resume, live.backToNewest) : of('pause', words.pause, live.pause)]
        : []),
      ...SCHEMES.map((one) =>
        of(
          `scheme/${one}`,
          words.scheme(text.settings.schemes[one]),
          () => preferences.set({ colorScheme: one }),
          one === scheme ? words.isChosen : null,
        ),
      ),
      of('letters', letters ? words.keysOff : words.keysOn, () =>
        preferences.set({ singleKeys: !letters }),
      ),
    ];
  }, [letters, scheme, paused, onLive, preferences, live, navigation, beside]);
}
