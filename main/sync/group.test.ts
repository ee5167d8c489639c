import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupMoves, type Groupable } from './group.ts';

const event = (part: Partial<Groupable> & { model?: string; dealer?: string } = {}): Groupable => {
  const { model = 'Sienna', dealer = 'north', ...rest } = part;
  return {
    type: 'msrp:change',
    vin: 'V',
    dealerId: dealer,
    old: 4_000_000,
    new: 4_075_000,
    deltaPct: 1.88,
    currency: 'USD',
    facts: {
      year: 2026,
      make: 'Toyota',
      model,
      trim: null,
      condition: 'new',
      dealerName: dealer.toUpperCase(),
    },
    ...rest,
  };
};
const times = (count: number, part: Parameters<typeof event>[0] = {}) =>
  Array.from({ length: count }, () => event(part));

describe('grouping', () => {
  it('takes equal moves of one field together, whatever their price', () => {
    const { groups, groupOf } = groupMoves(
      'run',
      [...times(4), event({ old: 100, new: 75_100, deltaPct: 750 }), event({ new: 1 })],
      5,
    );
    expect(groups).toEqual([
      expect.objectContaining({
        count: 5,
        delta: 75_000,
        pctMin: 1.88,
        pctMax: 750,
        label: 'Toyota Sienna',
        last: 4,
      }),
    ]);
    expect(groupOf[5]).toBeNull();
  });

  it('keeps fields and currencies apart and leaves four of a kind single', () => {
    expect(groupMoves('run', [...times(4), ...times(4, { type: 'price:change' })], 5).groups).toEqual([]);
    expect(groupMoves('run', [...times(4), ...times(4, { currency: 'CAD' })], 5).groups).toEqual([]);
  });

  it('leaves first sightings single', () => {
    expect(groupMoves('run', times(9, { old: null, deltaPct: null }), 5).groups).toEqual([]);
  });

  it('names what all share: model and dealer, else the make, else nothing', () => {
    const [one] = groupMoves('run', times(5), 5).groups;
    expect(one).toMatchObject({
      label: 'Toyota Sienna',
      dealerId: 'north',
      dealerName: 'NORTH',
      models: 1,
      dealers: 1,
    });
    const [two] = groupMoves('run', [...times(4), event({ model: 'RAV4', dealer: 'south' })], 5).groups;
    expect(two).toMatchObject({ label: 'Toyota', dealerId: null, dealerName: null, models: 2, dealers: 2 });
  });

  it('puts every event into at most one group, and every group holds at least so many of one move', () => {
    const moves = fc.array(
      fc.record({ old: fc.constantFrom(null, 100, 200), by: fc.constantFrom(-5, 0, 5, 7) }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(moves, fc.integer({ min: 2, max: 6 }), (list, atLeast) => {
        const events = list.map(({ old, by }) => event({ old, new: (old ?? 0) + by }));
        const { groups, groupOf } = groupMoves('run', events, atLeast);
        for (const group of groups) {
          const members = events.filter((_, position) => groupOf[position] === group.groupId);
          expect(members).toHaveLength(group.count);
          expect(group.count).toBeGreaterThanOrEqual(atLeast);
          expect(
            members.every((member) => member.old !== null && member.new - member.old === group.delta),
          ).toBe(true);
          expect(groupOf.lastIndexOf(group.groupId)).toBe(group.last);
        }
      }),
    );
  });
});
