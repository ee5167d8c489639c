import { DEFAULT_GUARD, type GuardCheck } from '../../shared/guard.ts';
import type { ListingRow } from '../../shared/listing.ts';
import { compare, firstSight, type CompareRules, type Known } from './compare.ts';
import { guardLimits, guardRow, NO_HOLDS, type Guarded, type Holds } from './guard.ts';
import { blankRow } from './row.fixture.ts';

export const PLAIN: CompareRules = { observation: 2, rebased: { msrp: false, price: false } };

/** For tests: a vehicle as a source goes on listing it; money in currency units. */
type Seen = { msrp?: number | null; price?: number | null; condition?: 'new' | 'used' };

export class Car {
  known: Known | null = null;
  holds: Holds = NO_HOLDS;
  observation = 0;
  off: GuardCheck[] = [];

  /** One more observation, or with `again` the same one; returns the moves and what is held after it. */
  see(seen: Seen, options: { again?: boolean; rules?: Partial<CompareRules>; currency?: string } = {}) {
    if (options.again !== true) this.observation += 1;
    const cents = (value: number | null | undefined) => (value == null ? null : Math.round(value * 100));
    const row: ListingRow = {
      ...blankRow('1HGCM82633A004352'),
      condition: seen.condition ?? 'new',
      currency: options.currency ?? 'USD',
      msrp: cents(seen.msrp),
      price: cents(seen.price),
    };
    const rules = { ...PLAIN, observation: this.observation, ...options.rules };
    const guarded = guardRow(row, this.known, this.holds, guardLimits(DEFAULT_GUARD, this.off), rules);
    const { moves, ...now } = this.#compare(guarded, row, rules);
    this.known = { ...now, mileage: null, photos: null, description: null };
    this.#keep(guarded);
    return {
      moves: moves.map((move) => [move.field, move.old, move.new]),
      held: [this.holds.msrp, this.holds.price].flatMap((hold) =>
        hold === null ? [] : [`${hold.state} ${hold.check}`],
      ),
      settled:
        guarded?.outcomes.flatMap(({ settled }) => (settled === null ? [] : [settled.outcome])) ?? [],
    };
  }

  #compare(guarded: Guarded<Known> | null, row: ListingRow, rules: CompareRules) {
    const [accepted, known] = [guarded?.row ?? row, guarded?.known ?? this.known];
    return known === null
      ? firstSight(accepted, rules.observation)
      : compare(known, accepted, { photos: null }, rules);
  }

  #keep(guarded: Guarded<Known> | null): void {
    const holds = { msrp: null, price: null } as { -readonly [F in keyof Holds]: Holds[F] };
    for (const { field, open } of guarded?.outcomes ?? []) {
      if (open === null) continue;
      const { state, check, value, isSeen } = open;
      const last = this.holds[field]?.lastObservation ?? this.observation;
      holds[field] = { state, check, value, lastObservation: isSeen ? this.observation : last };
    }
    this.holds = holds;
  }

  reject(field: 'msrp' | 'price'): void {
    const hold = this.holds[field];
    if (hold !== null) this.holds = { ...this.holds, [field]: { ...hold, state: 'rejected' } };
  }
}

export const carOf = (seen: Seen): Car => {
  const car = new Car();
  car.see(seen);
  return car;
};
