import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

/** The command line as a person runs it, over a data folder and files of its own. Close it after each test. */
export function openCommandLine() {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-cli-'));
  const lotwatch = (...args: string[]) => {
    const done = spawnSync(process.execPath, [CLI, ...args, '--data-dir', join(dir, 'data')], {
      encoding: 'utf8',
    });
    return { code: done.status, lines: done.stdout.split('\n').filter(Boolean), err: done.stderr };
  };
  return {
    dir,
    lotwatch,
    /** For commands that print JSON lines and must say nothing else. */
    json: (...args: string[]) => {
      const done = lotwatch(...args);
      expect(done.err).toBe('');
      return done.lines.map((line): Record<string, unknown> => JSON.parse(line));
    },
    /** Old enough not to be still being written. */
    write: (name: string, text: string): string => {
      const path = join(dir, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, text);
      const past = new Date(Date.now() - 60_000);
      utimesSync(path, past, past);
      return path;
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}
