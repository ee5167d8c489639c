import type { ItemPlace } from './items.ts';

/** Where a reader stood in a list; rows stand still meanwhile, so pixels still mean the same. */
export type ListPlace = { readonly scrollTop: number; readonly active: ItemPlace | null };

/** Places in the lists of the live screen, so that the way back from a vehicle ends where it began. */
export type ListPlaces = Map<'changes' | 'scores' | 'vehicles', ListPlace>;
