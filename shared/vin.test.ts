import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidateModelYears,
  expectedCheckDigit,
  hasValidCheckDigit,
  isScientific,
  normaliseVin,
  vinFlags,
} from './vin.ts';

describe('check digit', () => {
  it.each([
    '1HGCM82633A004352',
    '11111111111111111',
    '1M8GDM9AXKP042788',
    '3GNAXMEV7NS200005',
    '5TDBRKEC0PS31A500',
  ])('accepts %s', (vin) => expect(hasValidCheckDigit(vin)).toBe(true));

  it.each(['1HGCM82633A004353', 'WVWZZZ1JZXW000001', '2T36CRAV0TC33I648', '1HGCM82633A00435', ''])(
    'does not accept "%s"',
    (vin) => expect(hasValidCheckDigit(vin)).toBe(false),
  );

  it('names the digit that would fit', () => {
    expect(expectedCheckDigit('1HGCM82633A004353')).toBe('5');
    expect(expectedCheckDigit('1M8GDM9A0KP042788')).toBe('X');
  });

  it('notices every single wrong digit outside position 9', () => {
    fc.assert(
      fc.property(fc.nat({ max: 16 }), fc.nat({ max: 9 }), (position, digit) => {
        const vin = '1HGCM82633A004352';
        fc.pre(position !== 8 && /\d/.test(vin.charAt(position)) && vin.charAt(position) !== String(digit));
        expect(hasValidCheckDigit(vin.slice(0, position) + digit + vin.slice(position + 1))).toBe(false);
      }),
    );
  });
});

describe('model years', () => {
  it.each([
    ['1HGCM82633A004352', 2003],
    ['1M8GDM9AXKP042788', 1989],
    ['3GNAXMEV7NS200005', 2022],
    ['W1W8ND6Y4ST198001', 2025],
  ])('%s can be of %i', (vin, year) => expect(candidateModelYears(vin)).toContain(year));

  it('are two, 30 years apart, or none', () => {
    expect(candidateModelYears('1HGCM82633A004352')).toEqual([2003, 2033]);
    expect(candidateModelYears('1HGCM8263UA004352')).toEqual([]);
    expect(candidateModelYears('SHORT')).toEqual([]);
  });
});

describe('flags', () => {
  it.each([
    ['1HGCM82633A004352', []],
    ['1HGCM82633A004353', ['check-digit']],
    ['5TDBRKEC0PS31A500', ['provisional']],
    ['2T36CRAV0TC33I648', ['illegal-character', 'provisional']],
    ['WVWZZZ1JZXW000001', ['check-digit']],
    ['11111111101111111', ['check-digit', 'model-year']],
    ['12345', ['length']],
    ['1O345', ['length', 'illegal-character']],
  ])('of %s', (vin, flags) => expect(vinFlags(vin)).toEqual(flags));
});

describe('normalising', () => {
  it.each([
    ['1HGCM82633A004352', '1HGCM82633A004352'],
    ['vin: 1hgcm82633a004352 ', '1HGCM82633A004352'],
    ['VIN# 1HG-CM826-33A004352', '1HGCM82633A004352'],
    ['11111111111111111.0', '11111111111111111'],
    ['="1HGCM82633A004352"', '1HGCM82633A004352'],
    [' - ', ''],
    ['', ''],
  ])('"%s"', (text, vin) => expect(normaliseVin(text)).toBe(vin));

  it('is stable: a second pass changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), (text) => {
        const once = normaliseVin(text);
        expect(normaliseVin(once)).toBe(once);
      }),
    );
  });

  it('knows what a spreadsheet has destroyed', () => {
    expect(['1.23457E+16', '1E+16', '1,23457E+16', '1.2e16'].filter(isScientific)).toHaveLength(4);
    expect(['1HGCM82633A004352', '12345E78901234567', '123'].filter(isScientific)).toHaveLength(0);
  });
});
