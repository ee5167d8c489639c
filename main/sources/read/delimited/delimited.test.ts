import { describe, expect, it } from 'vitest';
import { readText } from '../../read-fixture.ts';

const VIN = '1HGCM82633A004352';
const vins = (text: string | Uint8Array): (string | null)[] => readText(text).rows.map((row) => row.vin);
const first = (text: string | Uint8Array, settings = {}) =>
  readText(text, settings).rows[0]?.listing ?? null;

describe('a delimited file', () => {
  it.each([
    [',', ','],
    ['TAB', '\t'],
    ['semicolon', ';'],
    ['pipe', '|'],
  ])('is cut at its %s', (_, delimiter) => {
    const { snapshot, rows } = readText(
      [
        ['vin', 'make', 'msrp'],
        [VIN, 'Honda', '30500'],
      ]
        .map((cells) => cells.join(delimiter))
        .join('\n') + '\n',
    );
    expect(snapshot).toMatchObject({ format: 'delimited', delimiter, columns: ['vin', 'make', 'msrp'] });
    expect(rows[0]?.listing).toMatchObject({ vin: VIN, make: 'Honda', msrp: 3_050_000 });
  });

  it('the delimiter in a quoted column name does not count', () => {
    expect(first(`vin;"a,b,c,d";make\n${VIN};1;Honda\n`)?.make).toBe('Honda');
  });

  it('honours the line in which Excel names the delimiter, and blank lines before the header', () => {
    expect(first(`sep=;\n\nvin;make\n${VIN};Honda\n`)?.make).toBe('Honda');
  });

  it('keeps line ends, delimiters and doubled quotes inside quotes', () => {
    const listing = first(`vin,description,make\r\n${VIN},"Line 1\r\nsaid ""go"", twice",Honda\r\n`);
    expect(listing).toMatchObject({ description: 'Line 1\r\nsaid "go", twice', make: 'Honda' });
  });

  it('takes mixed line ends, blank rows and a missing last line end', () => {
    expect(vins(`vin,make\r\nA1,x\nA2,x\r\n\r\n  \n,,,\nA3,x`)).toEqual(['A1', 'A2', 'A3']);
  });

  it('takes the line ends of old Macs', () =>
    expect(vins('vin,make\rA1,x\rA2,"y"\r')).toEqual(['A1', 'A2']));

  it('ignores a leading index column without a name', () =>
    expect(first(`,vin,make\n0,${VIN},Honda\n`)?.make).toBe('Honda'));

  it('collects repeated photo columns', () => {
    const header = 'vin,image_link,additional_image_link,additional_image_link,additional_image_link';
    expect(first(`${header}\n${VIN},https://a/1,https://a/2,,https://a/3\n`)?.photos).toEqual([
      'https://a/1',
      'https://a/2',
      'https://a/3',
    ]);
  });

  it('a delimited file with a repeated single column takes the first and says so', () => {
    const { rows, snapshot } = readText(`vin,make,make\n${VIN},Honda,Kia\n`);
    expect(rows[0]?.listing?.make).toBe('Honda');
    expect(snapshot.notes.join()).toContain('"make" is there 2 times');
  });
});

describe('encodings', () => {
  const text = `vin,make,dealer_name\n${VIN},Citroën,Café “Ünï”\n`;
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(text.replace('“', '\x93').replace('”', '\x94'), 'latin1')],
  ])('%s', (_, bytes) => {
    expect(first(bytes)).toMatchObject({ vin: VIN, make: 'Citroën', dealerName: 'Café “Ünï”' });
  });

  it('may differ from row to row', () => {
    const bytes = Buffer.concat([
      Buffer.from('vin,make\nA1,Citroën\n'),
      Buffer.from('A2,Citroën\n', 'latin1'),
    ]);
    expect(readText(bytes).rows.map((row) => row.listing?.make)).toEqual(['Citroën', 'Citroën']);
  });

  it('UTF-16 larger than a chunk is read whole', () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, index) => `V${index},Škoda 🚗,${'x'.repeat(index % 40)}`,
    );
    const read = vins(Buffer.from(`\ufeffvin,make,trim\n${rows.join('\n')}\n`, 'utf16le'));
    expect(read).toHaveLength(30_000);
    expect(read.at(-1)).toBe('V29999');
  });
});

describe('rows that are off', () => {
  const read = (rows: string) => readText(`vin,make,msrp,year,mileage,date_in_stock\n${rows}`).rows;

  it.each([
    [',Honda,1,2024,,\n', null, 'no VIN'],
    ['1.23457E+16,Honda,1,2024,,\n', null, 'scientific notation'],
    [`${VIN},Honda,1,2024,,,extra\n`, VIN, '7 values for 6 columns'],
    [`${VIN},Honda,305`, VIN, 'cut off'],
    [`${VIN},"Honda,1,2024,,\nV2,Kia,1,2024,,\n`, null, 'not closed'],
  ])('%j is rejected', (rows, vin, reason) => {
    const [row] = read(rows);
    expect(row).toMatchObject({ row: 1, vin, listing: null });
    expect(row?.rejected?.reason).toContain(reason);
  });

  it('a stray quote costs its own line only', () => {
    expect(read(`V1,"Honda,1,2024,,\nV2,Kia,1,2024,,\n`).map((row) => row.listing?.vin)).toEqual([
      undefined,
      'V2',
    ]);
  });

  it('rows fused by a stray quote that a later quote closes are not taken for one car', () => {
    const rows = read('V1,"Honda,1,2024,,\nV2,Kia,1,2024,,\nV3,"Ford",1,2024,,\nV4,Kia,1,2024,,\n');
    expect(rows.map((row) => row.listing?.vin)).toEqual([undefined, 'V4']);
    expect(rows[0]?.rejected?.reason).toContain('stray');
  });

  it('a runaway quote in a large file costs its own line only', () => {
    const many = Array.from(
      { length: 80_000 },
      (_, index) => `V${index},Kia,30000,2024,10,2026-01-01\n`,
    ).join('');
    const rows = read(`BAD,"Honda,1,2024,,\n${many}`);
    expect(rows).toHaveLength(80_001);
    expect(rows.filter((row) => row.rejected !== null).map((row) => row.row)).toEqual([1]);
  });

  it('a line over 1 MiB is rejected and the next one read', () => {
    const rows = read(`V1,${'x'.repeat(3 << 20)},1,2024,,\nV2,Kia,1,2024,,\n`);
    expect(rows.map((row) => row.listing?.vin)).toEqual([undefined, 'V2']);
    expect(rows[0]?.rejected?.reason).toContain('1 MiB');
  });

  it('a short row stays, with a warning; so does one with blank extra cells, without', () => {
    expect(read(`${VIN},Honda,30500\n`)[0]).toMatchObject({
      listing: { msrp: 3_050_000, year: null },
      warnings: [{ row: 1, reason: expect.stringContaining('3 of 6 columns') }],
    });
    expect(read(`${VIN},Honda,1,2024,,,,\n`)[0]).toMatchObject({ rejected: null, warnings: [] });
  });

  it('bad values become null, each with a warning that names column and value', () => {
    const [row] = read(`${VIN},Honda,abc,20x4,many,soon\n`);
    expect(row?.listing).toMatchObject({ msrp: null, year: null, mileage: null, dateInStock: null });
    expect(row?.warnings.map(({ column, value }) => [column, value])).toEqual([
      ['msrp', 'abc'],
      ['year', '20x4'],
      ['mileage', 'many'],
      ['date_in_stock', 'soon'],
    ]);
  });

  it('a VIN that breaks the rules of VINs is no reason to reject', () => {
    expect(
      read('WVWZZZ1JZXW000001,a,1,1999,,\n2T36CRAV0TC33I648,a,1,2026,,\n12345,a,1,1970,,\n').every(
        (row) => row.listing !== null,
      ),
    ).toBe(true);
  });
});
