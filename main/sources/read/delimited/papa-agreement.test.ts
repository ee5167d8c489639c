import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { ByteWindow } from '../byte-window.ts';
import { LineScanner } from './line-scanner.ts';
import { PlainLines } from './plain-lines.ts';
import { splitRows } from './read-rows.ts';
import { NO_LINE_END, SOUND } from '../records.ts';
import { hashSeed } from '../row-hash.ts';
import { splitTidy } from './tidy-quotes.ts';

const folder = mkdtempSync(join(tmpdir(), 'lotwatch-papa-'));
afterAll(() => rmSync(folder, { recursive: true }));

const seed = hashSeed(['test']);
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => /^[\0-\x20]*$/.test(cell));

/** Cells of every sound record, cut by our scanner and split record by record. */
function scanned(text: string, delimiter: string, chunk = 1 << 20): { rows: string[][]; states: number[] } {
  const file = join(folder, 'text.csv');
  writeFileSync(file, text);
  const fd = openSync(file, 'r');
  try {
    const window = new ByteWindow(fd, 'utf-8', 0, chunk);
    const scanner = new LineScanner(
      window,
      { delimiter: delimiter.charCodeAt(0), newline: 10, quotes: true },
      seed,
    );
    const { starts, nexts, states } = scanner.records;
    const rows: string[][] = [];
    const seen: number[] = [];
    for (let count = scanner.scan(); count > 0; count = scanner.scan()) {
      for (let i = 0; i < count; i += 1) {
        seen.push(states[i] ?? 0);
        if (states[i] !== SOUND && states[i] !== NO_LINE_END) continue;
        const record = window.bytes.toString('utf8', starts[i], nexts[i]);
        const ended = record.endsWith('\n') ? record : `${record}\n`;
        const split = splitRows(ended, { delimiter, newline: '\n', width: 0, needed: 0 });
        expect(split).toHaveLength(1);
        rows.push(...split);
      }
    }
    return { rows, states: seen };
  } finally {
    closeSync(fd);
  }
}

const delimiters = fc.constantFrom(',', '\t', ';', '|');
/** Pieces that make every odd case likely: stray and doubled quotes, spaces after quotes, both line ends. */
const pieces = (delimiter: string): fc.Arbitrary<string> =>
  fc.array(
    fc.constantFrom('"', '"', '""', delimiter, delimiter, '\n', '\r\n', '\r', ' ', '\t', 'a', '12', 'é', '\u00a0', '\u2003', '"x"', '",', '"\n'),
    { maxLength: 60 },
  ).map((parts) => parts.join('')); // prettier-ignore

describe('records and cells', () => {
  it('are those of Papa Parse on the whole text, for any text whose quotes close', () => {
    fc.assert(
      fc.property(
        delimiters.chain((delimiter) =>
          fc.tuple(fc.constant(delimiter), pieces(delimiter), fc.constantFrom(16, 37, 1 << 20)),
        ),
        ([delimiter, text, chunk]) => {
          const whole = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
          fc.pre(!whole.errors.some((error) => error.code === 'MissingQuotes'));
          const expected = whole.data.filter((cells) => !isBlank(cells));
          expect(scanned(text, delimiter, chunk).rows.filter((cells) => !isBlank(cells))).toEqual(expected);
        },
      ),
      { numRuns: 800 },
    );
  }, 60_000);

  it('before a quote that never closes are those of Papa Parse, and the lines after it are not lost', () => {
    const { rows, states } = scanned('a,b\n"x,1\nc,d\ne,f\n', ',');
    expect(rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
    expect(states).toHaveLength(4);
  });

  it('cells of records with tidy quotes are those of Papa Parse', () => {
    let tidy = 0;
    const cell = fc.oneof(
      fc.constantFrom('a', '12', 'é', '', '"x"', '"x"', '"x,y"', '"a;\n車"', '""', '"\r\n"'),
      fc.constantFrom('"a""b"', 'a"b', ' "x"', '"x" ', '"x"\r', 'x\r'),
    );
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';'),
        fc.constantFrom('', '\r'),
        (cells, delimiter, end) => {
          const record = cells.join(delimiter) + end;
          const split = splitTidy(record, delimiter);
          if (split === null) return;
          tidy += 1;
          expect([split]).toEqual(
            splitRows(`${record}\n`, { delimiter, newline: '\n', width: 0, needed: 0 }),
          );
        },
      ),
      { numRuns: 2_000 },
    );
    // Most are; the rest are not its business.
    expect(tidy).toBeGreaterThan(300);
  });

  it('cells of lines without a quote are those of Papa Parse', () => {
    const texts = fc.array(fc.constantFrom(',', ',', ';', '\n', '\r', 'a', '12', 'é', '車'), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(texts, fc.constantFrom(',', ';'), (parts, delimiter) => {
        const text = parts.join('');
        const rows = splitRows(`${text}\n`, { delimiter, newline: '\n', width: 0, needed: 0 });
        const lines = new PlainLines(delimiter, '\n');
        lines.start(text);
        expect(rows.map(() => [...lines.next()])).toEqual(rows);
      }),
    );
  });
});
