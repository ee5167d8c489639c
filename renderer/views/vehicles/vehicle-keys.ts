import { asked, type Key } from '../../keys/press.ts';
import type { KeyAsk } from '../../keys/table.ts';

/** What a key asks of the inventory list, beyond going through it. */
export type VehicleKey =
  | Exclude<KeyAsk<'vehicles'>, 'extend' | 'enter' | 'save' | 'print' | 'view'>
  | { readonly view: number };

/** Pure. `letters` = single letters act: people who speak to their computer switch them off. */
export function vehicleKey(event: Key, letters: boolean): VehicleKey | null {
  const ask = asked('vehicles', event, letters);
  if (ask === 'view') return { view: Number(event.key) - 1 };
  // Going through the list is the grid's, saving and printing the whole screen's.
  return ask === 'extend' || ask === 'enter' || ask === 'save' || ask === 'print' ? null : ask;
}
