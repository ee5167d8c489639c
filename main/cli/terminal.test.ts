import { globSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeConsole } from '../consoles.fixture.ts';
import { logDirectory, openLog } from '../log/log.ts';
import { plainJson, plainLine, plainText } from '../log/terminal.ts';

/** What a terminal obeys, with a text that pretends to be a line of ours. */
const EVIL = '\u001b]0;owned\u0007\u001b[31m\u009b2J\u202eFORGED\u2066\u200f';
const FORGED = `${EVIL}\nlotwatch: FORGED all is well`;
const OBEYED = /(?![\n\t\r])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
const VIN = '1HGCM82633A004352';
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const lot = (price: number): string =>
  [
    ['VIN', 'MSRP', 'Price', 'Make', 'Model', 'Trim', 'Dealer', 'Stock', cell(`Odd ${FORGED}`)].join(','),
    [
      VIN,
      40_000,
      price,
      'Ford',
      cell(`F-150${FORGED}`),
      cell(EVIL),
      cell(`Dealer${FORGED}`),
      cell(EVIL),
      'x',
    ].join(','),
    [cell(`BAD${FORGED}`), 41_000, 40_000, 'Ford', 'F-150', 'XL', 'Other', '2', 'x'].join(','),
    '',
  ].join('\n');

describe('what commands print', () => {
  const one = makeConsole();
  const folder = join(one.dataDir, '..', 'lots');
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const past = new Date(Date.now() - 60_000);
    utimesSync(path, past, past);
    return path;
  };
  let odd = '';
  const said: string[] = [];
  const run = (...args: string[]): string => {
    const { out, err } = one.cli({}, ...args);
    said.push(`${args.join(' ')}\n${out}${err}`);
    return out + err;
  };
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    odd = file(`lot${FORGED.replaceAll('/', '')}.csv`, lot(39_000));
    run('sync', odd);
  }, 30_000);
  afterAll(() => one.end());

  const COMMANDS: (() => string[])[] = [
    () => ['sync', file('lot.csv', lot(38_000)), '--dealer', FORGED],
    // A price no market explains: it waits for review.
    () => ['sync', file('lot.csv', lot(3)), '--dealer', FORGED, '--as-of', '2026-08-22'],
    () => ['sync', odd, '--dry-run'],
    () => ['sync', join(folder, `missing${FORGED}.csv`)],
    () => ['review', 'list'],
    () => ['vehicles', '--csv'],
    () => ['vehicles'],
    () => ['events', '--csv'],
    () => ['events'],
    () => ['summary', '--since', '2020-01-01'],
    () => ['history', VIN],
    () => ['history', VIN, '--csv'],
    () => ['sources'],
    () => ['warnings'],
    () => ['signals', 'import', odd],
    () => ['sync', `--${EVIL}`],
    () => [FORGED],
  ];

  it('has nothing in it that a terminal obeys, and no line that is not ours', { timeout: 120_000 }, () => {
    for (const args of COMMANDS) {
      const given = args();
      const out = run(...given);
      expect([given[0], OBEYED.exec(out)?.[0].codePointAt(0)]).toEqual([given[0], undefined]);
      expect([
        given[0],
        given[1],
        out.split('\n').filter((line) => line.startsWith('lotwatch: FORGED')).length,
      ]).toEqual([given[0], given[1], 0]);
    }
    // They did meet it.
    expect(said.filter((text) => text.includes('FORGED')).length).toBeGreaterThan(8);
  });
});

it('a log has nothing in it that a terminal obeys, and one line for an entry', async () => {
  const one = makeConsole();
  try {
    const { log, close } = await openLog(one.dataDir, 'info');
    log.info({ file: FORGED }, FORGED);
    await close();
    const [name = ''] = readdirSync(logDirectory(one.dataDir));
    const text = readFileSync(join(logDirectory(one.dataDir), name), 'utf8');
    expect([OBEYED.test(text), text.split('\n').length]).toEqual([false, 2]);
    expect(JSON.parse(text)).toMatchObject({ file: FORGED, msg: FORGED });
  } finally {
    await one.end();
  }
});

it('says the same, written out', () => {
  expect(plainLine('a\u001b[31m\r\n\tb\u202e')).toBe('a\\u001b[31m b\\u202e');
  expect(plainText('a\n\tb\u009b')).toBe('a\n\tb\\u009b');
  expect(JSON.parse(plainJson(JSON.stringify({ a: FORGED })))).toEqual({ a: FORGED });
  expect(plainLine('Autohaus Müller · שלום · 東京')).toBe('Autohaus Müller · שלום · 東京');
});

it('is the only way to a terminal', () => {
  const root = new URL('../', import.meta.url).pathname;
  const others = globSync('**/*.ts', { cwd: root })
    .filter((path) => !/\.(?:test|fixture)\.ts$|log\/terminal\.ts$|scripted-/.test(path))
    .filter((path) =>
      /std(?:out|err)\.write\(|console\.\w+\(/.test(readFileSync(join(root, path), 'utf8')),
    );
  // These are given the stream, and go by `plainLine`.
  expect(others.toSorted()).toEqual(['desktop/restart.ts', 'desktop/start-failure.ts']);
});
