import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readText } from '../sources/read-fixture.ts';
import { csvText, type Cell } from '../files/csv.ts';

/** Hazard 16: what we export must not run in a spreadsheet, nor lose a VIN in it. */
const csv = (columns: string[], records: Record<string, Cell>[], mark = false): string =>
  [...csvText(columns, records, mark)].join('');

describe('hazard 16, our own CSV', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '=HYPERLINK("http://x";"y")',
    '=cmd|"/c calc"!A1',
  ])('a text that begins like %j is no formula', (text) => {
    const [, row] = Papa.parse<string[]>(csv(['title'], [{ title: text }])).data;
    expect(row).toEqual([`'${text}`]);
  });

  it('numbers stay numbers, whatever their sign; blanks stay blank', () => {
    expect(csv(['deltaPct', 'old', 'gone'], [{ deltaPct: -1.28, old: null, gone: false }])).toBe(
      'deltaPct,old,gone\r\n-1.28,,false\r\n',
    );
  });

  it('begins with a mark for Excel only if asked to', () => {
    expect(csv(['a'], [], true)).toBe('\ufeffa\r\n');
    expect(csv(['a'], [])).toBe('a\r\n');
  });

  it.each(['11111111111111111', '1E234567890123456', '1HGCM82633A004352', '12345'])(
    'the VIN %s survives a spreadsheet and our own reader',
    (vin) => {
      const text = csv(['vin', 'make'], [{ vin, make: 'Kia' }]);
      // Digits alone would be rounded to 1.11111E+16 when the file is opened.
      if (/^\d/.test(vin) && /^\d+(E\d+)?$/.test(vin)) expect(text).toContain(`"=""${vin}"""`);
      expect(readText(text).rows[0]?.listing).toMatchObject({ vin, make: 'Kia' });
    },
  );

  it('comes back from a reader as it was, apostrophes apart', () => {
    const texts = fc.array(fc.record({ vin: fc.constant('A1'), title: fc.string() }), { maxLength: 1_200 });
    fc.assert(
      fc.property(texts, (records) => {
        const back = Papa.parse<string[]>(csv(['vin', 'title'], records).trimEnd(), {
          newline: '\r\n',
        }).data.slice(1);
        expect(back.map(([, title]) => title)).toEqual(
          records.map(({ title }) => (/^[=+\-@\t\r\n]/.test(title) ? `'${title}` : title)),
        );
      }),
      { numRuns: 50 },
    );
  });
});
