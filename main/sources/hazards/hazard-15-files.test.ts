import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dateInName, isSettled, listFolder, namePattern, SETTLE_MS } from '../locate.ts';

/** Hazard 15, the part of files: half written ones, temporary names, daily names. The part of HTTP is in sources/http. */
describe('hazard 15, files', () => {
  it('waits for a file to settle, and passes over temporary and hidden names', () => {
    expect(isSettled({ mtimeMs: 1_000, ctimeMs: 0 }, 1_000 + SETTLE_MS - 1)).toBe(false);
    const folder = mkdtempSync(join(tmpdir(), 'lotwatch-hazard-'));
    try {
      for (const name of [
        'lot.csv',
        'lot.csv.tmp',
        '.lot.csv',
        'lot.csv.part',
        '~lot.csv',
        'lot.xml',
        'lot.xml.crdownload',
      ])
        writeFileSync(join(folder, name), 'x');
      expect(listFolder(folder).map((file) => basename(file))).toEqual(['lot.csv', 'lot.xml']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('daily names are one source, in order of their day', () => {
    const names = ['inventory_2026-08-21.csv', 'inventory_2026-08-22.csv', 'inventory_20260823.csv'];
    expect(new Set(names.map(namePattern))).toEqual(new Set(['inventory.csv']));
    const days = names.map((name) => dateInName(name) ?? 0);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(days[0]).toBe(Date.UTC(2026, 7, 21, 12));
  });
});
