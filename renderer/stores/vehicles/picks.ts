import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { LotTarget } from '../../../shared/lot-list/calls.ts';
import type { LotSelection } from '../../../shared/lot-list/query.ts';
import { SELECTED_MAX } from '../selection.ts';

/** Some vehicles by VIN, or all that a filter lets pass but those taken out: the filter is kept, not its vehicles. */
export type Picks =
  | { readonly kind: 'some'; readonly vins: ReadonlySet<string> }
  | {
      readonly kind: 'all';
      readonly selection: LotSelection;
      /** How many those were, and when. */
      readonly count: number;
      readonly asOf: string;
      readonly without: ReadonlySet<string>;
    };

export type PicksStore = {
  readonly store: StoreApi<Picks>;
  toggle(vin: string): void;
  /** Adds all of them, as a range does. */
  add(vins: readonly string[]): void;
  all(selection: LotSelection, count: number, asOf: string): void;
  clear(): void;
};

const NONE: Picks = { kind: 'some', vins: new Set() };

export const isPicked = (picks: Picks, vin: string): boolean =>
  picks.kind === 'some' ? picks.vins.has(vin) : !picks.without.has(vin);

export const countOf = (picks: Picks): number =>
  picks.kind === 'some' ? picks.vins.size : Math.max(0, picks.count - picks.without.size);

/** Whether all of `every` vehicles are picked, some, or none. */
export function pickedOf(picks: Picks, every: number): boolean | 'some' {
  const picked = countOf(picks);
  if (picked === 0) return false;
  const isAll = picks.kind === 'all' ? picks.without.size === 0 : picked >= every;
  return isAll ? true : 'some';
}

/** As the core takes them; null where nothing is picked. */
export function targetOf(picks: Picks): LotTarget | null {
  if (countOf(picks) === 0) return null;
  return picks.kind === 'some'
    ? { kind: 'vins', vins: [...picks.vins] }
    : { kind: 'selection', selection: picks.selection, without: [...picks.without] };
}

const flipped = (set: ReadonlySet<string>, one: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(one) && next.size < SELECTED_MAX) next.add(one);
  return next;
};

export function createPicks(): PicksStore {
  const store = createStore<Picks>(() => NONE);
  return {
    store,
    toggle: (vin) => {
      const picks = store.getState();
      store.setState(
        picks.kind === 'some'
          ? { kind: 'some', vins: flipped(picks.vins, vin) }
          : { ...picks, without: flipped(picks.without, vin) },
        true,
      );
    },
    add: (vins) => {
      const picks = store.getState();
      if (picks.kind === 'some') {
        const all = [...new Set([...picks.vins, ...vins])].slice(0, SELECTED_MAX);
        store.setState({ kind: 'some', vins: new Set(all) }, true);
        return;
      }
      const without = new Set(picks.without);
      for (const vin of vins) without.delete(vin);
      store.setState({ ...picks, without }, true);
    },
    all: (selection, count, asOf) =>
      store.setState({ kind: 'all', selection, count, asOf, without: new Set() }, true),
    clear: () => store.setState(NONE, true),
  };
}
