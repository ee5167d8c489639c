import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../shared/lot.ts';
import { columnGroups } from './column-order.ts';

type Suggestion = Inspection['suggestions'][number];
const column = (
  name: string,
  field: string | null,
  confidence: number,
  why: Suggestion['why'] = field === null ? 'none' : 'values',
): Suggestion => ({ column: name, field, confidence, why, samples: [] });

const shape = (suggestions: readonly Suggestion[]) =>
  columnGroups(suggestions).map(({ kind, indexes }) => [
    kind,
    indexes.map((at) => suggestions[at]?.column),
  ]);

describe('the order of columns', () => {
  it('is what needs a look, the least sure first; then what is sure; then what is not used', () => {
    const suggestions = [
      column('VIN', 'vin', 0.95, 'header'),
      column('Notes', null, 0),
      column('Ask', 'price', 0.7),
      column('Make', 'make', 1, 'chosen'),
      column('Sticker', 'msrp', 0.45),
      column('Blank', null, 1, 'chosen'),
    ];
    expect(shape(suggestions)).toEqual([
      ['look', ['Sticker', 'Ask']],
      ['matched', ['VIN', 'Make']],
      ['unused', ['Notes', 'Blank']],
    ]);
  });

  it('keeps the order of the file inside what is sure and what is not used', () => {
    const suggestions = [column('B', 'model', 0.9), column('A', 'make', 0.99), column('C', 'year', 0.86)];
    expect(shape(suggestions)).toEqual([['matched', ['B', 'A', 'C']]]);
  });

  it('has no group without a column', () => {
    expect(shape([column('Notes', null, 0)])).toEqual([['unused', ['Notes']]]);
    expect(shape([])).toEqual([]);
  });
});
