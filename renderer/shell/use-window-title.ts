import { useEffect } from 'react';
import { splitVin } from '../format/vehicle.ts';
import { waitingOf } from '../stores/waiting.ts';
import { useChosenDealer, useLot, useStore, useStores } from '../stores-context.tsx';
import { text } from '../text.ts';

/** The title of the window or the tab says where one is: among many of them it is all that is seen. */
export function useWindowTitle(): void {
  const { view, item } = useStore(useStores().navigation.store);
  const dealer = useChosenDealer()?.name ?? null;
  const waiting = useLot(waitingOf) ?? 0;
  const screen = text.shell.screens[view];
  const place = view === 'vehicle' && item !== null ? `${screen} ${splitVin(item).tail}` : screen;
  const title = text.shell.windowTitle(place, dealer, waiting);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
