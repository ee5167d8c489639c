import type { GuardCheck, GuardSettings } from '../../../shared/guard.ts';
import type { ListingRow, MoneyField } from '../../../shared/listing.ts';
import { holdWriter, type SeenAt } from '../../store/review/held-values.ts';
import type { Db } from '../../store/open.ts';
import { decisionWriter } from '../../store/review/review-decisions.ts';
import { isOtherMoney, type Known } from '../../sync/compare.ts';
import type { HoldOutcome } from '../../sync/guard.ts';
import { valueReason } from '../../sync/guard-words.ts';

/** A row and what the guard made of its money; null = nothing was and nothing is held. */
type Guarded = {
  readonly row: ListingRow;
  readonly known: Known | null;
  readonly guarded: { readonly outcomes: readonly HoldOutcome[] } | null;
};

type Entry = {
  readonly vin: string;
  readonly currency: string | null;
  readonly outcomes: readonly HoldOutcome[];
  readonly found: Readonly<Record<MoneyField, number | null>>;
  readonly known: Readonly<Record<MoneyField, number | null>>;
};

/** What a value of the row can be set against; null where that is in another currency. */
const knownOf = (field: MoneyField, known: Known | null, row: ListingRow): number | null =>
  known === null || isOtherMoney(field, known, row) ? null : known[field];

/** What the guard held back or released in a run: the last row of a vehicle decides, so all is written at its end. */
export class HeldList {
  readonly #entries = new Map<number, Entry>();

  note(listingId: number, { row, known, guarded }: Guarded): void {
    if (guarded === null) {
      this.#entries.delete(listingId);
      return;
    }
    this.#entries.set(listingId, {
      vin: row.vin,
      currency: row.currency,
      outcomes: guarded.outcomes,
      found: { msrp: row.msrp, price: row.price },
      known: { msrp: knownOf('msrp', known, row), price: knownOf('price', known, row) },
    });
  }

  /** Large but plausible moves of prices that were seen for the first time. */
  *newJumps(): Generator<{ listingId: number; known: number; found: number }> {
    for (const [listingId, { outcomes, known }] of this.#entries) {
      for (const { field, open } of outcomes) {
        if (field !== 'price' || known.price === null || open?.check !== 'price:jump') continue;
        if (open.state === 'pending' && open.isNew && open.isSeen)
          yield { listingId, known: known.price, found: open.value };
      }
    }
  }

  /** What waited for a second observation waits for a person. */
  quarantine(listingId: number, check: GuardCheck): void {
    const entry = this.#entries.get(listingId);
    if (entry === undefined) return;
    const outcomes = entry.outcomes.map((one): HoldOutcome =>
      one.field === 'price' && one.open !== null
        ? { ...one, open: { ...one.open, state: 'quarantined', check } }
        : one,
    );
    this.#entries.set(listingId, { ...entry, outcomes });
  }

  /** A first price that its peers speak against. */
  withhold(
    listingId: number,
    { vin, currency, price }: { vin: string; currency: string | null; price: number },
  ): void {
    const entry = this.#entries.get(listingId);
    const before = entry?.outcomes.find(({ field }) => field === 'price');
    const outcome: HoldOutcome = {
      field: 'price',
      settled: before?.settled ?? null,
      open: { state: 'quarantined', check: 'price:peers', value: price, isNew: true, isSeen: true },
    };
    const others = entry?.outcomes.filter(({ field }) => field !== 'price') ?? [];
    this.#entries.set(listingId, {
      vin,
      currency,
      outcomes: [...others, outcome],
      found: { msrp: entry?.found.msrp ?? null, price },
      known: { msrp: entry?.known.msrp ?? null, price: null },
    });
  }

  /** What the feed said where this run holds something back of the listing; null = what is stored is what it said. */
  found(listingId: number): Entry['found'] | null {
    return this.#entries.get(listingId)?.found ?? null;
  }

  /** Call inside the run's transaction, after its listings are written. */
  write(
    db: Db,
    run: SeenAt & { readonly source: string; readonly guard: GuardSettings; now: number },
  ): void {
    if (this.#entries.size === 0) return;
    const holds = holdWriter(db);
    const decisions = decisionWriter(db, run.now);
    for (const [listingId, { vin, currency, outcomes, found, known }] of this.#entries) {
      for (const { field, settled, open } of outcomes) {
        const old = known[field];
        const beside = found[field === 'msrp' ? 'price' : 'msrp'];
        if (settled !== null) {
          const { check, value } = settled.hold;
          const reason = valueReason(check, { old, new: value, beside, currency }, run.guard);
          decisions.value({
            outcome: settled.outcome,
            source: run.source,
            check,
            reason,
            vin,
            field,
            old,
            new: value,
            currency,
          });
        }
        const row = open === null ? null : { listingId, field, old, beside, currency, ...open };
        if (row === null) holds.remove(listingId, field);
        else if (row.isNew) holds.open(row, run);
        else if (row.isSeen) holds.recordRepeat(row, run);
      }
    }
  }
}
