import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LotwatchError } from '../../shared/result.ts';
import { asOfOf, dateInName, digestFile, isSettled, listFolder, namePattern, SETTLE_MS, sourceKey, suggestSlug } from './locate.ts'; // prettier-ignore

const folder = mkdtempSync(join(tmpdir(), 'lotwatch-locate-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('name patterns', () => {
  it.each([
    ['2023-04-30.csv', '.csv'],
    ['inventory_2026-08-21.csv', 'inventory.csv'],
    ['inventory_20260821T063000.CSV', 'inventory.csv'],
    ['Toyota.csv', 'toyota.csv'],
    ['lot 3 - 08-21-2026.json', 'lot.json'],
    ['feed-21aug2026.tsv', 'feed.tsv'],
  ])('%s -> %s', (name, pattern) => expect(namePattern(name)).toBe(pattern));

  it('differ for two makes in one folder, and not for days of one make', () => {
    const key = (name: string): string =>
      sourceKey({ folder: '/feeds', dealer: null, role: 'own', pattern: namePattern(name) });
    expect(key('toyota.csv')).not.toBe(key('ford.csv'));
    expect(key('toyota-2026-08-21.csv')).toBe(key('toyota-2026-08-22.csv'));
  });
});

it.each([
  ['/x/national-sienna/2023-04-30.csv', 'national-sienna'],
  ['toyota.csv', 'toyota'],
  ['/home/ann/My Lot/Inventory Aug 21.csv', 'inventory'],
  ['2023-04-30.csv', 'inventory'],
])('the slug suggested for %s is %s, never a path', (file, slug) => expect(suggestSlug(file)).toBe(slug));

describe('the date of a snapshot', () => {
  const noon = Date.UTC(2026, 7, 21, 12);
  it.each([
    'inventory_2026-08-21.csv',
    '20260821.csv',
    'x-08-21-2026.csv',
    'x 8.21.2026.csv',
    'x_20260821T0630.csv',
    '21-08-2026.csv',
  ])('stands in %s', (name) => expect(dateInName(name)).toBe(noon));
  it.each(['inventory.csv', 'lot-12345678.csv', '2026-13-41.csv', 'stock20260231.csv'])(
    'does not stand in %s',
    (name) => expect(dateInName(name)).toBeNull(),
  );

  it('is the flag, else the name, else the time of the file', () => {
    const hints = { asOfFlag: null, fileName: 'a-2026-08-21.csv', mtimeMs: 1_000.4 };
    expect(asOfOf({ ...hints, asOfFlag: '2026-08-20' })).toBe(Date.UTC(2026, 7, 20));
    expect(asOfOf({ ...hints, asOfFlag: '2026-08-20T06:00:00+02:00' })).toBe(Date.UTC(2026, 7, 20, 4));
    expect(asOfOf(hints)).toBe(noon);
    expect(asOfOf({ ...hints, fileName: 'a.csv' })).toBe(1_000);
    expect(() => asOfOf({ ...hints, asOfFlag: 'yesterday' })).toThrow(LotwatchError);
  });
});

describe('folders', () => {
  it('list their data files in name order, without hidden and unfinished ones', () => {
    for (const name of [
      'day-10.csv',
      'day-2.CSV',
      'a.json',
      '.b.csv',
      'c.csv.tmp',
      'd.tmp.csv',
      '~e.csv',
      'f.csv.part',
      'g.pdf',
    ]) {
      writeFileSync(join(folder, name), 'x');
    }
    mkdirSync(join(folder, 'h.csv'));
    expect(listFolder(folder).map((file) => basename(file))).toEqual(['a.json', 'day-2.CSV', 'day-10.csv']);
  });

  it('that are not there are named', () => {
    expect(() => listFolder('/nowhere/at/all')).toThrow(
      '/nowhere/at/all cannot be read: there is no such folder.',
    );
  });

  it('leave files alone that may still be being written', () => {
    expect(isSettled({ mtimeMs: 1_000, ctimeMs: 0 }, 1_000 + SETTLE_MS - 1)).toBe(false);
    expect(isSettled({ mtimeMs: 1_000, ctimeMs: 0 }, 1_000 + SETTLE_MS)).toBe(true);
    // Ahead of the clock: what no tool can set decides, and where that lies ahead as well, nothing speaks for waiting.
    const ahead = 86_400_000;
    expect(isSettled({ mtimeMs: ahead, ctimeMs: 1_000 }, 1_000)).toBe(false);
    expect(isSettled({ mtimeMs: ahead, ctimeMs: 1_000 }, 1_000 + SETTLE_MS)).toBe(true);
    expect(isSettled({ mtimeMs: ahead, ctimeMs: ahead }, 1_000)).toBe(true);
  });
});

it('the digest is the SHA-256 of the bytes, also beyond one chunk', () => {
  const file = join(folder, 'large.bin');
  const bytes = Buffer.alloc((4 << 20) + 12_345, 'lot');
  writeFileSync(file, bytes);
  expect(digestFile(file)).toBe(createHash('sha256').update(bytes).digest('hex'));
});
