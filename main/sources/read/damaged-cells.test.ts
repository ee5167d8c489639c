import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

const DEALER = 'Café Motörs';
const line = (vin: string, trim: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${vin},${DEALER},`), trim, Buffer.from(',31000\n')]);
const feed = (...lines: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('vin,dealer,trim,price\n'), ...lines]);
const json = (...trims: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('['),
    ...trims.flatMap((trim, i) => [
      Buffer.from(`${i > 0 ? ',' : ''}{"vin":"A${i}","dealer":"${DEALER}","price":31000,"trim":"`),
      trim,
      Buffer.from('"}'),
    ]),
    Buffer.from(']'),
  ]);
const xml = (...trims: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('<lot>'),
    ...trims.flatMap((trim, i) => [
      Buffer.from(`<car><vin>A${i}</vin><dealer>${DEALER}</dealer><price>31000</price><trim>`),
      trim,
      Buffer.from('</trim></car>'),
    ]),
    Buffer.from('</lot>'),
  ]);
const csv = (...trims: Buffer[]): Buffer => feed(...trims.map((trim, i) => line(`A${i}`, trim)));

/** Bytes that are not UTF-8 where they stand, and no mark of a format. */
const bad = fc
  .tuple(
    fc.constantFrom('', 'Lariat', 'Édition'),
    fc.constantFrom([0xff], [0xc3], [0x81], [0xe2, 0x82], [0x93], [0xe9], [0xf0, 0x9f]),
  )
  .map(([text, bytes]) => Buffer.concat([Buffer.from(text), Buffer.from(bytes), Buffer.from(' x')]));

describe('one bad byte', () => {
  it.each([
    ['delimited rows', csv],
    ['JSON', json],
    ['XML', xml],
  ])('costs one cell, told, and makes no second dealer: %s', (_, file) => {
    fc.assert(
      fc.property(bad, (trim) => {
        const others = Array.from({ length: 9 }, () => Buffer.from('XLT'));
        const { rows, snapshot } = readText(file(Buffer.from('XL'), trim, ...others));
        expect(rows.map(({ listing }) => [listing?.dealerName, listing?.price])).toEqual(
          rows.map(() => [DEALER, 3_100_000]),
        );
        expect(rows.map(({ listing }) => listing?.trim)[2]).toBe('XLT');
        expect(rows.map(({ warnings }) => warnings.length)).toEqual([0, 1, ...others.map(() => 0)]);
        expect(snapshot.notices()).toContainEqual(
          expect.objectContaining({ code: 'damaged', column: 'trim', count: 1 }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it.each([[[0xff]], [[0xc3]], [[0x81]]])(
    'in the dealer itself costs the row, not the car: %j',
    (bytes) => {
      const broken = Buffer.concat([
      Buffer.from('A9,Caf'), Buffer.from(bytes), Buffer.from(' Mot'), Buffer.from('örs'), Buffer.from(',XL,1\n'),
    ]); // prettier-ignore
      const { rows } = readText(
        feed(...['A1', 'A2', 'A3'].map((vin) => line(vin, Buffer.from('XL'))), broken),
      );
      expect(rows[3]).toMatchObject({
        vin: 'A9',
        listing: null,
        rejected: { reason: expect.stringContaining('dealer') },
      });
      expect(readText(feed(broken), { dealer: 'D' }).rows[0]?.listing?.dealerId).toBe('D');
    },
  );

  it('a file in Windows-1252 has none', () => {
    const text = Buffer.from(
      `vin,dealer,trim\nA1,${DEALER},Édition “x”\n`.replace('“', '\x93').replace('”', '\x94'),
      'latin1',
    );
    const { rows, snapshot } = readText(text);
    expect(rows[0]).toMatchObject({ listing: { dealerName: DEALER, trim: 'Édition “x”' }, warnings: [] });
    expect(snapshot.notices().some(({ code }) => code === 'damaged')).toBe(false);
  });
});
