/** Money and times: the database keeps whole cents and unix ms; what leaves the core says currency units and ISO 8601 UTC. */

/** Whole cents to currency units: 4599050 -> 45990.5. */
export function toUnits(cents: number): number;
export function toUnits(cents: number | null): number | null;
export function toUnits(cents: number | null): number | null {
  return cents === null ? null : cents / 100;
}

/** Currency units to whole cents: 45990.5 -> 4599050. */
export const toCents = (units: number): number => Math.round(units * 100);

/** Unix ms to ISO 8601 UTC. @throws RangeError beyond the years that a Date holds. */
export function toIso(ms: number): string;
export function toIso(ms: number | null): string | null;
export function toIso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** 24 hours, ms; a calendar day is an hour longer or shorter where the clocks change. */
export const DAY_MS = 86_400_000;
