import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../shared/lot.ts';
import { EMPTY_DRAFT, settingsOf } from '../source-draft.ts';
import { chooseConstant, chooseField, confidenceOf } from './choose-field.ts';

const suggestion = (column: string, field: string | null): Inspection['suggestions'][number] => ({
  column,
  field,
  confidence: 0.7,
  why: field === null ? 'none' : 'values',
  samples: [],
});

describe('what a person says of a column', () => {
  it('takes the place of another column of that field', () => {
    const first = chooseField(EMPTY_DRAFT, [], 'Ask', 'price');
    const second = chooseField(first, [], 'Cash', 'price');
    expect(settingsOf(second).mapping).toEqual({ price: ['Cash'] });
  });

  it('gives a column one field only', () => {
    const draft = chooseField(chooseField(EMPTY_DRAFT, [], 'Ask', 'price'), [], 'Ask', 'msrp');
    expect(settingsOf(draft).mapping).toEqual({ msrp: ['Ask'] });
  });

  it('adds to the photos instead of taking their place', () => {
    const draft = chooseField(EMPTY_DRAFT, [suggestion('Front', 'photos')], 'Back', 'photos');
    expect(settingsOf(draft).mapping).toEqual({ photos: ['Front', 'Back'] });
  });

  it('can be that it is not used, and can be taken back', () => {
    const unused = chooseField(EMPTY_DRAFT, [], 'Type', null);
    expect(settingsOf(unused).ignored).toEqual(['Type']);
    const used = chooseField(unused, [], 'Type', 'bodyStyle');
    expect(settingsOf(used)).toMatchObject({ mapping: { bodyStyle: ['Type'] } });
    expect(settingsOf(used).ignored).toBeUndefined();
  });

  it('beats a value for all rows', () => {
    const fixed = chooseConstant(EMPTY_DRAFT, 'make', 'Toyota');
    expect(settingsOf(chooseConstant(fixed, 'make', 'Ford')).constants).toEqual({ make: 'Ford' });
    expect(settingsOf(chooseField(fixed, [], 'Brand', 'make')).constants).toEqual({});
    expect(settingsOf(chooseConstant(fixed, 'make', '')).constants).toEqual({});
  });
});

it('a suggestion says how sure it is', () => {
  expect(confidenceOf({ ...suggestion('A', 'vin'), confidence: 0.95 })).toBe('sure');
  expect(confidenceOf(suggestion('A', 'vin'))).toBe('likely');
  expect(confidenceOf({ ...suggestion('A', 'vin'), confidence: 0.5 })).toBe('check');
  expect(confidenceOf(suggestion('A', null))).toBe('none');
  expect(confidenceOf({ ...suggestion('A', null), why: 'chosen' })).toBe('chosen');
});
