import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionWord, judgedByCar, lettersOf, readCondition, stockTypeOf } from './condition.ts';

const column = (letters: string) => ({ letters, flag: null });

describe('words of condition', () => {
  it.each(['New', 'NEW', 'brand new', 'new car', 'New Vehicle', 'Neu', 'Neuwagen', 'neuf', 'Neuve', 'nuevo', '0 km', 'nuovo', 'novo', 'nieuw', 'nowy', 'ny', 'uusi', 'Nový', 'yeni', 'новый', '新车', 'https://schema.org/NewCondition', 'New - 2026'])(
    '%s is new', (text) => expect(conditionWord(text).condition).toBe('new'),
  ); // prettier-ignore

  it.each(['Used', 'Pre-Owned', 'preowned', 'USED CAR', 'UsedCondition', 'Gebraucht', 'Gebrauchtwagen', 'occasion', 'usado', 'Seminuevo', 'usato', 'tweedehands', 'gebruikt', 'używany', 'begagnad', 'brukt', 'käytetty', 'ojeté', 'б/у', 'с пробегом', '二手', 'Not New', 'non-new', 'nicht neu', 'Nearly New', 'Rebuilt', 'Salvage', 'salvage title', 'Flood', 'Lemon Law Buyback', 'Non-Certified', 'uncertified'])(
    '%s is used', (text) => expect(conditionWord(text).condition).toBe('used'),
  ); // prettier-ignore

  it.each(['Certified', 'CPO', 'Certified Pre-Owned', 'Certified Used', 'Zertifiziert', 'certificado', 'Gold Certified'])(
    '%s is certified', (text) => expect(conditionWord(text).condition).toBe('cpo'),
  ); // prettier-ignore

  it.each(['Good', 'VERY_GOOD', 'Excellent', 'Fair', 'like new', 'wie neu'])('%s is a grade', (text) =>
    expect(conditionWord(text)).toMatchObject({ condition: null, kind: 'grade' }),
  );

  it.each([
    ['Demo', 'demo'], ['Demonstrator', 'demo'], ['Vorführwagen', 'demo'], ['Loaner', 'loaner'], ['Service Loaner', 'loaner'], ['Courtesy Car', 'loaner'],
    ['Wholesale', 'wholesale'], ['In Transit', 'in transit'], ['IN_TRANSIT', 'in transit'], ['On Order', 'on order'], ['OnOrder', 'on order'],
  ])('%s is the stock type %s, and neither new nor used by itself', (text, stockType) => {
    expect(conditionWord(text)).toMatchObject({ condition: null, stockType, kind: 'stock' });
    expect(stockTypeOf(text)).toBe(stockType);
  }); // prettier-ignore

  it('one word can say both', () => {
    expect(conditionWord('New Demo')).toMatchObject({ condition: 'new', stockType: 'demo' });
    expect(conditionWord('Used - Wholesale')).toMatchObject({ condition: 'used', stockType: 'wholesale' });
  });

  it.each(['Newark', 'New Arrival', 'New & Used', 'New/Used', 'Not Used', 'xyz', '?', 'Renewed warranty', 'Usedom'])(
    '%s is not understood', (text) => expect(conditionWord(text)).toMatchObject({ condition: null, kind: 'unknown' }),
  ); // prettier-ignore

  it('no text that does not hold a word for new is new', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-mo-tv-z ]{2,20}$/), (text) => {
        expect(conditionWord(text).condition).not.toBe('new');
      }),
    );
  });
});

describe('a letter is read by the whole column', () => {
  it.each([
    ['C', 'C', null], ['C', 'CT', null], ['C', 'CMT', null], ['C', 'CNT', null], ['C', 'CN', 'cpo'], ['C', 'CNU', 'cpo'],
    ['N', 'NU', 'new'], ['N', 'NY', null], ['U', 'CU', 'used'], ['T', 'CT', null],
  ])('%s in a column of %s is %s', (letter, letters, expected) =>
    expect(readCondition(letter, column(letters)).condition).toBe(expected)); // prettier-ignore

  it('gathers the letters alone', () => expect(lettersOf(['n', 'Used', 'C', 'N'])).toBe('CN'));

  it('"IsNew" answers yes or no', () => {
    for (const yes of ['1', 'true', 'Yes', 'Y'])
      expect(readCondition(yes, { letters: '', flag: 'new' }).condition).toBe('new');
    for (const no of ['0', 'False', 'no', 'N'])
      expect(readCondition(no, { letters: '', flag: 'new' }).condition).toBe('used');
  });
});

it.each([
  [2026, 7, 'new'], [2025, null, 'new'], [null, null, 'new'], [2026, 24_000, 'used'], [2021, null, 'used'], [2021, 12, 'used'],
  [2026, 3_000, 'unknown'], [null, 80_000, 'used'],
] as const)('a car of %s with %s miles is %s in 2026 where nothing says it', (year, mileage, expected) =>
  expect(judgedByCar(year, mileage, 2026)).toBe(expected)); // prettier-ignore
