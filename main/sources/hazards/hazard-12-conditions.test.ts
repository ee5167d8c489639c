import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Hazard 12: what looks like new or used and is not, and certified cars. */
const condition = (columns: string, values: string, settings = {}) =>
  readText(`vin,${columns}\nA1,${values}\n`, settings).rows[0]?.listing?.condition;

describe('hazard 12, conditions', () => {
  it('Meta’s vehicle_type and its condition of GOOD say nothing; state_of_vehicle does', () => {
    const columns = 'vehicle_type,condition,state_of_vehicle';
    expect(condition(columns, 'car_truck,GOOD,NEW')).toBe('new');
    expect(condition(columns, 'car_truck,EXCELLENT,USED')).toBe('used');
    expect(condition(columns, 'car_truck,FAIR,CPO')).toBe('cpo');
  });

  it.each(['new', 'used'] as const)('where only such columns are there, the setting decides: %s', (set) => {
    for (const word of ['GOOD', 'FAIR', 'POOR', 'EXCELLENT', 'VERY_GOOD', 'OTHER'])
      expect(condition('vehicle_type,condition', `car_truck,${word}`, { condition: set })).toBe(set);
    expect(condition('type', 'SUV', { condition: set })).toBe(set);
  });

  it.each([
    ['New', 'new'], ['N', 'new'], ['USED', 'used'], ['u', 'used'], ['Pre-Owned', 'used'], ['Certified Pre-Owned', 'cpo'], ['CPO', 'cpo'],
    ['Certified Used', 'cpo'], ['Non-Certified', 'used'], ['https://schema.org/NewCondition', 'new'], ['UsedCondition', 'used'],
  ])('%s is %s', (text, expected) => expect(condition('condition', text, { condition: expected === 'new' ? 'used' : 'new' })).toBe(expected)); // prettier-ignore

  it('a used car that is certified is CPO; a new one stays new', () => {
    for (const yes of ['1', 'yes', 'TRUE', 'Y', 'Certified']) {
      expect(condition('condition,certified_pre_owned', `used,${yes}`)).toBe('cpo');
      expect(condition('condition,certified', `new,${yes}`)).toBe('new');
    }
    for (const no of ['0', 'no', 'false', ''])
      expect(condition('condition,certified', `used,${no}`)).toBe('used');
  });
});
