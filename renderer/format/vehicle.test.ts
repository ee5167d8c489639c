import { describe, expect, it } from 'vitest';
import type { Facts } from '../../shared/listing.ts';
import { splitVin, vehicleName, vehicleTitle } from './vehicle.ts';

const facts = (some: Partial<Facts>): Facts => ({
  year: 2026,
  make: 'Toyota',
  model: 'RAV4',
  trim: 'XLE Premium',
  condition: 'new',
  dealerName: null,
  ...some,
});

describe('vehicle', () => {
  it('names year, model and trim', () => {
    expect(vehicleName(facts({}))).toBe('2026 RAV4 XLE Premium');
    expect(vehicleName(facts({ trim: null }))).toBe('2026 RAV4');
    expect(vehicleName(facts({ model: null, trim: null }))).toBe('2026 Toyota');
    expect(vehicleName(facts({ year: null, make: null, model: null, trim: null }))).toBe('');
  });

  it('does not say the model twice', () => {
    expect(vehicleName(facts({ model: 'Sienna', trim: 'Sienna XLE' }))).toBe('2026 Sienna XLE');
    expect(vehicleName(facts({ model: 'Sienna', trim: 'sienna' }))).toBe('2026 sienna');
    expect(vehicleName(facts({ model: 'Corolla', trim: 'Corollary' }))).toBe('2026 Corolla Corollary');
  });

  it('adds the make in titles', () => {
    expect(vehicleTitle(facts({}))).toBe('2026 Toyota RAV4 XLE Premium, new');
    expect(vehicleTitle(facts({ condition: null, trim: null }))).toBe('2026 Toyota RAV4');
  });

  it('splits a VIN before its last nine', () => {
    expect(splitVin('2T36CRAV0TC034795')).toEqual({ head: '2T36CRAV', tail: '0TC034795' });
    expect(splitVin('SHORT')).toEqual({ head: '', tail: 'SHORT' });
  });
});
