import { expect, it } from 'vitest';
import { isolated, joined } from './bidi.ts';
import { vehicleName, vehicleTitle } from './vehicle.ts';

it('only what is read from the right is set apart', () => {
  expect(isolated('RAV4 XLE')).toBe('RAV4 XLE');
  expect(isolated('トヨタ')).toBe('トヨタ');
  expect(isolated('راف فور')).toBe('\u2068راف فور\u2069');
  expect(joined(['S1', null, '', 'معرض', '76 days'])).toBe('S1 · \u2068معرض\u2069 · 76 days');
});

it('the parts of a name stay in their order: what is cut is its end', () => {
  const facts = {
    year: 2026,
    make: 'תויוטה',
    model: 'קורולה',
    trim: 'LE',
    condition: null,
    dealerName: null,
  };
  expect(vehicleName(facts)).toBe('2026 \u2068קורולה\u2069 LE');
  expect(vehicleTitle(facts)).toBe('2026 \u2068תויוטה\u2069 \u2068קורולה\u2069 LE');
});
