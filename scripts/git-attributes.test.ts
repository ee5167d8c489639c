import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';

/** The formatter, the fixtures of feeds and several tests look at bytes: a checkout must not change any. */
const git = (args: readonly string[], input = ''): string =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'ignore'] });
const isCheckout = (): boolean => {
  try {
    return git(['rev-parse', '--show-prefix']).trim() === '';
  } catch {
    return false;
  }
};
const folder = mkdtempSync(join(tmpdir(), 'lotwatch-checkout-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!isCheckout())('a checkout (needs a clone of git)', () => {
  it('has every file byte for byte where git is set up as on Windows', () => {
    const windows = ['-c', 'core.autocrlf=true', '-c', 'core.eol=crlf'];
    git([...windows, 'checkout-index', '--all', `--prefix=${folder}/`]);
    // "<mode> <hash> <stage>\t<path>"
    const entries = git(['ls-files', '--stage', '-z']).split('\0').filter(Boolean);
    const paths = entries.map((entry) => entry.slice(entry.indexOf('\t') + 1));
    const stored = entries.map((entry) => entry.split(' ')[1]);
    const written = git(
      ['hash-object', '--no-filters', '--stdin-paths'],
      paths.map((path) => `${join(folder, path)}\n`).join(''),
    ).split('\n');
    expect(paths.length).toBeGreaterThan(500);
    expect(paths.filter((_, at) => stored[at] !== written[at])).toEqual([]);
  });

  it('says of every file with other line ends than LF that its bytes matter', () => {
    // "i/<in git> w/<here> attr/<attributes>\t<path>"
    const entries = git(['ls-files', '--eol', '-z']).split('\0').filter(Boolean);
    const odd = entries.filter((entry) => !/^i\/(?:lf|none) /.test(entry));
    expect(odd.length).toBeGreaterThan(5);
    expect(odd.filter((entry) => !entry.includes('attr/-text'))).toEqual([]);
  });
});
