import type { MouseEvent } from 'react';
import type { LotSelection } from '../../../shared/lot-list/query.ts';
import { isPicked } from '../../stores/vehicles/picks.ts';
import { fingerprint } from '../../stores/vehicles/view-query.ts';
import { useStore, useStores } from '../../stores-context.tsx';

/** Picks rows: a click with Ctrl or on the box for one, Shift for all from the focused row on. */
export function usePicked(selection: LotSelection, activeIndex: number) {
  const { picks, rows } = useStores().vehicles;
  const picked = useStore(picks.store);
  // What all of another filter holds is known to the core alone.
  const isOther = picked.kind === 'all' && fingerprint(picked.selection) !== fingerprint(selection);
  const vinAt = (index: number): string | null => rows.rowAt(index)?.vin ?? null;
  const toggle = (index: number): void => {
    const vin = vinAt(index);
    if (vin !== null) picks.toggle(vin);
  };
  const range = (from: number, to: number): void => {
    const [low, high] = [Math.max(0, Math.min(from, to)), Math.max(from, to)];
    const vins = Array.from({ length: high - low + 1 }, (_, at) => vinAt(low + at));
    picks.add(vins.filter((vin) => vin !== null));
  };
  return {
    isPicked: (vin: string): boolean => !isOther && isPicked(picked, vin),
    toggle,
    range,
    /** Before the focus moves: the range begins where it was. */
    onMouseDown: (event: MouseEvent, index: number): void => {
      if (!event.shiftKey || activeIndex < 0) return;
      event.preventDefault();
      range(activeIndex, index);
    },
    onClick: (event: MouseEvent, index: number): void => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey) toggle(index);
    },
  };
}
