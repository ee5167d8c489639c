import { describe, expect, it } from 'vitest';
import type { LiveFilter, Match } from './filter.ts';
import { compileFilter, searchWords } from './filter.ts';
import { event, group } from './scripted-api.ts';

const ALL: LiveFilter = {
  types: ['msrp', 'price'],
  thresholdOn: false,
  minPercent: 1,
  minAmount: 500,
  dealerId: null,
  search: '',
};
type Row = Parameters<NonNullable<ReturnType<typeof compileFilter>>>[0];
const says = (row: Row, some: Partial<LiveFilter>): Match | undefined =>
  compileFilter({ ...ALL, ...some })?.(row);

describe('the filter', () => {
  it('is nothing at all where everything passes', () => {
    expect(compileFilter(ALL)).toBeNull();
    expect(compileFilter({ ...ALL, search: '  ' })).toBeNull();
  });

  it('tells MSRP from price', () => {
    expect(says(event(1), { types: ['price'] })).toBe('shown');
    expect(says(event(1), { types: ['msrp'] })).toBe('hidden');
    expect(says(group(1, 9), { types: ['msrp'] })).toBe('shown');
    expect(says(event(1), { types: [] })).toBe('hidden');
  });

  it('shows moves that reach the percentage or the amount, either way', () => {
    const on = { thresholdOn: true };
    expect(says(event(1, { delta: -400, deltaPct: -1 }), on)).toBe('shown');
    expect(says(event(1, { delta: 500, deltaPct: 0.2 }), on)).toBe('shown');
    expect(says(event(1, { delta: -499.99, deltaPct: -0.99 }), on)).toBe('hidden');
    expect(says(event(1, { delta: -10, deltaPct: null }), on)).toBe('hidden');
    expect(says(group(1, 9, { delta: 10, deltaPctMin: 0.1, deltaPctMax: 1.2 }), on)).toBe('shown');
    expect(says(group(1, 9, { delta: 10, deltaPctMin: 0.1, deltaPctMax: 0.2 }), on)).toBe('hidden');
  });

  it('takes a first sighting for no move', () => {
    const first = event(1, { old: null, delta: null, deltaPct: null });
    expect(says(first, { thresholdOn: true, minAmount: 0, minPercent: 0 })).toBe('hidden');
    expect(says(first, { types: ['price'] })).toBe('shown');
  });

  it('asks the members of a group with several dealers', () => {
    expect(says(event(1), { dealerId: 'kirkland' })).toBe('hidden');
    expect(says(event(1), { dealerId: 'eastside' })).toBe('shown');
    expect(says(group(1, 9), { dealerId: 'eastside' })).toBe('members');
    expect(says(group(1, 9, { dealerId: 'kirkland' }), { dealerId: 'eastside' })).toBe('hidden');
    expect(says(group(1, 9, { dealerId: 'eastside' }), { dealerId: 'eastside' })).toBe('shown');
  });

  it('finds a VIN, a model and words in any order', () => {
    expect(says(event(42), { search: '000042' })).toBe('shown');
    expect(says(event(42), { search: 'le SIENNA 2023' })).toBe('shown');
    expect(says(event(42), { search: 'sienna limited' })).toBe('hidden');
    expect(says(group(1, 9), { search: 'toyota' })).toBe('shown');
    expect(says(group(1, 9), { search: '5TDBRKEC' })).toBe('members');
  });

  it('splits what is typed into words', () => {
    expect(searchWords('  RAV4   xle ')).toEqual(['rav4', 'xle']);
  });
});
