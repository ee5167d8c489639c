import type { VehicleStatus } from './status.ts';

/**
 * One vehicle as one source lists it, in canonical form. `null` means the feed left it blank or has no such
 * column (which of the two, the source's mapped fields say).
 */
export const KNOWN_CONDITIONS = ['new', 'used', 'cpo'] as const;
export type KnownCondition = (typeof KNOWN_CONDITIONS)[number];
/** `unknown`: neither the feed nor a person nor the car itself tells. Prices of such a car are events, its MSRP is not. */
export const CONDITIONS = [...KNOWN_CONDITIONS, 'unknown'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** For whoever tells it on: what is unknown is left out. */
export const knownOrNull = (condition: Condition): KnownCondition | null =>
  condition === 'unknown' ? null : condition;

export const ROLES = ['own', 'competitor'] as const;
export type Role = (typeof ROLES)[number];

/** The two money fields whose moves are events. */
export type MoneyField = 'msrp' | 'price';

export type ListingRow = {
  /** Normalised: upper case, no spaces or dashes. Not always valid: see `vinFlags`. */
  readonly vin: string;
  readonly stockNumber: string | null;
  readonly condition: Condition;
  /** Why the car is there or where it is: demo, loaner, wholesale, in transit, on order … */
  readonly stockType: string | null;
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly bodyStyle: string | null;
  readonly exteriorColor: string | null;
  readonly interiorColor: string | null;
  readonly engine: string | null;
  readonly transmission: string | null;
  readonly drivetrain: string | null;
  readonly fuel: string | null;
  /** Whole miles; kilometres are converted. */
  readonly mileage: number | null;
  /** As the feed says; null = it says miles. */
  readonly kilometres: number | null;
  /** Integer cents; null for blank, zero and words such as "Call". */
  readonly msrp: number | null;
  /** Integer cents; see `msrp`. */
  readonly price: number | null;
  /** ISO 4217 code where the feed or the source's settings say one. */
  readonly currency: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly url: string | null;
  /** Photo addresses, in order. */
  readonly photos: readonly string[];
  readonly options: readonly string[];
  /** Unix ms, 00:00 UTC of the day where the feed gives a date alone. */
  readonly dateInStock: number | null;
  readonly dealerId: string;
  readonly dealerName: string | null;
  /** Street address, "lat,lon" or a place id: whatever places the dealer on a map. */
  readonly dealerLocation: string | null;
  /** As the feed writes it. */
  readonly availability: string | null;
  /** What that says; null for a blank or a word that is not known. */
  readonly status: VehicleStatus | null;
};

/** What a person needs to recognise a vehicle; travels beside events (rules 22). */
export type Facts = {
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly condition: KnownCondition | null;
  readonly dealerName: string | null;
};

/** Nothing is known of the vehicle, or an event is about none. */
export const NO_FACTS: Facts = {
  year: null,
  make: null,
  model: null,
  trim: null,
  condition: null,
  dealerName: null,
};
