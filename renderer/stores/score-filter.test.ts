import { describe, expect, it } from 'vitest';
import type { ScoreRow } from '../../shared/contract.ts';
import type { ScoreFilter } from './score-filter.ts';
import { compileScoreFilter, largestMove } from './score-filter.ts';
import { scored } from './scripted-scores.ts';

const ALL: ScoreFilter = { reasons: [], minMove: 0, dealerId: null, search: '' };
const passes = (filter: Partial<ScoreFilter>, row: ScoreRow = scored(1)): boolean =>
  compileScoreFilter({ ...ALL, ...filter })?.(row) ?? true;
const summary: ScoreRow = {
  ...scored(9),
  type: 'ai-scores:baseline',
  vin: '',
  scored: 1933,
};

describe('the filter of scores', () => {
  it('lets everything pass until something is asked for, the summary of many too', () => {
    expect(compileScoreFilter(ALL)).toBeNull();
    expect(passes({}, summary)).toBe(true);
    expect(passes({ minMove: 1 }, summary)).toBe(false);
  });

  it('asks for the largest of the three moves, up or down', () => {
    expect(passes({ minMove: 6 })).toBe(true);
    expect(passes({ minMove: 7 })).toBe(false);
    expect(passes({ minMove: 3 }, scored(1, { avi: 70 }))).toBe(true);
  });

  it('counts a score that came or went with all its points, and a first score not at all', () => {
    expect(largestMove(scored(1, { cis: null }))).toBe(66);
    expect(largestMove(scored(1, { previous: null }))).toBe(0);
  });

  it('asks for reason, dealer and all the words', () => {
    expect(passes({ reasons: ['price_change', 'aging'] })).toBe(true);
    expect(passes({ reasons: ['aging'] })).toBe(false);
    expect(passes({ dealerId: 'eastside' })).toBe(true);
    expect(passes({ dealerId: 'kirkland' })).toBe(false);
    expect(passes({ search: 'sienna 2023' })).toBe(true);
    expect(passes({ search: 'ps000001' })).toBe(true);
    expect(passes({ search: 'sienna rav4' })).toBe(false);
  });
});
