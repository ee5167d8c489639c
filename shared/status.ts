/** What a feed says of a vehicle's availability. */
export const VEHICLE_STATUSES = [
  'available',
  /** A sale is under way; the offer stands until it is closed. */
  'pending',
  /** Held for someone. */
  'reserved',
  'in-transit',
  'on-order',
  'sold',
  /** No offer any more, without a sale: expired, withdrawn, out of stock. */
  'unavailable',
] as const;
export type VehicleStatus = (typeof VEHICLE_STATUSES)[number];

/** Nobody can buy it: it is no comparable (decision 22). */
export const isOffMarket = (status: VehicleStatus | null): boolean =>
  status === 'sold' || status === 'unavailable';
