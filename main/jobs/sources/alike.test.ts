import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SOURCE_SETTINGS } from '../../../shared/lot.ts';
import { openTestLot } from '../msrp-sync/fixture.ts';
import { lookAtFile } from './look.ts';

/** Every small feed there is, and one of each real source. */
const DATA = join(import.meta.dirname, '../../../../shared/data');
const FEEDS = existsSync(DATA)
  ? [
      ...globSync('cases/*.{csv,json,xml}', { cwd: DATA }),
      ...['national-sienna/2023-04-30.csv', 'puget-rav4/2026-06-01.json'],
    ].filter((name) => existsSync(join(DATA, name)))
  : [];

describe.skipIf(FEEDS.length === 0)(
  'the wizard and a sync without a wizard understand a feed alike',
  () => {
    it.each(FEEDS)('%s', (name) => {
      const lot = openTestLot();
      try {
        const file = lot.write(basename(name), readFileSync(join(DATA, name)));
        const settings = { dealer: 'D' };
        const seen = tried(() => lookAtFile(file, { ...DEFAULT_SOURCE_SETTINGS, ...settings }));
        const synced = tried(() => lot.sync(file, { settings }));
        if (seen === null || synced === null) expect([seen, synced]).toEqual([null, null]);
        else
          expect(
            JSON.parse(String(lot.db.prepare('SELECT mapped FROM sources').get()?.['mapped'])),
          ).toEqual(seen.mapped);
      } finally {
        lot.close();
      }
    });
  },
);

/** Null where the file cannot be used, which both must say. */
function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
