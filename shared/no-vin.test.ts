import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNoVin } from './no-vin.ts';
import { normaliseVin } from './vin.ts';

const isNone = (text: string): boolean => isNoVin(text, normaliseVin(text));

describe('a text that names no vehicle', () => {
  it.each([
    'TBD', 'tbd', 'T.B.D.', 'PENDING', 'Pending.', 'N/A', 'n.a.', 'UNKNOWN', 'NULL', 'None', 'nan', '0', '0.0',
    '00000000000000000', 'ON ORDER', 'On-Order', 'IN TRANSIT', 'in_transit', '#REF!', '#N/A', '#DIV/0!', '#VALUE!',
    'XXXXXXXXXXXXXXXXX', '1FTEW1EPXXXXXXXXX', '1FTEW1EP*********', '*****', '1FTEW1EP•••••••••', 'XXXXXXXXXXXXX0301',
    'XXXX0301', '?????', 'TBD-1', 'TBD 2', 'TBA003', 'ON ORDER 2026-03', 'Total', 'TOTAL: 24', 'Grand Total 24',
    'Subtotal', '24 vehicles', 'VIN', 'Chassis No', 'Bestellt', 'à venir', '99999999999999999', 'true', '-', '',
  ])('%s', (text) => expect(isNone(text)).toBe(true)); // prettier-ignore

  it.each([
    '1FTEW1EP1NK000405', '5TDBRKEC0PS31A500', '2T36CRAV0TC33I648', 'WVWZZZ1JZXW000001', '1HGCM82633A004353',
    'VIN: 1ftew1ep1nk000405', 'ND1234567', 'S1', 'B0000', '7', '11', '136378S123456', 'XB7FHG3ZXX0123456', 'NA9ABC123',
    'TOT12345', 'NULL12345678', 'ABCDEFGHJKLMNPRST', '1FTEWXXX1NK000405', '194675S105423.0', '1FTEW1EPXNK000629',
  ])('may be a VIN: %s', (text) => expect(isNone(text)).toBe(false)); // prettier-ignore

  it('is never said of 17 legal characters that end in numbers, as those of built cars do', () => {
    const letters = fc.stringMatching(/^[A-HJ-NPR-Z0-9]{12}$/);
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 99_999 }), (head, serial) => {
        fc.pre(!/X{4}/.test(head) && !/^(.)\1+$/.test(head));
        expect(isNone(`${head}${String(serial).padStart(5, '0')}`)).toBe(false);
      }),
    );
  });
});
