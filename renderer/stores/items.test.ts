import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeEvent, ChangeGroup, ChangeRow } from '../../shared/contract.ts';
import type { Section } from './items.ts';
import { createItemList, findBySeq } from './items.ts';
import { event, group } from './scripted-api.ts';

const section = (row: ChangeGroup, events: readonly ChangeEvent[], grown = 0): Section => ({
  row,
  members: { size: events.length, error: null, at: (index) => events[index] },
  grown,
});
const members = (count: number) => Array.from({ length: count }, (_, i) => event(1000 + i));

describe('the item list', () => {
  const rows: readonly ChangeRow[] = [event(9), group(8, 3), event(5), group(4, 2), event(1)];
  const list = createItemList(rows, (row) => section(row, members(row.count)));

  it('lays open groups out below their row', () => {
    const kinds = Array.from({ length: list.count }, (_, i) => list.at(i)?.kind);
    const member = 'member';
    expect(kinds).toEqual([
      'event',
      'group',
      member,
      member,
      member,
      'event',
      'group',
      member,
      member,
      'event',
    ]);
    expect(list.at(10)).toBeUndefined();
    expect(list.at(-1)).toBeUndefined();
    expect(list.at(3)).toMatchObject({ index: 1, size: 3, group: { seq: 8 } });
  });

  it('finds a place again, wherever it has moved', () => {
    expect(list.indexOf({ seq: 5, member: null })).toBe(5);
    expect(list.indexOf({ seq: 4, member: 1 })).toBe(8);
    expect(list.indexOf({ seq: 7, member: null })).toBe(-1);
    const closed = createItemList(rows, () => null);
    expect(closed.indexOf({ seq: 4, member: 1 })).toBe(3);
  });

  it('says that a group is open, and below its members how many joined since', () => {
    expect(list.at(1)).toMatchObject({ kind: 'group', open: true });
    expect(createItemList(rows, () => null).at(1)).toMatchObject({ open: false });
    const grown = createItemList(rows, (row) => section(row, members(row.count), row.seq === 8 ? 5 : 0));
    expect(grown.count).toBe(list.count + 1);
    expect(grown.at(5)).toMatchObject({ kind: 'more', group: { seq: 8 }, index: 3, count: 5, total: 8 });
    expect(grown.indexOf({ seq: 8, member: 3 })).toBe(5);
    expect(grown.at(6)).toMatchObject({ row: { seq: 5 } });
  });

  it('agrees with laying everything out, for any groups', () => {
    const shape = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 });
    fc.assert(
      fc.property(shape, (sizes) => {
        const some = sizes.map((size, i) => (size === 0 ? event(1000 - i) : group(1000 - i, size)));
        const lazy = createItemList(some, (row) =>
          row.count % 2 ? section(row, members(row.count)) : null,
        );
        const flat = some.flatMap((row) => {
          const below = row.kind === 'group' && row.count % 2 ? row.count : 0;
          const places = Array.from({ length: below }, (_, member) => ({ seq: row.seq, member }));
          return [{ seq: row.seq, member: null }, ...places];
        });
        expect(lazy.count).toBe(flat.length);
        flat.forEach((place, i) => expect(lazy.indexOf(place)).toBe(i));
      }),
    );
  });

  it('finds rows by seq', () => {
    expect(rows.map(({ seq }) => findBySeq(rows, seq))).toEqual([0, 1, 2, 3, 4]);
    expect(findBySeq(rows, 6)).toBe(-1);
    expect(findBySeq([], 6)).toBe(-1);
  });
});
