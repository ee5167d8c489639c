/** Which listings a page of vehicles holds, as programs ask for it and the store reads it. */
export type VehicleQuery = {
  /** Id or name, in any case. */
  readonly dealer: string | null;
  readonly vin: string | null;
  readonly source: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly condition: string | null;
  /** Those that have left the lot, too. */
  readonly gone: boolean;
  readonly sample: boolean;
  /** Behind the listing with this number; 0 = from the first. */
  readonly after: number;
  readonly limit: number;
};
