import { describe, expect, it } from 'vitest';
import type { SourceSettings } from '../../../shared/lot.ts';
import { EMPTY_DRAFT, draftOf, draftProblems, settingsOf } from './source-draft.ts';

const SIENNA: SourceSettings = {
  mapping: { msrp: ['Base MSRP'], dealer: ['Dealer', 'Dealer State'] },
  constants: { make: 'Toyota' },
  dealer: null,
  condition: 'new',
  currency: 'USD',
  ownDealers: ['Eastside'],
  ignored: ['Internal note'],
  rowsPath: 'data.results',
};

describe('a source draft', () => {
  it('comes back as the settings it was made of', () => {
    const draft = draftOf(SIENNA);
    expect(draftProblems(draft)).toBeNull();
    expect(settingsOf(draft)).toEqual(SIENNA);
  });

  it('leaves empty rows and blanks out', () => {
    const draft = {
      ...EMPTY_DRAFT,
      dealer: '  ',
      mapping: [{ id: 1, field: null, columns: [] }],
      constants: [{ id: 2, field: null, value: ' ' }],
    };
    expect(draftProblems(draft)).toBeNull();
    expect(settingsOf(draft)).toMatchObject({ dealer: null, currency: null, mapping: {}, constants: {} });
  });

  it('names rows that are half filled or there twice', () => {
    const problems = draftProblems({
      ...EMPTY_DRAFT,
      mapping: [
        { id: 1, field: 'msrp', columns: ['A'] },
        { id: 2, field: 'msrp', columns: ['B'] },
        { id: 3, field: 'price', columns: [] },
        { id: 4, field: null, columns: ['C'] },
      ],
      constants: [{ id: 5, field: 'msrp', value: '1' }],
    });
    expect([...(problems?.rows.keys() ?? [])]).toEqual([2, 3, 4]);
    expect(problems?.rows.get(2)).toBe('MSRP is listed twice');
  });

  it('wants a currency of three capital letters', () => {
    expect(draftProblems({ ...EMPTY_DRAFT, currency: 'usd' })?.currency).toMatch(/three capital/i);
    expect(draftProblems({ ...EMPTY_DRAFT, currency: ' CAD ' })).toBeNull();
  });
});
