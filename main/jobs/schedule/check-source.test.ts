import { mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SETTLE_MS } from '../../sources/locate.ts';
import { insertObservation, UNUSABLE } from '../../store/sync/observations.ts';
import { failSource, listSources, updateSourceSettings } from '../../store/sync/sources.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { defineSources } from '../sources/define.ts';
import { syncSource } from '../sync-source.ts';
import { checkSource } from './check-source.ts';
import { FIRST_RETRY_MS, MAX_RETRY_MS, retryAt } from './retry.ts';

const day = (price: number): string => csv('VIN,MSRP,Price', `1HGCM82633A004352,40000,${price}`);
const NOW = Date.UTC(2026, 5, 1);

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

const source = () => {
  const [found] = listSources(lot.db);
  if (found === undefined) throw new Error('There is no source');
  return found;
};
const check = (now = NOW) => checkSource(lot.db, source(), now);

describe('a file', () => {
  it('is read before its first sync and not after it', () => {
    const file = lot.write('lot.csv', day(39_000));
    defineSources(lot.db, { path: file, name: null, role: 'own', settings: {} });
    expect(check()).toBe('news');
    lot.sync(file);
    expect(check()).toBe('same');
  });

  it('is read when it was written again, also with the same bytes, once it has come to rest', () => {
    lot.sync(lot.write('lot.csv', day(39_000)));
    const file = lot.write('lot.csv', day(39_000));
    const written = statSync(file).mtimeMs;
    expect(check(written + SETTLE_MS - 1)).toBe('unsettled');
    expect(check(written + SETTLE_MS)).toBe('news');
  });

  it('is read when an earlier one was put back', () => {
    const file = lot.write('lot.csv', day(39_000));
    const { mtime } = statSync(file);
    lot.sync(file);
    lot.sync(lot.write('lot.csv', day(38_000)));
    lot.write('lot.csv', day(39_000));
    utimesSync(file, mtime, mtime);
    expect(check()).toBe('news');
  });

  it('is read when it is missing, when its settings changed, and after a failure', () => {
    const file = lot.write('lot.csv', day(39_000));
    lot.sync(file);
    updateSourceSettings(lot.db, source().id, { ...source().settings, currency: 'CAD' });
    expect(check()).toBe('news');
    lot.sync(file);
    expect(check()).toBe('same');
    failSource(lot.db, source().id, 'It was away', NOW);
    expect(check()).toBe('news');
    lot.sync(file);
    rmSync(file);
    expect(check()).toBe('news');
  });

  it('that is bad or missing is reported once, and again when it is replaced or back', () => {
    const file = lot.write('lot.csv', day(39_000));
    const { mtime } = statSync(file);
    lot.sync(file);
    lot.write('lot.csv', 'no inventory');
    expect(check()).toBe('news');
    expect(() => lot.sync(file)).toThrow(/lot\.csv/);
    expect(check()).toBe('same');
    rmSync(file);
    expect(check()).toBe('same');
    lot.write('lot.csv', day(39_000));
    utimesSync(file, mtime, mtime);
    expect(check()).toBe('news');
    lot.sync(file);
    expect(check()).toBe('same');
  });

  it('is not news as long as it is the one that was set aside', () => {
    lot.sync(lot.write('lot.csv', day(39_000)));
    const file = lot.write('lot.csv', day(38_000));
    const key = { file: basename(file), mtime: Math.round(statSync(file).mtimeMs), asOf: NOW };
    insertObservation(lot.db, source().id, key, UNUSABLE, uuidv7());
    expect(check()).toBe('same');
    lot.write('lot.csv', day(37_000));
    expect(check()).toBe('news');
  });
});

describe('what could not be read', () => {
  const files = ['file', 'folder'] as const;
  /** A source whose newest file failed at NOW so many times, without that saying anything about the file. */
  const failed = (kind: (typeof files)[number], tries: number): string => {
    mkdirSync(join(lot.dir, 'feed'));
    const file = lot.write('feed/lot.csv', day(39_000));
    const path = kind === 'file' ? file : join(lot.dir, 'feed');
    defineSources(lot.db, { path, name: null, role: 'own', settings: {} });
    for (let n = 0; n < tries; n += 1) failSource(lot.db, source().id, 'locked', soon, true);
    return file;
  };
  // After the file was written: its change time is the test's own.
  const soon = Date.now() + 60_000;

  it.each(files)('is tried again, less and less often: a %s', (kind) => {
    const waits = [1, 2, 3, 4, 5, 6, 20].map((tries) => {
      failed(kind, tries);
      const { retry } = source();
      const due = retry === null ? 0 : retryAt(retry);
      expect([check(due - 1), check(due)]).toEqual(['unsettled', 'news']);
      lot.close();
      lot = openTestLot();
      return (due - soon) / FIRST_RETRY_MS;
    });
    expect(waits).toEqual([1, 2, 4, 8, 15, 15, 15]);
  });

  it.each(files)('is tried at once when it was written, or given other rights, since: a %s', (kind) => {
    const file = failed(kind, 20);
    expect(check(soon + SETTLE_MS)).toBe('unsettled');
    utimesSync(file, new Date(soon + 1), new Date(soon + 1));
    expect(check(soon + 1 + SETTLE_MS)).toBe('news');
  });

  it.each(files)('because it was away is looked for until it is back: a %s', (kind) => {
    const file = failed(kind, 1);
    rmSync(kind === 'file' ? file : join(lot.dir, 'feed'), { recursive: true });
    expect(check(soon + MAX_RETRY_MS)).toBe('unsettled');
  });

  it('is forgotten after a failure of another kind', () => {
    failed('file', 3);
    failSource(lot.db, source().id, 'no inventory', soon);
    expect(source().retry).toBeNull();
    failSource(lot.db, source().id, 'locked', soon, true);
    expect(source().retry).toEqual({ failedAt: soon, tries: 1 });
  });
});

describe('a folder', () => {
  it('is read with each new file of its own that has come to rest', () => {
    mkdirSync(join(lot.dir, 'feed'));
    lot.write('feed/lot-2026-01-01.csv', day(39_000));
    defineSources(lot.db, { path: join(lot.dir, 'feed'), name: null, role: 'own', settings: {} });
    expect(check()).toBe('news');
    const hooks = { now: () => NOW, isCancelled: () => false, onProgress: () => undefined };
    const outcomes = [...syncSource(lot.db, { slug: source().slug, runId: uuidv7(), asOf: null }, hooks)];
    expect(outcomes).toMatchObject([{ ok: true }]);
    expect(check()).toBe('same');
    lot.write('feed/competitor-2026-01-02.csv', day(38_000));
    expect(check()).toBe('same');
    const written = statSync(lot.write('feed/lot-2026-01-02.csv', day(38_000))).mtimeMs;
    expect(check(written + SETTLE_MS - 1)).toBe('unsettled');
    expect(check(written + SETTLE_MS)).toBe('news');
    rmSync(join(lot.dir, 'feed'), { recursive: true });
    expect(check()).toBe('news');
  });
});
