import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRetrying } from '../files/change-files.ts';
import type { OpenOptions } from './read/open-snapshot.ts';
import type { ParsedRow, ReadSettings, Snapshot } from './snapshot.ts';
import { openUnderstood } from './understand.ts';

/** For tests: settings that leave everything to the alias table. */
export const PLAIN: ReadSettings = {
  mapping: {},
  constants: {},
  dealer: null,
  condition: 'new',
  currency: null,
  priceKind: null,
};

/** For tests: everything one reading of a file gives. */
export type Reading = {
  readonly snapshot: Snapshot;
  readonly rows: readonly ParsedRow[];
  /** Both lanes of each record's hash. */
  readonly hashes: readonly string[];
};

/** For tests: writes `content` to a file of its own, reads all of it and removes it. */
export function readText(
  content: string | Uint8Array,
  settings: Partial<ReadSettings> = {},
  options: OpenOptions = {},
): Reading {
  const folder = mkdtempSync(join(tmpdir(), 'lotwatch-sources-'));
  const file = join(folder, 'inventory.dat');
  try {
    writeFileSync(file, content);
    return readFile(file, settings, options);
  } finally {
    removeRetrying(folder);
  }
}

/** For tests: reads every row of a file. */
export function readFile(
  file: string,
  settings: Partial<ReadSettings> = {},
  options: OpenOptions = {},
): Reading {
  const { snapshot } = openUnderstood(file, { ...PLAIN, ...settings }, null, options);
  try {
    const rows: ParsedRow[] = [];
    const hashes: string[] = [];
    for (const batch of snapshot.batches()) {
      rows.push(...batch.parse([...Array(batch.count).keys()]));
      for (let i = 0; i < batch.count; i += 1) hashes.push(`${batch.hashHigh[i]}-${batch.hashLow[i]}`);
    }
    return { snapshot, rows, hashes };
  } finally {
    snapshot.close();
  }
}
