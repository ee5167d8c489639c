import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAuthFile } from '../cli/feed.ts';
import { readConfig } from '../config.ts';
import { programToken } from '../gateway/program-token.ts';
import { importSignals } from '../jobs/score-recompute/import-signals.ts';
import { openWriter } from '../store/open.ts';
import { openSecretFile, SECRET_FILE } from '../store/secret-file.ts';
import { breakOf, parseJson, readTextFile } from './text-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-text-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
/** As the tools of Windows write it. */
const WRITTEN: Readonly<Record<string, (text: string) => Buffer>> = {
  'as it is': (text) => Buffer.from(text),
  'with a byte order mark (Notepad)': (text) => Buffer.from(`\uFEFF${text}`),
  'in UTF-16 (PowerShell’s >)': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'in UTF-16, big end first': (text) => utf16be(`\uFEFF${text}`),
  'with the line ends of Windows': (text) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`),
};

/** Every file of the product that somebody may write by hand, with what is read from it. */
const FILES: Readonly<Record<string, { text: string; read: (path: string) => unknown; gives: unknown }>> = {
  'config.json': {
    text: '{\n  "port": 4100\n}\n',
    read: () => readConfig({ dataDir: dir }, {}).port,
    gives: 4_100,
  },
  'auth.json': {
    text: '{\n"token": "t-ö"\n}\n',
    read: readAuthFile,
    gives: { kind: 'bearer', token: 't-ö' },
  },
  [SECRET_FILE]: {
    text: '{\n"lot": "ö"\n}\n',
    read: () => openSecretFile(dir).read('lot'),
    gives: 'ö',
  },
  token: {
    text: 'a-token-of-a-person\n',
    read: (path) => programToken(null, path),
    gives: 'a-token-of-a-person',
  },
  'signals.json': {
    text: '[{"dealerId": "ö",\n"asOf": "2026-08-21"}]\n',
    read: signalsOf,
    gives: ['ö'],
  },
  'signals.csv': { text: 'dealerId,asOf\nö,2026-08-21\n', read: signalsOf, gives: ['ö'] },
};

function signalsOf(path: string): readonly string[] {
  const db = openWriter(join(dir, 'data'));
  try {
    return importSignals(db, path, Date.parse('2026-08-22')).dealers;
  } finally {
    db.close();
  }
}

describe.each(Object.keys(FILES))('%s', (name) => {
  const file = FILES[name];
  if (file === undefined) throw new Error(name);

  it.each(Object.entries(WRITTEN))('is read %s', async (_how, write) => {
    writeFileSync(join(dir, name), write(file.text));
    expect(await file.read(join(dir, name))).toEqual(file.gives);
  });
});

it.each(['config.json', 'auth.json', SECRET_FILE, 'signals.json'])(
  'says of a broken %s in which line and column, and repeats nothing of it',
  async (name) => {
    const path = join(dir, name);
    writeFileSync(path, '\uFEFF[{\n  "user": hush,\n}]');
    const reading = async () => FILES[name]?.read(path) ?? readAuthFile(path);
    const error: unknown = await reading().catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(name);
    expect(String(error)).toContain('line 2, column 11');
    expect(String(error)).not.toContain('hush');
  },
);

describe('config.json', () => {
  it('that cannot be read is reported, not taken for an absent one', () => {
    rmSync(join(dir, 'config.json'), { force: true });
    expect(readConfig({ dataDir: dir }, {}).port).toBe(3_000);
    expect(readConfig({ dataDir: join(dir, 'none') }, {}).port).toBe(3_000);
    writeFileSync(join(dir, 'file'), '');
    expect(readConfig({ dataDir: join(dir, 'file') }, {}).port).toBe(3_000);
  });

  it('is named by its key where a value is off or a key is not known', () => {
    writeFileSync(join(dir, 'config.json'), '{"port": "many", "logLevl": "info"}');
    expect(() => readConfig({ dataDir: dir }, {})).toThrow(/config\.json.*port: .*"logLevl"/);
  });
});

it.each([
  ['', 'it ends too early, at line 1, column 1'],
  ['{"a": [1, 2', 'it ends too early, at line 1, column 12'],
  ['{\n "a": 1,\n}', 'see line 3, column 1'],
  ["{'a': 1}", 'see line 1, column 2'],
  ['{"a": 1} x', 'see line 1, column 10'],
  ['[1,\r\n2,\r\n03]', 'see line 3, column 2'],
  ['// mine\n{}', 'see line 1, column 1'],
])('the parser finds where %j stops being JSON', (text, where) => {
  expect(() => parseJson(text, 'x.json')).toThrow(`x.json is not valid JSON: ${where}.`);
});

const faultOf = (text: string): string | null => {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return String(error);
  }
};

it('the parser agrees with the engine on what is JSON, and on the place where the engine reports it', () => {
  const damaged = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', '1', '{', 'x', ' ', '\\'))
    .map(
      ([text, at, put]) =>
        text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1),
    );
  fc.assert(
    fc.property(damaged, (text) => {
      const fault = faultOf(text);
      // Within words and texts the engine counts letters; we name where the word or text begins.
      const at = /: Expected .* in JSON at position (\d+)/.exec(fault ?? '')?.[1];
      if (fault === null) expect(breakOf(text)).toBe(text.length);
      if (at !== undefined) expect([text, breakOf(text)]).toEqual([text, Number(at)]);
    }),
    { numRuns: 3_000, seed: 29 },
  );
});

it('reading a text file gives the error of the file system for a file that is not there', () => {
  expect(() => readTextFile(join(dir, 'none'))).toThrow(/ENOENT/);
});
