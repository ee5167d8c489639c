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
    const closed = createItemList(rows, null);
    expect(closed.indexOf({ seq: 4, member: 1 })).toBe(3);
  });

  it('says that a group is open, and below its members how many joined since', () => {
    expect(list.at(1)).toMatchObject({ kind: 'group', open: true });
    expect(createItemList(rows, null).at(1)).toMatchObject({ open: false });
    const grown = createItemList(rows, (row) => section(row, members(row.count), row.seq === 8 ? 5 : 0));
    expect(grown.count).toBe(list.count + 1);
    expect(grown.at(5)).toMatchObject({ kind: 'more', group: { seq: 8 }, index: 3, count: 5, total: 8 });
    expect(grown.indexOf({ seq: 8, member: 3 })).toBe(5);
    expect(grown.at(6)).toMatchObject({ row: { seq: 5 } });
  });

  it('agrees with laying everything out, for any groups', () => {
    const shape = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 });
    const heading = { kind: 'since' as const, at: '', changes: 1, rows: 1, over: false };
    fc.assert(
      fc.property(shape, fc.array(fc.nat(29)), (sizes, above) => {
        const some = sizes.map((size, i) => (size === 0 ? event(1000 - i) : group(1000 - i, size)));
        const placed = above
          .filter((at) => at < some.length)
          .toSorted((a, b) => a - b)
          .map((at) => ({ at, heading }));
        const lazy = createItemList(
          some,
          (row) => (row.count % 2 ? section(row, members(row.count)) : null),
          placed,
        );
        const flat = some.flatMap((row, at) => {
          const below = row.kind === 'group' && row.count % 2 ? row.count : 0;
          const places = Array.from({ length: below }, (_, member) => ({ seq: row.seq, member }));
          const headings = placed.filter((one) => one.at === at).map(() => null);
          return [...headings, { seq: row.seq, member: null }, ...places];
        });
        expect(lazy.count).toBe(flat.length);
        expect(lazy.headings).toBe(placed.length);
        flat.forEach((place, i) => {
          expect(lazy.rowsAbove(i)).toBe(flat.slice(0, i).filter((one) => one !== null).length);
          const item = lazy.at(i);
          if (place === null) expect(item).toMatchObject({ kind: 'heading' });
          else {
            expect(lazy.indexOf(place)).toBe(i);
            expect(item).toMatchObject(
              place.member === null ? { row: { seq: place.seq } } : { index: place.member },
            );
          }
        });
        expect(lazy.at(flat.length)).toBeUndefined();
      }),
    );
  });

  it('finds rows by seq', () => {
    expect(rows.map(({ seq }) => findBySeq(rows, seq))).toEqual([0, 1, 2, 3, 4]);
    expect(findBySeq(rows, 6)).toBe(-1);
    expect(findBySeq([], 6)).toBe(-1);
  });
});
