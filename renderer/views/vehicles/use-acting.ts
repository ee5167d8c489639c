import { useState } from 'react';
import type { LotTarget } from '../../../shared/lot-list/calls.ts';
import { countOf, targetOf } from '../../stores/vehicles/picks.ts';
import { useStores } from '../../stores-context.tsx';

/** From so many vehicles on an action asks once, with the number. */
const ASK_ABOVE = 100;

export type Action = 'recompute' | 'watch' | 'unwatch' | 'note' | 'copy';
export type Asked = { readonly action: Action; readonly target: LotTarget; readonly count: number };

/** Acts on what is picked, else on the vehicle that has the focus; asks first where that is many, or needs words. */
export function useActing() {
  const { vehicles } = useStores();
  const [asked, setAsked] = useState<Asked | null>(null);

  const perform = ({ action, target }: Asked): void => {
    const { actions, views } = vehicles;
    if (action === 'recompute') void actions.recompute(target);
    else if (action === 'copy') void actions.copyVins(target, views.store.getState().working?.sort ?? []);
    else if (action !== 'note') void actions.watch(target, action === 'watch');
  };

  return {
    asked,
    close: (): void => setAsked(null),
    confirm: (one: Asked): void => {
      setAsked(null);
      perform(one);
    },
    /** `vin` = where nothing is picked. */
    act: (action: Action, vin: string | null): void => {
      const picks = vehicles.picks.store.getState();
      const picked = targetOf(picks);
      const target = picked ?? (vin === null ? null : { kind: 'vins' as const, vins: [vin] });
      if (target === null) return;
      const one: Asked = { action, target, count: picked === null ? 1 : countOf(picks) };
      // A copy changes nothing.
      if (action === 'note' || (one.count > ASK_ABOVE && action !== 'copy')) setAsked(one);
      else perform(one);
    },
  };
}
