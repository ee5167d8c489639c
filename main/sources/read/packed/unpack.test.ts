import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LotwatchError } from '../../../../shared/result.ts';
import { readText } from '../../read-fixture.ts';

const FEED = 'VIN,MSRP,Price\n1HGCM82633A004352,40000,39000\n3GNAXMEV7NS200005,50000,48000\n';
const zip = (files: Record<string, string | Uint8Array>, level: 0 | 6 = 6): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, body]) => [name, typeof body === 'string' ? strToU8(body) : body]),
    ),
    { level },
  );
const leftovers = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('lotwatch-unpacked-'));
const vins = (content: Uint8Array): (string | null)[] => readText(content).rows.map(({ vin }) => vin);
const VINS = ['1HGCM82633A004352', '3GNAXMEV7NS200005'];

describe('a packed inventory', () => {
  it.each([
    ['zip', zip({ 'lot.csv': FEED })],
    ['zip, stored', zip({ 'lot.csv': FEED }, 0)],
    [
      'zip, in a folder, beside what programs add',
      zip({ 'out/lot.csv': FEED, '__MACOSX/out/._lot.csv': 'x', 'out/.DS_Store': 'x', 'README.txt': 'x' }),
    ],
    ['zip of one file of any name', zip({ export: FEED })],
    ['zip of a feed and a picture', zip({ 'lot.csv': FEED, 'logo.png': 'x' })],
    ['zip of a gzip', zip({ 'lot.csv.gz': gzipSync(FEED) })],
    ['gzip', gzipSync(FEED)],
    ['gzip of two parts', Buffer.concat([gzipSync(FEED.slice(0, 50)), gzipSync(FEED.slice(50))])],
  ])('is read: %s', (_name, content) => {
    const before = leftovers();
    expect(vins(content)).toEqual(VINS);
    expect(leftovers()).toEqual(before);
  });

  it.each([
    ['two inventories', zip({ 'a.csv': FEED, 'b.csv': FEED }), /contains several files: a\.csv, b\.csv\./],
    [
      'many',
      zip(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`day-${i}.csv`, FEED]))),
      /day-4\.csv and 4 more/,
    ],
    ['none', zip({ 'photos/': '' }), /contains no inventory file/],
    ['a web page', zip({ 'index.csv': '<html>Sign in</html>' }), /a web page/],
    [
      'archives without end',
      zip({ 'a.zip': zip({ 'b.zip': zip({ 'c.csv': FEED }) }) }),
      /an archive in an archive in an archive/,
    ],
    [
      'another program’s document',
      zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' }),
      /a document of another program/,
    ],
  ])('with %s is refused in words', (_name, content, words) => {
    const before = leftovers();
    expect(() => vins(content)).toThrow(words);
    expect(leftovers()).toEqual(before);
  });

  it('that is locked is refused, and one of an unknown packing', () => {
    const locked = Buffer.from(zip({ 'lot.csv': FEED }));
    const entry = locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    locked.writeUInt16LE(1, entry + 8);
    expect(() => vins(locked)).toThrow(/is locked with a password/);
    locked.writeUInt16LE(0, entry + 8);
    locked.writeUInt16LE(14, entry + 10);
    expect(() => vins(locked)).toThrow(/packed in a way that Lotwatch cannot unpack \(14\)/);
  });

  it('is bounded like a plain one, whatever it says of its size', () => {
    const zeros = new Uint8Array(8 << 20);
    const bomb = Buffer.from(zip({ 'lot.csv': zeros }));
    const liar = Buffer.from(bomb);
    liar.writeUInt32LE(100, liar.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    for (const content of [bomb, liar, gzipSync(zeros), zip({ 'a.zip': bomb })])
      expect(() => readText(content, {}, { maxBytes: 1 << 20 })).toThrow(/unpacks to more than 1 MiB/);
    expect(leftovers()).toEqual([]);
  });

  it.each([
    ['zip', zip({ 'lot.csv': FEED })],
    ['gzip', gzipSync(FEED)],
  ])('%s with a changed byte or a cut is never read as something else', (_name, content) => {
    const whole = Buffer.from(content);
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (at, by, isCut) => {
          const content = isCut ? whole.subarray(0, Math.max(4, at)) : Buffer.from(whole);
          if (!isCut) content[at] = (content[at] ?? 0) ^ by;
          try {
            expect(vins(content)).toEqual(VINS);
          } catch (error) {
            expect(error).toBeInstanceOf(LotwatchError);
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(leftovers()).toEqual([]);
  });
});
