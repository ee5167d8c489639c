import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, expect, it } from 'vitest';
import { removeRetrying } from './change-files.ts';
import { writeWorkbook, type WorkbookCell } from './xlsx-writer.ts';

const dir = mkdtempSync(join(tmpdir(), 'lotwatch-xlsx-'));
afterAll(() => removeRetrying(dir));

const UNSAYABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

it('a zero below zero is a plain zero in the sheet', () => {
  const path = join(dir, 'zero.xlsx');
  writeWorkbook(path, ['A'], [[-0]]);
  const xml = strFromU8(unzipSync(readFileSync(path))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(xml).toContain('<v>0</v>');
});

it('whatever a text holds, the sheet is well-formed XML that gives it back', () => {
  const cell: fc.Arbitrary<WorkbookCell> = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=1+1', ' x ', '<a>&amp;', ']]>', 'a\u0000b', '\ud800'),
    // A zero without a sign, as a sheet has it: see below.
    fc.double().map((value) => value + 0),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 }), (rows) => {
      const path = join(dir, 'out.xlsx');
      expect(writeWorkbook(path, ['A & B'], rows)).toBe(rows.length);
      const xml = strFromU8(unzipSync(readFileSync(path))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
      const found = [...xml.matchAll(/<row>(.*?)<\/row>/gs)]
        .slice(1)
        .map(([, inner = '']) =>
          [
            ...inner.matchAll(
              /<c[^>]*?(?:\/>|>(?:<v>(.*?)<\/v>|<is><t xml:space="preserve">(.*?)<\/t><\/is>)<\/c>)/gs,
            ),
          ].map(([, number, text]) =>
            number !== undefined ? Number(number) : text === undefined ? null : text,
          ),
        );
      const told = (text: string): string =>
        text
          .toWellFormed()
          .replace(UNSAYABLE, '\ufffd')
          .replace(/&/g, '&amp;')
          .replace(/</g, '&lt;')
          .replace(/>/g, '&gt;');
      expect(found).toEqual(
        rows.map((row) =>
          row.map((one) =>
            typeof one === 'string' ? told(one) : one !== null && Number.isFinite(one) ? one : null,
          ),
        ),
      );
      expect(xml).not.toMatch(UNSAYABLE);
    }),
    { numRuns: 150 },
  );
});
