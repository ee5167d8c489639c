import { describe, expect, it } from 'vitest';
import { bandProblem, draftFaults, setLabel, weightLabel, weightProblem } from './score-draft.ts';
import type { ScoreDraft } from './score-draft.ts';

const draft = (some: Partial<ScoreDraft> = {}): ScoreDraft => ({
  weights: { avi: { seo: 0.35, aeo: 0.35, geo: 0.2, ugc: 0.1 }, cis: { price: 0.6, rank: 0.4 } },
  coverage: { minimum: 0.25, full: 0.6 },
  bands: { avi: [80, 65], ati: [90, 75, 60], cis: [65, 45] },
  listing: { photoTarget: 20, descriptionWords: 100, distinctNumbers: 8, reviewMagnitude: 3 },
  trust: {},
  market: {
    minComparables: 3,
    comparableMaxAgeDays: 7,
    mileageBand: 20_000,
    ratioMin: 0.5,
    ratioMax: 2,
    msrpBasis: { top: 1.05, span: 0.1 },
    priceBasis: { top: 1.1, span: 0.2 },
    equalRatio: 0.0005,
    equalPrice: 100,
    supplyWindowDays: 45,
    supplyMinHistoryDays: 14,
    supply: { top: 90, span: 60 },
    age: { top: 90, span: 75 },
    assumedCurrency: 'USD',
  },
  signals: { maxAgeDays: 90 },
  ...some,
});

describe('weights', () => {
  it('must sum to 1, as exactly as the core asks', () => {
    expect(weightProblem({ a: 0.1, b: 0.2, c: 0.7 })).toBeNull();
    expect(weightProblem({ a: 0.35, b: 0.3, c: 0.3 })).toBe('totals .95, must total 1');
    expect(weightProblem({ a: 1, b: 0.05 })).toBe('totals 1.05, must total 1');
    expect(weightProblem({ a: Number.NaN, b: 1 })).toBe('a number is missing');
  });

  it('are named as people know them', () => {
    expect(setLabel('avi')).toBe('AVI');
    expect(setLabel('precision')).toBe('Precision');
    expect(weightLabel('avi', 'seo')).toBe('Search (SEO)');
    expect(weightLabel('precision', 'year')).toBe('Model year');
    expect(weightLabel('cis', 'rank')).toBe('Rank');
  });
});

describe('a draft', () => {
  it('can be saved as the core sends it', () => {
    expect(draftFaults(draft())).toEqual([]);
  });

  it('names each set that is off, bands that do not decrease, and figures left out', () => {
    const faults = draftFaults(
      draft({
        weights: { avi: { seo: 0.5, aeo: 0.45 }, cis: { price: 1 } },
        bands: { avi: [65, 80], ati: [90, 75, 60], cis: [65, 45] },
        signals: { maxAgeDays: Number.NaN },
      }),
    );
    expect(faults).toEqual([
      'AVI totals .95, must total 1',
      'Bands AVI must decrease from the first to the last',
      'Thresholds: a number is missing',
    ]);
  });

  it('has bands that fall', () => {
    expect(bandProblem([90, 75, 60])).toBeNull();
    expect(bandProblem([75, 75])).not.toBeNull();
  });
});
