import { describe, expect, test } from 'vitest';
import { LotwatchError } from '../../shared/result.ts';
import { DEFAULT_SCORE_SETTINGS, parseScoreSettings } from './model.ts';
import { DEFAULT_WEIGHTS } from './weights.ts';

function refusal(raw: unknown): string {
  try {
    parseScoreSettings(raw);
  } catch (thrown) {
    if (thrown instanceof LotwatchError && thrown.code === 'bad-input') return thrown.message;
    throw thrown;
  }
  return 'accepted';
}

describe('score settings', () => {
  test('defaults are those of domain.md, every set sums to 1', () => {
    expect(parseScoreSettings({})).toEqual(DEFAULT_SCORE_SETTINGS);
    expect(DEFAULT_SCORE_SETTINGS).toMatchObject({
      weights: DEFAULT_WEIGHTS,
      coverage: { minimum: 0.25, full: 0.6 },
      bands: { avi: [80, 65], ati: [90, 75, 60], cis: [65, 45] },
      listing: { photoTarget: 20 },
      signals: { maxAgeDays: 90 },
    });
    for (const set of Object.values(DEFAULT_WEIGHTS)) {
      expect(Object.values(set).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  test('a set that sums to .95 is refused by name and sum', () => {
    const weights = { avi: { seo: 0.25, aeo: 0.3, geo: 0.25, ugc: 0.15 } };
    expect(refusal({ weights })).toBe(
      'Score settings: weight set "avi" totals 0.95, must total 1 (seo 0.25, aeo 0.3, geo 0.25, ugc 0.15)',
    );
    expect(refusal({ weights: { cis: { price: 0.35 } } })).toContain(
      'weight set "cis" totals 0.95, must total 1',
    );
  });

  test('weights that differ from 1 by rounding alone pass', () => {
    expect(refusal({ weights: { precision: { vin: 0.1, year: 0.2, sanity: 0.7 } } })).toBe('accepted');
    expect(refusal({ weights: { geo: { location: 0.5, dealer: 0.500000002 } } })).toContain('"geo"');
  });

  test('changes keep the other defaults', () => {
    const changed = parseScoreSettings({ listing: { photoTarget: 30 }, bands: { cis: [70, 50] } });
    expect(changed.listing).toEqual({ ...DEFAULT_SCORE_SETTINGS.listing, photoTarget: 30 });
    expect(changed.bands.cis).toEqual([70, 50]);
  });

  test.each([
    [{ weights: { avi: { seo: -0.1, aeo: 0.8 } } }, 'weights.avi.seo'],
    [{ listing: { photoTarget: 'many' } }, 'listing.photoTarget'],
    [{ listing: { fotoTarget: 20 } }, 'fotoTarget'],
    [{ bands: { cis: [45, 65] } }, 'bands of CIS must decrease'],
    ['nothing', 'Score settings'],
  ])('%j is refused and named', (raw, named) => {
    expect(refusal(raw)).toContain(named);
  });
});
