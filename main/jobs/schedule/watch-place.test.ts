import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchPlace, type Place, type PlaceWatch } from './watch-place.ts';

let dir: string;
let moves = 0;
let watch: PlaceWatch | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-watch-'));
  mkdirSync(join(dir, 'feed'));
});
afterEach(() => {
  watch?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const open = async (kind: Place['kind'], location: string): Promise<PlaceWatch> => {
  watch = watchPlace({ kind, location }, () => {
    moves += 1;
  });
  await watch.renew();
  moves = 0;
  return watch;
};

describe('a watched place', () => {
  it('reports each time that a file is replaced by another', async () => {
    const file = join(dir, 'feed', 'lot.csv');
    writeFileSync(file, 'a');
    await open('file', file);
    for (const text of ['b', 'c']) {
      moves = 0;
      writeFileSync(`${file}.tmp`, text);
      renameSync(`${file}.tmp`, file);
      await expect.poll(() => moves).toBeGreaterThan(0);
    }
  });

  it('says nothing of the neighbours of a file', async () => {
    const file = join(dir, 'feed', 'lot.csv');
    const watch = await open('file', file);
    for (let other = 0; other < 10; other += 1) writeFileSync(join(dir, 'feed', `other-${other}.csv`), 'a');
    await watch.renew();
    expect(moves).toBe(0);
    // Earlier changes have been reported by then.
    writeFileSync(file, 'a');
    await expect.poll(() => moves).toBeGreaterThan(0);
    expect(moves).toBeLessThan(10);
  });

  it('is found again when its folder was away or is another one', async () => {
    const feed = join(dir, 'feed');
    const watch = await open('folder', feed);
    rmSync(feed, { recursive: true });
    await watch.renew();
    mkdirSync(feed);
    moves = 0;
    await watch.renew();
    expect(moves).toBe(1);
    writeFileSync(join(feed, 'lot.csv'), 'a');
    await expect.poll(() => moves).toBeGreaterThan(1);
  });

  it('says nothing after it was stopped', async () => {
    const watch = await open('folder', join(dir, 'feed'));
    watch.stop();
    await watch.renew();
    expect(moves).toBe(0);
  });
});
