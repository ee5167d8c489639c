import type { MouseEvent } from 'react';
import { useStore, useStores } from '../../stores-context.tsx';

/**
 * Picks vehicles of a list: Ctrl or the mark at the row's start for one, Shift for all from the focused row on.
 * `vinAt` is null for lines that are no single vehicle.
 */
export function usePicking(vinAt: (index: number) => string | null, activeIndex: number) {
  const { selection } = useStores();
  const picked = useStore(selection.store);
  const toggle = (index: number): void => {
    const vin = vinAt(index);
    if (vin !== null) selection.toggle(vin);
  };
  return {
    picked,
    toggle,
    /** Lets all of them go; false where none was picked. */
    clear: (): boolean => {
      selection.clear();
      return picked.size > 0;
    },
    /** Before the focus moves: the range begins where it was. */
    onMouseDown: (event: MouseEvent, index: number): void => {
      if (!event.shiftKey || activeIndex < 0) return;
      event.preventDefault();
      const [from, to] = [Math.min(activeIndex, index), Math.max(activeIndex, index)];
      const vins = Array.from({ length: to - from + 1 }, (_, i) => vinAt(from + i));
      selection.add(vins.filter((vin) => vin !== null));
    },
    onClick: (event: MouseEvent, index: number): void => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey) toggle(index);
    },
  };
}
