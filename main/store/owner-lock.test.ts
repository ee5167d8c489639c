import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeOwnership } from './owner-lock.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const lockOf = (pid: number): void =>
  writeFileSync(
    join(dir, 'owner.lock'),
    JSON.stringify({ pid, door: 'desktop', since: '2026-08-21T09:00:00.000Z' }),
  );

it('names the living owner to a second console', () => {
  lockOf(process.ppid);
  expect(() => takeOwnership(dir, 'serve')).toThrow(
    new RegExp(`already running on .*process ${process.ppid}, desktop`),
  );
});

it('takes over from a process that is gone', () => {
  const ended = spawnSync(process.execPath, ['-e', '']);
  lockOf(ended.pid);
  const release = takeOwnership(dir, 'serve');
  expect(() => takeOwnership(dir, 'serve')).not.toThrow(/desktop/);
  release();
});

it('takes over a lock whose process id now belongs to somebody else', () => {
  lockOf(process.ppid);
  const longAgo = new Date(Date.now() - 10 * 60_000);
  utimesSync(join(dir, 'owner.lock'), longAgo, longAgo);
  takeOwnership(dir, 'serve')();
});

it('is free again when it was given up', () => {
  takeOwnership(dir, 'desktop')();
  takeOwnership(dir, 'serve')();
});
