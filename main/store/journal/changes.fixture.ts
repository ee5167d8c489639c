import fc from 'fast-check';
import { searchWords, type ChangeFilter } from '../../../shared/list-filter.ts';
import type { TestStore } from '../fixture.ts';
import type { Db } from '../open.ts';
import { CONTEXT, idOf } from './event.fixture.ts';
import { growGroups } from './groups.ts';
import { appendEvents, type NewMoneyEvent } from './journal.ts';

/** For tests of the list of changes: any changes, any filter, and what passes it by a plain look at every one. */

const DEALERS = ['north', 'south', 'east'] as const;
const MAKES = ['Toyota', 'TOYOTA', 'Kia'] as const;
const MODELS = ['RAV4', 'Sienna', 'Citroën Ë-C4', 'Say "Hi"'] as const;
let made = 0;

export type Change = {
  readonly dealer: number;
  readonly make: number;
  readonly model: number;
  readonly msrp: boolean;
  /** Cents; null = a first value, `arrival`: of a new vehicle. */
  readonly delta: number | null;
  readonly arrival: boolean;
  /** A group's number; null = by itself. */
  readonly group: number | null;
};

function toEvent({ dealer, make, model, msrp, delta, arrival, group }: Change): NewMoneyEvent {
  made += 1;
  const old = 4_000_000;
  // Members of a group moved alike, and one group has one field.
  const moved = group === null ? delta : -50_000;
  return {
    id: idOf(made),
    type: (group === null ? msrp : group % 2 === 0) ? 'msrp:change' : 'price:change',
    vin: `VIN${String(made).padStart(5, '0')}`,
    dealerId: DEALERS[dealer] ?? '',
    old: moved === null ? null : old,
    new: old + (moved ?? 0),
    deltaPct: moved === null ? null : Math.round((moved / old) * 10_000) / 100,
    currency: null,
    facts: {
      year: 2020 + model,
      make: MAKES[make] ?? '',
      model: MODELS[model] ?? '',
      trim: null,
      condition: 'new',
      dealerName: `Dealer ${DEALERS[dealer]?.toUpperCase()}`,
    },
    groupId: group === null ? null : `g${group}`,
    arrival: moved === null && arrival,
  };
}

/** Journals them in order, listed in the inventory by hand, of no listing; the groups are as far as they have arrived, as another console's are. */
export function append({ writer }: TestStore, changes: readonly Change[]): void {
  const events = changes.map(toEvent);
  const seqs = appendEvents(writer, CONTEXT, events);
  const grown = new Map(
    events.flatMap(({ groupId }, at) => (groupId === null ? [] : [[groupId, seqs[at] ?? 0]])),
  );
  growGroups(writer, grown);
  list(
    writer,
    events.map(({ vin }) => vin),
  );
}

export const change = fc.record({
  dealer: fc.nat(2),
  make: fc.nat(2),
  model: fc.nat(3),
  msrp: fc.boolean(),
  delta: fc.option(fc.integer({ min: -200_000, max: 200_000 })),
  arrival: fc.boolean(),
  group: fc.option(fc.nat(2)),
});
export const filter: fc.Arbitrary<ChangeFilter> = fc.record({
  fields: fc.subarray(['msrp' as const, 'price' as const, 'status' as const]),
  atLeast: fc.option(
    fc.record({ percent: fc.constantFrom(0, 1, 1.25, 3), amount: fc.constantFrom(0, 500, 1_000) }),
  ),
  make: fc.option(fc.constantFrom('toyota', 'Kia', 'Honda')),
  model: fc.option(fc.constantFrom('RAV4', 'sienna')),
  hideNew: fc.boolean(),
  dealerId: fc.option(fc.constantFrom(...DEALERS, 'nobody')),
  search: fc.constantFrom(
    '',
    'rav4',
    'CITROËN',
    'ë',
    'toyota 2021',
    'vin0000',
    '"hi"',
    'north',
    'new',
    'model',
    'stk-1',
    'stk-É',
    'toyota stk',
  ),
});

/** Every third vehicle has a stock number. */
const stockOf = (vin: string): string | null =>
  Number(vin.slice(3)) % 3 === 0
    ? `STK-${Number(vin.slice(3)) % 2 === 0 ? '1' : 'é'}${vin.slice(-2)}`
    : null;

/** The inventory list knows them, as far as they have one. */
function list(db: Db, vins: readonly string[]): void {
  db.exec('PRAGMA foreign_keys = OFF');
  const insert = db.prepare(
    `INSERT INTO lot_rows (listing_id, vin, own, here, source_id, stock, dealer_id, photos, flags, status, first_seen, words)
     VALUES (?, ?, 1, 1, 1, ?, 'north', 0, 0, 'listed', 0, '')`,
  );
  for (const vin of vins) insert.run(Number(vin.slice(3)), vin, stockOf(vin));
}

type Plain = { seq: number; groupId: string | null; passes: boolean };

/** What passes, found by checking one change after the other. */
export function plainly({ writer }: TestStore, wanted: ChangeFilter): Plain[] {
  return writer
    .prepare('SELECT * FROM journal ORDER BY seq')
    .all()
    .map((row) => {
      const facts = JSON.parse(String(row['facts'])) as Record<string, unknown>;
      const text = [
        row['vin'],
        facts['year'],
        facts['make'],
        facts['model'],
        facts['trim'],
        facts['dealerName'],
      ]
        .map((part) => part ?? '')
        .join(' ')
        .toLowerCase();
      const field = row['type'] === 'msrp:change' ? 'msrp' : 'price';
      const delta = row['delta'] === null ? null : Math.abs(Number(row['delta'])) / 100;
      const { atLeast, make, model } = wanted;
      const stock = stockOf(String(row['vin']))?.toLowerCase() ?? '';
      const isSame = (one: unknown, other: string | null): boolean =>
        other === null || String(one).toLowerCase() === other.toLowerCase();
      const reaches =
        atLeast === null ||
        (delta !== null &&
          (delta >= atLeast.amount || Math.abs(Number(row['delta_pct'])) >= atLeast.percent));
      return {
        seq: Number(row['seq']),
        groupId: row['group_id'] === null ? null : String(row['group_id']),
        passes:
          wanted.fields.includes(field) &&
          (wanted.dealerId === null || row['dealer_id'] === wanted.dealerId) &&
          reaches &&
          isSame(facts['make'], make) &&
          isSame(facts['model'], model) &&
          !(wanted.hideNew && row['arrival'] === 1) &&
          searchWords(wanted.search).every((word) => text.includes(word) || stock.includes(word)),
      };
    });
}

export function empty({ writer }: TestStore): void {
  writer.exec('DELETE FROM journal; DELETE FROM change_groups; DELETE FROM lot_rows');
}
