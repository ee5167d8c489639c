import { daysSince } from './input.ts';

/** One dealer's row of the optional signals file: what Lotwatch cannot see in a feed. Null = not given. */
export type DealerSignals = {
  readonly dealerId: string;
  /** Unix ms: when these were measured. */
  readonly asOf: number;
  /** 0..100. */
  readonly seo: number | null;
  readonly aeo: number | null;
  readonly geo: number | null;
  readonly ugc: number | null;
  /** 0..5 stars. */
  readonly reviewRating: number | null;
  readonly reviewCount: number | null;
  /** 0..1. */
  readonly responseRate: number | null;
  readonly verifiedReviewShare: number | null;
  readonly address: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly placeId: string | null;
};

/** True for signals too old to count: they are unknown and are flagged. */
export function areStale(signals: DealerSignals, asOf: number, maxAgeDays: number): boolean {
  return daysSince(asOf, signals.asOf) > maxAgeDays;
}

/** The signals that count at `asOf`, or null. */
export function freshSignals(
  signals: DealerSignals | null,
  asOf: number,
  maxAgeDays: number,
): DealerSignals | null {
  return signals === null || areStale(signals, asOf, maxAgeDays) ? null : signals;
}
