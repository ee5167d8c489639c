import { describe, expect, it } from 'vitest';
import { DEFAULT_BANDS, bandOf, scoreMove, share, toneOf, weight } from './score.ts';

describe('bands', () => {
  it('begin at their cut-off', () => {
    expect([100, 80, 79, 65, 64, 0].map((score) => bandOf(score, DEFAULT_BANDS.avi))).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
    expect([90, 89, 75, 60, 59].map((score) => bandOf(score, DEFAULT_BANDS.ati))).toEqual([0, 1, 1, 2, 3]);
  });

  it('share three colours: four bands are distinguished by their words', () => {
    expect([0, 1, 2].map((band) => toneOf(band, DEFAULT_BANDS.cis))).toEqual(['high', 'mid', 'low']);
    expect([0, 1, 2, 3].map((band) => toneOf(band, DEFAULT_BANDS.ati))).toEqual([
      'high',
      'mid',
      'mid',
      'low',
    ]);
  });
});

it('a score has no move where there is nothing to compare', () => {
  const before = { avi: 74, ati: null, cis: 66 };
  expect(scoreMove(75, before, 'avi')).toBe(1);
  expect(scoreMove(75, before, 'ati')).toBeNull();
  expect(scoreMove(null, before, 'cis')).toBeNull();
  expect(scoreMove(75, null, 'avi')).toBeNull();
});

it('the formula writes shares and weights as the trade does', () => {
  expect(share(0.523)).toBe('52%');
  expect([0.35, 0.95, 1, 0.1225, 0.30000000000000004].map(weight)).toEqual([
    '.35',
    '.95',
    '1',
    '.1225',
    '.3',
  ]);
});
