import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LotwatchError } from '../../../shared/result.ts';
import { openSnapshot } from './open-snapshot.ts';
import { PLAIN, readText } from '../read-fixture.ts';

describe('a file that is no inventory is refused in words', () => {
  it.each([
    ['', 'is empty (0 bytes)'],
    [' \n ', 'white space'],
    ['<!DOCTYPE html><html>Sign in</html>', 'a web page'],
    ['<!-- served by x --><html>Sign in</html>', 'a web page'],
    ['<?xml version="1.0"?><rss/>', 'holds an empty list of vehicles; nothing was changed'],
    [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'ends in the middle'],
    [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 'ends in the middle'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), 'an old Excel workbook, or one with a password'],
    [Buffer.from([9, 1, 2, 3, 0, 7, 0, 0, 1]), 'a binary file'],
    ['vin,make\n', 'holds an empty list of vehicles; nothing was changed: it has a header but no rows'],
    ['vin,make', 'holds an empty list of vehicles; nothing was changed: it has a header but no rows'],
    ['serial,make\n1,Honda\n', '--map vin=Column. The columns are: serial, make'],
    ['[]', 'holds an empty list of vehicles; nothing was changed'],
    ['[1,2]', 'lists texts or numbers, such as “1”, and no vehicles'],
    ['{"error":"not found"}', 'says “not found”, not an inventory'],
    ['[{"make":"Honda"}]', 'no VIN column'],
    ['[{"vin":"A1"},{"vin":"A2"', 'ends in the middle'],
  ])('%j', (content, words) => {
    const read = (): unknown => readText(content);
    expect(read).toThrow(LotwatchError);
    expect(read).toThrow(words);
    expect(read).toThrow('inventory.dat');
  });

  it('a missing file and a folder', () => {
    expect(() => openSnapshot('/nowhere/x.csv', PLAIN)).toThrow(
      '/nowhere/x.csv cannot be read: there is no such file.',
    );
    expect(() => openSnapshot('/tmp', PLAIN)).toThrow('/tmp cannot be read: it is a folder, not a file.');
  });

  it('a mapped column that is not there, and a field that does not exist', () => {
    expect(() => readText('vin,a\nA1,1\n', { mapping: { msrp: ['Base MSRP'] } })).toThrow(
      'there is no column "Base MSRP" for --map msrp=Base MSRP. The columns are: vin, a',
    );
    expect(() => readText('vin,a\nA1,1\n', { mapping: { sticker: ['a'] } })).toThrow('no such field');
  });
});

describe('the hash of a row', () => {
  const rows = ['vin,make,msrp', 'A1,Honda,30500', 'A2,Kia,28900', 'A3,Ford,41200'];
  const hashes = (lines: readonly string[], settings = {}, options = {}): readonly string[] =>
    readText(`${lines.join('\n')}\n`, settings, options).hashes;
  const base = hashes(rows);

  it('stays with the row: wherever it stands, whatever its line end', () => {
    expect(hashes([rows[0], rows[3], rows[1]] as string[])).toEqual([base[2], base[0]]);
    expect(readText(`${rows.join('\r\n')}`).hashes).toEqual(base);
  });

  it('changes with any byte of the row', () => {
    fc.assert(
      fc.property(fc.nat({ max: 13 }), fc.integer({ min: 48, max: 90 }), (position, code) => {
        const line = 'A1,Honda,30500';
        const changed = line.slice(0, position) + String.fromCharCode(code) + line.slice(position + 1);
        fc.pre(changed !== line);
        expect(hashes([rows[0] ?? '', changed])[0]).not.toBe(base[0]);
      }),
    );
  });

  it.each([
    ['another column order', ['vin,msrp,make', ...rows.slice(1)], {}, {}],
    ['another mapping', rows, { mapping: { trim: ['make'] } }, {}],
    ['a constant', rows, { constants: { trim: 'LX' } }, {}],
    ['another currency', rows, { currency: 'CAD' }, {}],
    ['another default condition', rows, { condition: 'used' }, {}],
    ['another dealer', rows, { dealer: 'north' }, {}],
    ['the seed of the caller', rows, {}, { hashSeed: 1 }],
  ] as const)('changes with %s', (_, lines, settings, options) => {
    const other = hashes(lines, settings, options);
    expect(other.filter((hash) => base.includes(hash))).toEqual([]);
  });

  it('hardly ever falls together: a hundred thousand rows that differ little, each lane as good as chance', () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, index) => `V${100_000 + index},Honda,${30_000 + (index % 50) * 5}`,
    );
    const found = hashes(['vin,make,msrp', ...lines]);
    expect(new Set(found).size).toBe(100_000);
    // 100,000 values in 2^32 give 1.2 collisions by chance.
    for (const lane of [0, 1])
      expect(new Set(found.map((hash) => hash.split('-')[lane])).size).toBeGreaterThan(99_988);
  });
});

it('a snapshot parses only what is asked for, in that order, and counts rows from 1', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lotwatch-positions-'));
  const file = join(folder, 'lot.csv');
  writeFileSync(file, 'vin,make\nA1,x\nA2,"y"\n\nA3,"z\nz"\nA4,w\n');
  const snapshot = openSnapshot(file, PLAIN);
  try {
    const next = snapshot.batches().next();
    const batch = next.done === true ? null : next.value;
    expect(batch).toMatchObject({ firstRow: 1, count: 4, bytesRead: statSync(file).size });
    const parsed = (positions: number[]) =>
      batch?.parse(positions).map(({ row, listing }) => [row, listing?.vin, listing?.make]);
    expect(parsed([1, 3])).toEqual([
      [2, 'A2', 'y'],
      [4, 'A4', 'w'],
    ]);
    expect(parsed([0, 2])).toEqual([
      [1, 'A1', 'x'],
      [3, 'A3', 'z\nz'],
    ]);
    expect(parsed([])).toEqual([]);
  } finally {
    snapshot.close();
    rmSync(folder, { recursive: true });
  }
});
