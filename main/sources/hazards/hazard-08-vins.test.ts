import { describe, expect, it } from 'vitest';
import { vinFlags } from '../../../shared/vin.ts';
import { readText } from '../read-fixture.ts';

/** Hazard 8: damaged VINs. A row is dropped only where the VIN itself is lost. */
const read = (vin: string) => readText(`VIN\tMake\n${vin}\tKia\n`).rows[0];

describe('hazard 8, VINs', () => {
  it.each([
    ['1hgcm82633a004352', '1HGCM82633A004352'],
    [' 1HGCM82633A004352 ', '1HGCM82633A004352'],
    ['1HG CM826 33A 004352', '1HGCM82633A004352'],
    ['1HGCM-82633-A004352', '1HGCM82633A004352'],
    ['VIN: 1HGCM82633A004352', '1HGCM82633A004352'],
    ['VIN 1HGCM82633A004352', '1HGCM82633A004352'],
    ['vin#1HGCM82633A004352', '1HGCM82633A004352'],
    ["'1HGCM82633A004352", '1HGCM82633A004352'],
    ['="1HGCM82633A004352"', '1HGCM82633A004352'],
    ['11111111111111111.0', '11111111111111111'],
  ])('%s is %s', (written, vin) => expect(read(written)?.listing?.vin).toBe(vin));

  it.each([
    ['an I, as in provisional Toyota VINs', '2T3E6RFV3PW16I074', ['illegal-character']],
    ['an I elsewhere', '2T36CRAV0TC33I648', ['illegal-character']],
    ['a check digit that misses', '1HGCM82633A004353', ['check-digit']],
    ['a European filler', 'WVWZZZ1JZXW000001', ['check-digit']],
    ['a short one from before 1981', '194675S112345', ['length']],
    ['lost leading zeros', '12345', ['length']],
  ])('%s: the row stays, and the VIN is flagged', (_, vin, flags) => {
    const row = read(vin);
    expect(row).toMatchObject({ rejected: null, listing: { vin } });
    expect(vinFlags(vin)).toEqual(expect.arrayContaining(flags));
  });

  it.each(['1.23457E+16', '1,23457E+16', '1.2E16', '1E+16', ' 1.23457e+16 '])(
    '%s is refused: a spreadsheet rounded it, and different cars collide on it',
    (written) => {
      const row = read(written);
      expect(row).toMatchObject({ listing: null, vin: null });
      expect(row?.rejected?.reason).toContain('export it as text');
    },
  );

  it('a VIN of digits that JSON holds as a number is refused where it is no longer exact', () => {
    expect(readText('[{"vin":11111111111111111}]').rows[0]?.rejected?.reason).toContain('scientific');
    expect(readText('[{"vin":"11111111111111111"}]').rows[0]?.listing?.vin).toBe('11111111111111111');
  });

  it('a row without a VIN is rejected with its number', () => {
    expect(readText('VIN,Make\nA1,Kia\n,Kia\n').rows[1]?.rejected).toMatchObject({
      row: 2,
      reason: 'no VIN',
    });
  });

  it('VINs that look like numbers in scientific notation are VINs', () => {
    expect(read('1E234567890123456')?.listing?.vin).toBe('1E234567890123456');
  });
});
