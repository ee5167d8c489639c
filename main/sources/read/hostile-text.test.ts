import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Texts over which a careless expression walks again and again. Each of these once took minutes, or all memory. */
const LONG = 500_000;
const cell = (column: string, text: string) => readText(`vin\t${column}\nA1\t${text}\nA2\tx\n`).rows;

describe('a feed cannot keep the reader busy', () => {
  it.each([
    ['image_link', 'blanks between addresses', `https://a/1${' '.repeat(LONG)}x`],
    ['image_link', 'very many addresses', Array.from({ length: 90_000 }, (_, i) => `//a/${i}`).join(',')],
    ['features', 'very many options', Array.from({ length: 100_000 }, (_, i) => `o${i}`).join('|')],
    ['price', 'blanks in an amount', `1${' '.repeat(LONG)}x`],
    ['price', 'stars after an amount', `1${'*'.repeat(LONG)}x`],
    ['mileage', 'blanks in a mileage', `1${' '.repeat(LONG)}?`],
    ['mileage', 'digits without end', '1'.repeat(LONG)],
    ['mileage', 'blanks after a word', `km${' '.repeat(LONG)}x`],
    ['date_in_stock', 'blanks in a date', `1/1/2026${' '.repeat(LONG)}x`],
    ['year', 'digits without end', '2'.repeat(LONG)],
    ['dealer_name', 'dashes without end', `${'-'.repeat(LONG)}x`],
  ])('%s: %s', (column, _, text) => {
    const rows = cell(column, text);
    expect(rows.map(({ vin }) => vin)).toEqual(['A1', 'A2']);
    expect(rows[0]?.listing?.photos.length ?? 0).toBeLessThanOrEqual(500);
    for (const warning of rows[0]?.warnings ?? []) expect(warning.value?.length).toBeLessThanOrEqual(200);
  });

  it('nor call a column by one', () => {
    const [row] = readText(
      JSON.stringify([{ vin: 'A1', make: 'Kia', [`price ${'[x=. '.repeat(LONG / 5)}`]: 'x' }]),
    ).rows;
    expect(row?.listing).toMatchObject({ vin: 'A1', make: 'Kia', price: null });
  });

  it('nor name a car by a novel', () => {
    const [row] = readText(`vin,make\n${'V'.repeat(LONG)},Kia\n`).rows;
    expect(row).toMatchObject({ vin: null, listing: null });
    expect(row?.rejected?.reason).toContain('a text of 500000 characters');
    expect(row?.rejected?.value).toHaveLength(200);
  });

  it.each([
    ['lines that each open a quote', `vin,make\n${'A1,"x\n'.repeat(200_000)}`],
    ['texts that never close in JSON', `[${'{"vin":"A1","m":"\\",'.repeat(60_000)}]`],
    ['quotes in the header', `vin,${'"'.repeat(LONG + 1)}\nA1,x\n`],
    ['elements that never close', `<lot>${'<vehicle><vin>A1</vin>'.repeat(20_000)}</lot>`],
    ['elements nested by turns', `<lot>${'<a><vin>A1</vin><b>'.repeat(20_000)}</lot>`],
    ['faults by the thousand', `<lot><car><vin>A1</vin><x ${'="'.repeat(200_000)}></x></car></lot>`],
    ['lists in lists', `${'[{"vin":"A1","a":'.repeat(20_000)}1`],
    ['arrays without end', '[{"vin":"A1"}]'.repeat(40_000)],
    ['roots of other shapes', '[{"vin":"A1"}]{"a":{"vin":"A2"}}'.repeat(20_000)],
    [
      'keys without end',
      `{${Array.from({ length: 40_000 }, (_, i) => `"${i}":{"vin":"A${i}"}`).join(',')}}`,
    ],
    [
      'lists under keys without end',
      `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":[{"vin":"A${i}"}]`).join(',')}}`,
    ],
    [
      'VINs in places without end',
      `{"cars":[{"vin":"A1"}],${Array.from({ length: 20_000 }, (_, i) => `"k${i}":{"x":{"vin":"A${i}"}}`).join(',')}}`,
    ],
    [
      'facts without end',
      `{${Array.from({ length: 40_000 }, (_, i) => `"k${i}":"x"`).join(',')},"cars":[{"vin":"A1"}]}`,
    ],
    ['objects around that never close', `[{"vin":"A1"}]${'{"cars":{"a":"'.repeat(40_000)}"]`],
    ['words that are no JSON', `[{"vin":"A1"},${'{"a":NaN,"b":"\\",NaN'.repeat(30_000)}]`],
    ['titles without end', `${'title,,,"\n'.repeat(50_000)}vin,make\nA1,x\n`],
    [
      'a list in a cell without end',
      `vin\toptions\nA1\t['${"a', '".repeat(90_000)}']\nA2\t[${'('.repeat(90_000)}]\n`,
    ],
    ['quotes in a list cell', `vin\toptions\nA1\t[${"\\'".repeat(60_000)}]\nA2\t[${"'".repeat(90_001)}]\n`],
    [
      'sections without end',
      `<lot>${Array.from({ length: 20_000 }, (_, i) => `<s${i}><car><vin>A${i}</vin></car></s${i}>`).join('')}</lot>`,
    ],
    [
      'VINs in elements without end',
      `<lot><car><vin>A1</vin></car><car><vin>A2</vin></car>${Array.from({ length: 20_000 }, (_, i) => `<x><y${i}><z><vin>A${i}</vin></z></y${i}></x>`).join('')}</lot>`,
    ],
    [
      'elements around that never close',
      `<lot>${'<dealer><name>x</name><cars><car><vin>A1</vin></car>'.repeat(20_000)}</lot>`,
    ],
    [
      'attributes around without end',
      `<lot ${Array.from({ length: 40_000 }, (_, i) => `a${i}="x"`).join(' ')}><car><vin>A1</vin></car><car><vin>A2</vin></car></lot>`,
    ],
    ['roots one after the other', '<lot><car><vin>A1</vin></car></lot>'.repeat(20_000)],
    ['braces that never close', `[${'{"vin":"A1",'.repeat(20_000)}]`],
  ])('nor stall it by %s', (_, text) => {
    try {
      expect(readText(text).rows.length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toMatchObject({ code: 'source' });
      expect(String(error).length).toBeLessThan(8_000);
    }
  });
});
