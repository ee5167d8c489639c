import type { VehicleHit } from '../../../shared/vehicle.ts';
import { commandOf, type Command } from '../../stores/commands.ts';
import type { Route } from '../../stores/navigation.ts';

export type GroupName =
  | 'done'
  | 'actions'
  | 'vehicles'
  | 'views'
  | 'dealers'
  | 'screens'
  | 'search'
  | 'more';

/** A line of the palette: what it is called, and what happens when it is run. */
export type Entry = Omit<Command, 'id'> & {
  /** Lasting, its group in front: "views:sold-this-week". */
  readonly key: string;
  readonly group: GroupName;
  /** Where it leads, so that it can be opened beside; null = it does something. */
  readonly place: Route | null;
  /** Of a vehicle: what stands at the end of its line. */
  readonly hit: VehicleHit | null;
  /** What else can be done with it. */
  readonly more: readonly Entry[];
};

export const entryOf = (
  group: GroupName,
  given: Parameters<typeof commandOf>[0],
  some: Partial<Pick<Entry, 'place' | 'hit' | 'more'>> = {},
): Entry => {
  const { id, ...command } = commandOf(given);
  return { key: `${group}:${id}`, group, place: null, hit: null, more: [], ...command, ...some };
};
