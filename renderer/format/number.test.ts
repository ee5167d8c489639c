import { describe, expect, it } from 'vitest';
import { formatNumber, parseNumber } from './number.ts';

describe('numbers in fields', () => {
  it.each([
    [1_234_567.5, 2, '1,234,567.5'],
    [0.05, 4, '0.05'],
    [1_000, 0, '1,000'],
    [12.345, 2, '12.35'],
    [Number.NaN, 0, ''],
  ])('%d with %d decimals is shown as %s', (value, decimals, shown) => {
    expect(formatNumber(value, { decimals })).toBe(shown);
  });

  it('are shown with the separators of a locale', () => {
    expect(formatNumber(1_234.5, { decimals: 2, locale: 'de-DE' })).toBe('1.234,5');
    expect(formatNumber(8_080, { decimals: 0, grouped: false })).toBe('8080');
  });

  it.each([
    ['1,234,567.5', 1_234_567.5],
    ['$1,250', 1_250],
    ['12.5%', 12.5],
    ['1 000 000', 1_000_000],
    ['1\u202f000\u00a0000', 1_000_000],
    ["1'500", 1_500],
    ['1’500', 1_500],
    ['1_500', 1_500],
    ['.5', 0.5],
    ['5.', 5],
    ['-3', -3],
    ['\u22123', -3],
    // Typed as one is used to elsewhere: no thousands could be written so.
    ['0,05', 0.05],
    ['12,5', 12.5],
    ['1.000.000', 1_000_000],
    ['1.234,56', 1_234.56],
    ['1,000', 1_000],
    ['1,23,456', 123_456],
  ])('%s is read back as %d', (typed, value) => {
    expect(parseNumber(typed)).toBe(value);
  });

  it.each([
    ['1.000', 1_000],
    ['12,5', 12.5],
    ['1.5', 1.5],
  ])('%s is read by the separators of a German screen as %d', (typed, value) => {
    expect(parseNumber(typed, 'de-DE')).toBe(value);
  });

  it.each(['', '  ', 'abc', '1,2,3', '1.2.3', '--1', '1e5', '12 5', '5 days left'])(
    '%j is no number',
    (typed) => expect(parseNumber(typed)).toBeNaN(),
  );

  it('reads back whatever it shows', () => {
    for (const locale of ['en-US', 'de-DE', 'de-CH', 'fr-FR', 'en-IN'])
      for (const value of [0, 0.05, 7.25, 999, 1_000, 12_345.67, 1_234_567])
        expect(parseNumber(formatNumber(value, { decimals: 4, locale }), locale)).toBe(value);
  });
});
