import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRetrying } from '../files/change-files.ts';
import { openReader, openWriter, type Db } from './open.ts';

/** For tests: a real database in a folder of its own, with one connection that writes and one that reads. */
export type TestStore = { readonly dir: string; readonly writer: Db; readonly reader: Db; close(): void };

export function openTestStore(): TestStore {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-test-'));
  const writer = openWriter(dir);
  const reader = openReader(dir);
  return {
    dir,
    writer,
    reader,
    close: () => {
      reader.close();
      writer.close();
      removeRetrying(dir);
    },
  };
}
