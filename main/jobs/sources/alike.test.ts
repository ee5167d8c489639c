import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SOURCE_SETTINGS } from '../../../shared/lot.ts';
import { openTestLot } from '../msrp-sync/fixture.ts';
import { lookAtFile } from './look.ts';

/** Every feed there is: the cases, each day of the real sources, and one of each format. */
const DATA = join(import.meta.dirname, '../../../../shared/data');
const OWN = join(import.meta.dirname, '../../sources');
const filesOf = (pattern: string, cwd: string): readonly string[] =>
  existsSync(cwd) ? globSync(pattern, { cwd }).map((name) => join(cwd, name)) : [];
const FEEDS = [
  ...filesOf('**/*.{csv,json,xml}', DATA),
  ...filesOf('formats/*.{csv,tsv,json,xml}', OWN),
  ...filesOf('sample/*.csv', OWN),
].map((path) => ({ name: path.split('/').slice(-2).join('/'), path }));

describe('the wizard and a sync without a wizard understand a feed alike', () => {
  it.each(FEEDS)('$name', ({ path }) => {
    const lot = openTestLot();
    try {
      const file = lot.write(basename(path), readFileSync(path));
      const settings = { dealer: 'D' };
      const seen = tried(() => lookAtFile(file, { ...DEFAULT_SOURCE_SETTINGS, ...settings }));
      const synced = tried(() => lot.sync(file, { settings }));
      if (seen === null || synced === null) expect([seen, synced]).toEqual([null, null]);
      else
        expect(JSON.parse(String(lot.db.prepare('SELECT mapped FROM sources').get()?.['mapped']))).toEqual(
          seen.mapped,
        );
    } finally {
      lot.close();
    }
  });
});

/** Null where the file cannot be used, which both must say. */
function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
