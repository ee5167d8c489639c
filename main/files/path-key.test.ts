import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SOURCE_SETTINGS } from '../../shared/lot.ts';
import { defineSources } from '../jobs/sources/define.ts';
import { previewSync } from '../jobs/sources/preview.ts';
import { pathKey, samePath } from './path-key.ts';
import {
  insertObservation,
  isObserved,
  isUnusable,
  observedTimes,
  UNUSABLE,
} from '../store/sync/observations.ts';
import { openWriter, transaction, type Db } from '../store/open.ts';
import { insertSource, listSources } from '../store/sync/sources.ts';

describe('on Windows', () => {
  it.each([
    ['a drive in capitals', 'C:\\lots\\day.csv', 'c:\\lots\\day.csv'],
    ['names in capitals', 'C:\\Lots\\DAY.CSV', 'c:\\lots\\day.csv'],
    ['letters beyond English', 'C:\\Händler\\ÄÖÜ.csv', 'c:\\händler\\äöü.csv'],
    ['slashes', 'c:/lots/day.csv', 'c:\\lots\\day.csv'],
    ['slashes of both kinds, doubled', 'c:\\lots//old\\\\day.csv', 'c:\\lots\\old\\day.csv'],
    ['a separator at the end', 'C:\\Lots\\', 'c:\\lots'],
    ['several at the end', 'C:/Lots//', 'c:\\lots'],
    ['steps', 'C:\\lots\\.\\new\\..\\day.csv', 'c:\\lots\\day.csv'],
    ['the root of a drive', 'D:/', 'd:\\'],
    ['a share', '\\\\Server\\Feeds\\Lot', '\\\\server\\feeds\\lot'],
    ['a share with slashes and an end', '//Server/Feeds/Lot/', '\\\\server\\feeds\\lot'],
    ['a share’s own root, with its end', '\\\\Server\\Feeds\\', '\\\\server\\feeds\\'],
    ['a share’s own root, without', '\\\\Server\\Feeds', '\\\\server\\feeds\\'],
    ['a long path', '\\\\?\\C:\\Lots\\day.csv', 'c:\\lots\\day.csv'],
    ['a long path of a share', '\\\\?\\UNC\\Server\\Feeds\\Lot', '\\\\server\\feeds\\lot'],
    ['a device path of a drive', '\\\\.\\C:\\Lots', 'c:\\lots'],
    ['a short name, left alone', 'C:\\LOTS~1\\day.csv', 'c:\\lots~1\\day.csv'],
    ['a bare name', 'Day.CSV', 'day.csv'],
  ])('%s', (_what, written, key) => {
    expect(pathKey(written, 'win32')).toBe(key);
    // A key stays as it is.
    expect(pathKey(key, 'win32')).toBe(key);
  });

  it.each([
    ['C:\\lots', 'D:\\lots'],
    ['C:\\lots', 'C:\\lots2'],
    ['\\\\server\\feeds\\lot', 'C:\\server\\feeds\\lot'],
    ['C:\\LOTS~1', 'C:\\lots-of-cars'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(samePath(a, b, 'win32')).toBe(false);
  });
});

it.each<[NodeJS.Platform, string, string, boolean]>([
  ['darwin', '/Lots/Ä', '/lots/a\u0308/', true],
  ['darwin', '/lots/a', '/lots/b', false],
  ['linux', '/Lots', '/lots', false],
  ['linux', '/lots/', '/lots', true],
  ['linux', '/lots/a\\b', '/lots/a/b', false],
  ['linux', '/', '/', true],
  ['win32', 'https://a.example/Lot.csv', 'https://a.example/lot.csv', false],
  ['win32', 'https://a.example/lot/', 'https://a.example/lot', false],
])('on %s %s and %s: %s', (platform, a, b, same) => {
  expect(samePath(a, b, platform)).toBe(same);
});

/** The disk of the tests is case-sensitive: two folders represent one that was written in two ways. */
describe('where the disk is not case-sensitive', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {};
  let dir: string;
  let db: Db;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lotwatch-path-'));
    db = openWriter(join(dir, 'data'));
    for (const folder of ['Lots', 'lots']) {
      mkdirSync(join(dir, folder), { recursive: true });
      writeFileSync(join(dir, folder, 'day.csv'), 'VIN,Price\n1HGCM82633A004352,39000\n');
    }
    Object.defineProperty(process, 'platform', { ...platform, value: 'darwin' });
  });
  afterEach(() => {
    Object.defineProperty(process, 'platform', platform);
    db.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const request = (folder: string) =>
    ({ path: join(dir, folder, 'day.csv'), name: null, role: 'own', settings: {} }) as const;

  it('a source is continued from the folder in another writing', () => {
    const [first] = defineSources(db, request('Lots'));
    const [second] = defineSources(db, request('lots'));
    expect(second?.id).toBe(first?.id);
    expect(listSources(db)).toHaveLength(1);
  });

  it('a source of an earlier version, whose key has the folder as it was written, is continued', () => {
    const known = insertSource(db, {
      key: JSON.stringify([join(dir, 'Lots'), null, 'own', 'day.csv']),
      slug: 'day',
      kind: 'file',
      location: join(dir, 'Lots', 'day.csv'),
      pattern: 'day.csv',
      role: 'own',
      settings: DEFAULT_SOURCE_SETTINGS,
    });
    const [continued] = defineSources(db, request('lots'));
    expect(continued?.id).toBe(known.id);
    const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
    expect(previewSync(db, request('lots'), hooks).source).toBe('day');
  });

  it('a file that was read is known by its name in another writing', () => {
    const [source] = defineSources(db, request('lots'));
    if (source === undefined) throw new Error('a file is a source');
    const key = { file: 'Day.csv', mtime: 5, asOf: 7 };
    transaction(db, () => {
      insertObservation(db, source.id, key, 1, 'r1');
      insertObservation(db, source.id, { ...key, mtime: 6 }, UNUSABLE, 'r2');
    });
    expect(isObserved(db, source.id, { ...key, file: 'DAY.CSV' })).toBe(true);
    expect(isObserved(db, source.id, { ...key, file: 'DAYS.CSV' })).toBe(false);
    expect(isUnusable(db, source.id, 'day.CSV', 6)).toBe(true);
    expect([...observedTimes(db, source.id)('dAY.csv')]).toEqual([5, 6]);
    expect([...observedTimes(db, source.id)('other.csv')]).toEqual([]);
  });
});
