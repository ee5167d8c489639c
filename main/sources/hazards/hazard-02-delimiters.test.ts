import { describe, expect, it } from 'vitest';
import { readText } from '../read-fixture.ts';

/** Hazard 2: delimiters, quoted line ends, stray quotes, mixed line ends, ragged rows, trailing lines, index columns. */
const trims = (text: string): (string | null | undefined)[] =>
  readText(text).rows.map(({ listing }) => listing?.trim);

describe('hazard 2, delimiters and quotes', () => {
  it.each([',', '\t', ';', '|'])('%j is found on the header, whatever stands in quotes there', (mark) => {
    const header = ['vin', '"notes, with; a|b and\ta tab"', 'trim'].join(mark);
    expect(trims(`${header}\n${['A1', 'x', 'LE'].join(mark)}\n`)).toEqual(['LE']);
  });

  it('a description keeps its line ends and doubled quotes', () => {
    const { rows } = readText('vin,description,trim\r\nA1,"Line one\r\n\r\nsaid ""hi""",LE\r\nA2,x,SE\r\n');
    expect(rows.map(({ listing }) => [listing?.description, listing?.trim])).toEqual([
      ['Line one\r\n\r\nsaid "hi"', 'LE'],
      ['x', 'SE'],
    ]);
  });

  it('a quote inside a word is text; one that opens a field and never closes costs its own line', () => {
    expect(trims('vin,trim\nA1,19" wheels\nA2,SE\n')).toEqual(['19" wheels', 'SE']);
    const { rows } = readText('vin,trim\nA1,"LE\nA2,SE\nA3,XE\n');
    expect(rows.map(({ row, listing }) => [row, listing?.trim])).toEqual([
      [1, undefined],
      [2, 'SE'],
      [3, 'XE'],
    ]);
    expect(rows[0]?.rejected?.reason).toContain('a quote opens in this line and is not closed');
  });

  it('CRLF and LF may mix, and old Mac line ends stand alone', () => {
    expect(trims('vin,trim\r\nA1,LE\nA2,SE\r\nA3,XE')).toEqual(['LE', 'SE', 'XE']);
    expect(trims('vin,trim\rA1,LE\rA2,SE\r')).toEqual(['LE', 'SE']);
  });

  it('a ragged row is reported with its number and the reading goes on', () => {
    const { rows } = readText('vin,trim,year\nA1,LE\nA2,SE,2024,extra\nA3,XE,2025\n');
    expect(rows.map(({ row, listing }) => [row, listing?.trim])).toEqual([
      [1, 'LE'],
      [2, undefined],
      [3, 'XE'],
    ]);
    expect(rows[0]?.warnings).toEqual([
      expect.objectContaining({ row: 1, reason: expect.stringContaining('2 of 3') }),
    ]);
    expect(rows[1]?.rejected).toMatchObject({
      row: 2,
      reason: expect.stringContaining('4 values for 3 columns'),
    });
  });

  it('empty lines at the end are no rows; a first column without a name is no field', () => {
    expect(trims(',vin,trim\n0,A1,LE\n1,A2,SE\n\n\r\n,,\n   \n')).toEqual(['LE', 'SE']);
  });

  it('an empty cell is blank and takes nothing from the row above', () => {
    expect(trims('vin,trim\nA1,LE\nA2,\n')).toEqual(['LE', null]);
  });
});
