import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { storeBody } from './body.ts';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'lotwatch-body-'))));
afterEach(() => rmSync(dir, { recursive: true }));

/** A connection that breaks before its first byte. */
// oxlint-disable-next-line require-yield -- nothing ever comes
async function* broken(): AsyncGenerator<Buffer> {
  throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
}

it('a connection that breaks at once leaves no file that is made after its removal', async () => {
  for (let at = 0; at < 50; at += 1) {
    const path = join(dir, `lot-${at}.part`);
    const delivery = {
      ...{ kind: 'body' as const, url: new URL('http://feeds.test/lot.csv'), chunks: broken(), total: 9 },
      ...{ etag: null, lastModified: null, close: () => undefined },
    };
    // oxlint-disable no-await-in-loop -- one after the other: each has a file system to itself
    await expect(
      storeBody(delivery, {
        path,
        maxBytes: 1_000,
        signal: new AbortController().signal,
        onBytes: () => undefined,
      }),
    ).rejects.toThrow(/cut short/);
    rmSync(path, { force: true });
    // Behind whatever the file system was still asked for.
    await readdir(dir);
  }
  expect(await readdir(dir)).toEqual([]);
});
