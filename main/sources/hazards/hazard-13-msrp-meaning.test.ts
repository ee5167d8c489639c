import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Hazard 13: base MSRP, total MSRP and dealer prices are different things; which column a number is from stays known. */
describe('hazard 13, what MSRP means', () => {
  it('names the column each number comes from', () => {
    const { snapshot } = readText('VIN,Sticker Price,Internet Price,Price\nA1,1,2,3\n');
    expect(snapshot.mapped).toMatchObject({ msrp: 'Sticker Price', price: 'Internet Price' });
    expect(snapshot.priceKind).toBe('internet');
  });

  it.each(['Base MSRP', 'base_price', 'Dealer MSRP', 'Markup', 'adjustments', 'total_price'])(
    'never takes %s for the MSRP by itself',
    (column) => {
      const { rows, snapshot } = readText(`VIN,${column}\nA1,100\n`);
      expect(rows[0]?.listing?.msrp).toBeNull();
      expect(snapshot.basis.msrp).toBeNull();
    },
  );

  it('a person may say so, and it is another basis than the usual MSRP', () => {
    const mapping = { msrp: ['Base MSRP'] };
    const mapped = readText('VIN,Base MSRP,MSRP\nA1,100,120\n', { mapping });
    expect(mapped.rows[0]?.listing?.msrp).toBe(10_000);
    expect(mapped.snapshot.mapped['msrp']).toBe('Base MSRP');
    expect(mapped.snapshot.basis.msrp).not.toBe(readText('VIN,MSRP\nA1,120\n').snapshot.basis.msrp);
  });

  it('a renamed column of the same meaning is no other basis', () => {
    expect(readText('VIN,vehicle_msrp\nA1,1\n').snapshot.basis.msrp).toBe(
      readText('VIN,MSRP\nA1,1\n').snapshot.basis.msrp,
    );
  });
});
