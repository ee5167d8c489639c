import { describe, expect, it } from 'vitest';
import { LOT_COLUMN_KEYS } from './columns.ts';
import { columnFilterSchema, opsOf } from './filter.ts';
import { typedColumns, typedFilter, typedSort } from './typed.ts';

const range = { op: 'range', min: null, max: null, over: null, under: null };

describe('a typed condition', () => {
  it.each([
    ['days>=60', { column: 'days', ...range, min: 60 }],
    ['price < $30,000', { column: 'price', ...range, under: 30_000 }],
    ['discount>-2.5%', { column: 'discount', ...range, over: -2.5 }],
    ['ptm<=100', { column: 'ptm', ...range, max: 100 }],
    ['cis=72', { column: 'cis', ...range, min: 72, max: 72 }],
    ['make=Toyota, Honda', { column: 'make', op: 'is', values: ['Toyota', 'Honda'] }],
    ['make!=Ford', { column: 'make', op: 'is-not', values: ['Ford'] }],
    ['year=2025', { column: 'year', op: 'is', values: ['2025'] }],
    ['model~sien', { column: 'model', op: 'contains', text: 'sien' }],
    ['trim=XLE,', { column: 'trim', op: 'is', values: ['XLE', null] }],
    ['price?', { column: 'price', op: 'known', known: true }],
    ['note=', { column: 'note', op: 'known', known: false }],
    ['watch=yes', { column: 'watch', op: 'is', values: ['yes'] }],
    ['flags=conflict', { column: 'flags', op: 'is', values: ['conflict'] }],
    ['changed<=7d', { column: 'changed', op: 'age', min: null, max: 7 }],
    [
      'firstseen>=2026-11-01',
      { column: 'firstSeen', op: 'between', from: '2026-11-01T00:00:00.000Z', to: null },
    ],
    ['LEFT<2026-11-01', { column: 'left', op: 'between', from: null, to: '2026-11-01T00:00:00.000Z' }],
    ['stock=A=1', { column: 'stock', op: 'is', values: ['A=1'] }],
  ])('%s', (text, filter) => {
    expect(typedFilter(text)).toEqual(filter);
    expect(columnFilterSchema.parse(filter)).toEqual(filter);
  });

  it.each([
    ['days', 'is not a condition'],
    ['>=60', 'is not a condition'],
    ['dayz>=60', 'There is no column "dayz"'],
    ['days>=old', '"old" is not a number'],
    ['price~3', 'has no such condition'],
    ['price!=3', 'price takes =, >, >=, < and <='],
    ['make>=T', 'is not a number'],
    ['changed>7d', 'write days ago as'],
    ['changed<=yesterday', 'write days ago as'],
  ])('%s is refused with the reason', (text, reason) => {
    expect(() => typedFilter(text)).toThrow(reason);
  });

  it('can ask every column for what it has, unless it is known', () => {
    for (const column of LOT_COLUMN_KEYS.filter((key) => opsOf(key).includes('known')))
      expect(typedFilter(`${column}?`)).toEqual({ column, op: 'known', known: true });
  });
});

it('a typed order has the largest first behind a minus', () => {
  expect(typedSort('-ptm, days')).toEqual([
    { column: 'ptm', descending: true },
    { column: 'days', descending: false },
  ]);
  expect(() => typedSort('flags')).toThrow('cannot be sorted by flags');
  expect(() => typedSort('-')).toThrow('There is no column ""');
});

it('typed columns come once, in any case', () => {
  expect(typedColumns('VIN,price, vin')).toEqual(['vin', 'price']);
});
