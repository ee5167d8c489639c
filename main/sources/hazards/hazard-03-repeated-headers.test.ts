import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Hazard 3: repeated headers, and columns that move or come and go from day to day. */
describe('hazard 3, repeated and moving columns', () => {
  it('additional_image_link ten times is one list of photos, in order, blanks left out', () => {
    const header = ['vin', 'image_link', ...Array.from({ length: 10 }, () => 'additional_image_link')];
    const cells = [
      'A1',
      'https://a/0',
      ...Array.from({ length: 10 }, (_, i) => (i === 4 ? '' : `https://a/${i + 1}`)),
    ];
    const { rows, snapshot } = readText(`${header.join(',')}\n${cells.join(',')}\n`);
    expect(rows[0]?.listing?.photos).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9, 10].map((i) => `https://a/${i}`));
    expect(snapshot.notes.join()).not.toContain('additional_image_link');
  });

  it('of a header that occurs twice the first column counts, never the last, and that is reported', () => {
    const { rows, snapshot } = readText('vin,price,price\nA1,100,999\n');
    expect(rows[0]?.listing?.price).toBe(10_000);
    expect(snapshot.notes.join()).toContain('is there 2 times');
  });

  it('in whatever order the columns come, with whatever others between them, the vehicle is the same', () => {
    const cells: Readonly<Record<string, string>> = {
      VIN: 'A1', 'Stock #': 'S1', Year: '2024', Make: 'Kia', Model: 'Soul', MSRP: '25,000', Price: '$24,000', Odometer: '12',
    }; // prettier-ignore
    const names = Object.keys(cells);
    const expected = readText(csvOf(names, cells)).rows[0]?.listing;
    const extra = fc.array(fc.constantFrom('', 'Lot', 'Unnamed: 0', 'Model Code', 'Doors'), {
      maxLength: 4,
    });
    const orders = extra.chain((more) =>
      fc.shuffledSubarray([...names, ...more], { minLength: names.length + more.length }),
    );
    fc.assert(
      fc.property(orders, (order) => {
        expect(readText(csvOf(order, cells)).rows[0]?.listing).toEqual(expected);
      }),
    );
  });

  it('a column that is gone today leaves a blank, not its neighbour’s value', () => {
    expect(readText('vin,msrp,price\nA1,100,90\n').rows[0]?.listing).toMatchObject({
      msrp: 10_000,
      price: 9_000,
    });
    expect(readText('vin,price\nA1,90\n').rows[0]?.listing).toMatchObject({ msrp: null, price: 9_000 });
  });
});

const csvOf = (names: readonly string[], cells: Readonly<Record<string, string>>): string =>
  `${names.map((name) => `"${name}"`).join(',')}\n${names.map((name) => `"${cells[name] ?? 'x'}"`).join(',')}\n`;
