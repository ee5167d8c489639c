import type { ChangeMeasure } from '../../shared/alerts/rule.ts';
import type { KnownCondition, Role } from '../../shared/listing.ts';

/** What the evaluator works with: plain values, no store and no clock of its own. Times in unix ms, money in units. */

/** The vehicle, or the source, that something is about. */
export type Subject = {
  /** Names it within a rule. */
  readonly key: string;
  readonly vin: string | null;
  readonly dealerId: string | null;
  readonly dealerName: string | null;
  readonly source: string | null;
  /** In words. */
  readonly vehicle: string;
  readonly make: string | null;
  readonly model: string | null;
  readonly condition: KnownCondition | null;
  readonly role: Role;
  /** Of the listing; null where the store has none, as of other consoles' vehicles. */
  readonly listing: number | null;
};

/** Something happened: a change, from the journal or the list. */
export type Move = {
  readonly subject: Subject;
  readonly measure: ChangeMeasure;
  readonly old: number | null;
  readonly now: number | null;
  /** Percent with 2 decimals; null where there is nothing to divide by. */
  readonly pct: number | null;
  readonly currency: string | null;
  readonly runId: string;
  readonly at: number;
};

/** How something stands, looked at once more. */
export type Reading = {
  readonly subject: Subject;
  /** Of a level 1 = it is so, 0 = it is not; null = not known now. */
  readonly value: number | null;
  /** The last known value before this look, whether the rule looked or not; null = none was. */
  readonly before: number | null;
  /** Grows with each observation of its source. */
  readonly observation: number;
  readonly currency: string | null;
};

export const PHASES = ['counting', 'firing', 'passed', 'back'] as const;

/**
 * What a rule remembers of a subject. `counting`: it is so, but not often enough yet, or its cool-down is not over.
 * `firing`: an alert is open. `passed`: it is so and nobody is notified, until it was back. `back`: it was back, and is
 * remembered for its cool-down.
 */
export type Cell = {
  readonly phase: (typeof PHASES)[number];
  readonly streak: number;
  readonly observation: number;
  readonly firedAt: number | null;
  readonly alertId: string | null;
  readonly value: number | null;
  /** Of a change: what it was before. */
  readonly old: number | null;
};

/** Why a subject that is concerned did not fire. */
export type Gate = 'below-threshold' | 'first-run' | 'counting' | 'cool-down';

export type Fired = {
  readonly subject: Subject;
  readonly old: number | null;
  readonly now: number | null;
  readonly delta: number | null;
  readonly pct: number | null;
  readonly currency: string | null;
  readonly runId: string | null;
};

export type Step = {
  /** Null = there is nothing to remember. */
  readonly cell: Cell | null;
  readonly fired: Fired | null;
  /** The alert of which it is no longer so. */
  readonly ended: string | null;
  readonly gate: Gate | null;
};
