import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAuthFile } from '../cli/feed.ts';
import { readConfig } from '../config.ts';
import { placeOf } from '../jobs/sources/define.ts';
import { inspectPath } from '../jobs/sources/inspect.ts';
import { importSignals } from '../jobs/score-recompute/import-signals.ts';
import { parseAddress } from '../sources/http/addresses.ts';
import { openWriter } from '../store/open.ts';
import { typedPath } from './typed-path.ts';

const nowhere = () => false;
const windows = { home: 'C:\\Users\\Ann', platform: 'win32', exists: nowhere } as const;
const linux = { home: '/home/ann', platform: 'linux', exists: nowhere } as const;

describe('a typed path', () => {
  it.each([
    ['"C:\\feeds\\my file.csv"', 'C:\\feeds\\my file.csv'],
    ['~\\feed.csv', 'C:\\Users\\Ann\\feed.csv'],
    ['~/feed.csv', 'C:\\Users\\Ann\\feed.csv'],
    ['file:///C:/feeds/my%20file.csv', 'C:\\feeds\\my file.csv'],
    ['file://server/share/feed.csv', '\\\\server\\share\\feed.csv'],
    ['"\\\\server\\share\\feed.csv" ', '\\\\server\\share\\feed.csv'],
  ])('%s is %s on Windows', (typed, path) => expect(typedPath(typed, windows)).toBe(path));

  it.each([
    ["'/feeds/my file.csv'", '/feeds/my file.csv'],
    ['~', '/home/ann'],
    ['"~/feed.csv"', '/home/ann/feed.csv'],
    ['file:///feeds/my%20file.csv', '/feeds/my file.csv'],
    ['/feeds/feed.csv  ', '/feeds/feed.csv'],
    ['/feeds/~/feed.csv', '/feeds/~/feed.csv'],
  ])('%s is %s elsewhere', (typed, path) => expect(typedPath(typed, linux)).toBe(path));

  it('that is there as it was written is meant, whatever it looks like', () => {
    expect(typedPath("/feeds/'odd'", { ...linux, exists: (path) => path === "/feeds/'odd'" })).toBe(
      "/feeds/'odd'",
    );
  });

  it('of another machine is refused in words', () => {
    expect(() => typedPath('file://server/feed.csv', linux)).toThrow(
      /not a file on this machine; write it as/,
    );
  });
});

describe('every adapter takes a path as people write it', () => {
  let dir = '';
  let file = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lotwatch-typed-'));
    for (const name of ['HOME', 'USERPROFILE']) vi.stubEnv(name, dir);
    mkdirSync(join(dir, 'my feeds'));
    file = join(dir, 'my feeds', 'a feed.csv');
    writeFileSync(file, 'vin,price\nA1,100\n');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(dir, { recursive: true, force: true });
  });

  const ways = (path: string): readonly string[] => [
    `"${path}"`,
    `'${path}'`,
    `  ${path} `,
    `~/${relative(dir, path)}`,
    pathToFileURL(path).href,
  ];

  it('a source', () => {
    for (const typed of ways(file)) {
      expect(placeOf(typed)).toEqual({ kind: 'file', path: file });
      expect(inspectPath(typed, {}).files).toMatchObject([{ name: 'a feed.csv' }]);
    }
    for (const typed of ways(join(dir, 'my feeds'))) expect(placeOf(typed).kind).toBe('folder');
  });

  it('an address', () => {
    expect(placeOf(' "https://x.test/lot.csv" ')).toEqual({ kind: 'http', path: 'https://x.test/lot.csv' });
    expect(parseAddress("'https://x.test/lot.csv'").url.href).toBe('https://x.test/lot.csv');
  });

  it('a signals file', () => {
    const db = openWriter(join(dir, 'data'));
    try {
      writeFileSync(file, '[{"dealerId":"North","asOf":"2026-08-01","seo":50}]');
      for (const typed of ways(file))
        expect(importSignals(db, typed, Date.UTC(2026, 7, 2)).dealers).toEqual(['North']);
    } finally {
      db.close();
    }
  });

  it('the data folder, by flag and by environment', () => {
    for (const typed of ways(dir)) {
      expect(readConfig({ dataDir: typed }, {}).dataDir).toBe(dir);
      expect(readConfig({}, { LOTWATCH_DATA_DIR: typed }).dataDir).toBe(dir);
    }
  });

  it('the file of a password', () => {
    writeFileSync(file, '{"token":"T"}');
    for (const typed of ways(file)) expect(readAuthFile(typed)).toEqual({ kind: 'bearer', token: 'T' });
  });
});
