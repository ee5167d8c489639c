import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasOwner, takeOwnership } from './owner-lock.ts';

let dir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-lock-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  rmSync(dir, { recursive: true, force: true });
});

/** What an earlier console left, whose process id belongs to `pid` by now. */
const leftover = (pid: number): void =>
  writeFileSync(
    join(dir, 'owner.lock'),
    JSON.stringify({ pid, door: 'desktop', since: new Date().toISOString() }),
  );

/** Another console, once it owns the folder. */
async function otherConsole(): Promise<ChildProcess> {
  const module = new URL('./owner-lock.ts', import.meta.url).href;
  const code = `import { takeOwnership } from ${JSON.stringify(module)};
    takeOwnership(${JSON.stringify(dir)}, 'desktop');
    process.stdout.write('owns');
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

/** As a power cut ends it: nothing is tidied up. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

it('the lock names the living owner to a second console', async () => {
  const { pid } = await otherConsole();
  expect(() => takeOwnership(dir, 'serve')).toThrow(
    new RegExp(`already running on .*process ${pid}, desktop, since`),
  );
});

it('the lock is free as soon as its owner is gone, however fresh what it left and whoever has its process id now', async () => {
  const console = await otherConsole();
  await kill(console);
  expect(existsSync(join(dir, 'owner.lock'))).toBe(true);
  leftover(process.ppid);
  expect(hasOwner(dir)).toBe(false);
  takeOwnership(dir, 'serve')();
});

it('a leftover is not our lock where our own process id stands in a leftover', () => {
  leftover(process.pid);
  takeOwnership(dir, 'serve')();
});

it('the lock stays with an owner that was asleep, or whose clock was changed', async () => {
  const { pid } = await otherConsole();
  for (const shift of [-86_400_000, 86_400_000]) {
    const moved = new Date(Date.now() + shift);
    utimesSync(join(dir, 'owner.lock'), moved, moved);
    expect(hasOwner(dir)).toBe(true);
    expect(() => takeOwnership(dir, 'serve')).toThrow(`process ${pid}`);
  }
});

it('the lock stays with an owner that was stopped for however long, and ends with it alone', async () => {
  const owner = await otherConsole();
  owner.kill('SIGSTOP');
  // Nothing in it counts time: a note from last year is as good as one of a second ago.
  const long = new Date(Date.now() - 365 * 86_400_000);
  utimesSync(join(dir, 'owner.lock'), long, long);
  expect(hasOwner(dir)).toBe(true);
  expect(() => takeOwnership(dir, 'serve')).toThrow(`process ${owner.pid}`);
  // The one that was refused has taken nothing from it.
  owner.kill('SIGCONT');
  expect(existsSync(join(dir, 'owner.lock'))).toBe(true);
  expect(() => takeOwnership(dir, 'serve')).toThrow(`process ${owner.pid}`);
  await kill(owner);
  takeOwnership(dir, 'serve')();
});

it('the lock reports an owner without a name where the note of the owner cannot be read', async () => {
  await otherConsole();
  writeFileSync(join(dir, 'owner.lock'), '{"pid": ');
  expect(() => takeOwnership(dir, 'serve')).toThrow(/already running on .*Use that one/);
});

it('the lock is checked by any number of commands without one of them seeing another', () => {
  expect(hasOwner(dir)).toBe(false);
  const release = takeOwnership(dir, 'serve');
  expect(hasOwner(dir)).toBe(true);
  expect(() => takeOwnership(dir, 'desktop')).toThrow(`process ${process.pid}, serve`);
  expect(hasOwner(dir)).toBe(true);
  release();
  expect([hasOwner(dir), hasOwner(dir), existsSync(join(dir, 'owner.lock'))]).toEqual([
    false,
    false,
    false,
  ]);
  takeOwnership(dir, 'desktop')();
});

it('the lock says which folder cannot be written, why, and what to do', () => {
  writeFileSync(join(dir, 'file'), '');
  expect(() => takeOwnership(join(dir, 'file'), 'serve')).toThrow(
    /Cannot write to the data folder .*file: .*--data-dir/,
  );
});
