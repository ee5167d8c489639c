import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Hazard 1: UTF-8 with and without a mark, UTF-16 LE and BE, Windows-1252 with curly quotes and (R). */
const WORDS = 'Citroën “Sport®” – it’s';
const asWindows1252 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((c) => ({ '“': 0x93, '”': 0x94, '–': 0x96, '’': 0x92, '€': 0x80 })[c] ?? c.charCodeAt(0)),
  );
const FORMS: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16 LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['UTF-16 LE without a mark', (text) => Buffer.from(text, 'utf16le')],
  ['Windows-1252', asWindows1252],
];
const CSV = `VIN,Trim,Price\nA1,${WORDS},€ 100\n`;
const JSON_TEXT = JSON.stringify([{ vin: 'A1', trim: WORDS, price: '€ 100' }]);
const XML = `<lot><car><vin>A1</vin><trim>${WORDS}</trim><price>€ 100</price></car></lot>`;

describe.each([
  ['CSV', CSV],
  ['JSON', JSON_TEXT],
  ['XML', XML],
])('hazard 1, encodings of %s', (_, text) => {
  it.each(FORMS)('%s', (_name, encode) => {
    const { rows } = readText(encode(text));
    expect(rows[0]?.listing).toMatchObject({ vin: 'A1', trim: WORDS, price: 10_000, currency: 'EUR' });
    expect(rows[0]?.warnings).toEqual([]);
  });
});

describe('hazard 1, mixtures', () => {
  it('a feed glued together from a UTF-8 and a Windows-1252 part is read right in both', () => {
    const rows = readText(
      Buffer.concat([Buffer.from(`vin,trim\nA1,${WORDS}\n`), asWindows1252(`A2,${WORDS}\n`)]),
    ).rows;
    expect(rows.map(({ listing }) => listing?.trim)).toEqual([WORDS, WORDS]);
  });

  it('a mark hides no column: the first header is known with it', () => {
    expect(readText('\ufeffVIN,Make\nA1,Kia\n').snapshot.mapped).toMatchObject({ vin: 'VIN' });
  });

  it('the same text hashes alike with a mark and without, so that a new mark is no change', () => {
    expect(readText(`\ufeff${CSV}`).hashes).toEqual(readText(CSV).hashes);
    expect(readText(Buffer.from(`\ufeff${CSV}`, 'utf16le')).hashes).toEqual(readText(CSV).hashes);
  });
});
