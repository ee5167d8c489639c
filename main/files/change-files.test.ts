import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  copyBytes,
  removeIfPossible,
  removeRetrying,
  renameRetrying,
  replaceFile,
} from './change-files.ts';
import { endFaults, plantFault } from './fs-faults.fixture.ts';

vi.mock('node:fs', async (original) =>
  (await import('./fs-faults.fixture.ts')).withFaults(await original()),
);

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-files-'));
});
afterEach(() => {
  endFaults();
  rmSync(dir, { recursive: true, force: true });
});
const at = (name: string): string => join(dir, name);

describe('a file that another program looks at', () => {
  it('is renamed and removed all the same', async () => {
    writeFileSync(at('part'), 'new');
    writeFileSync(at('whole'), 'old');
    plantFault('renameSync', /part/, 'EBUSY', 2);
    await renameRetrying(at('part'), at('whole'));
    expect(endFaults()).toBe(2);
    expect(readFileSync(at('whole'), 'utf8')).toBe('new');
    plantFault('rmSync', /whole/, 'EBUSY', 2);
    removeRetrying(at('whole'));
    expect(endFaults()).toBe(2);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('that is no longer needed is left to the next sweep', () => {
    writeFileSync(at('left'), '');
    plantFault('rmSync', /left/, 'EBUSY');
    expect(() => removeIfPossible(at('left'))).not.toThrow();
    expect(readdirSync(dir)).toEqual(['left']);
  });
});

describe('a file that takes another’s place', () => {
  it('is of this account alone', async () => {
    await replaceFile(at('secret'), 'a');
    await replaceFile(at('secret'), 'b');
    expect(readFileSync(at('secret'), 'utf8')).toBe('b');
    expect(statSync(at('secret')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir)).toEqual(['secret']);
  });

  it('leaves the old one and no half where it fails', async () => {
    await replaceFile(at('secret'), 'a');
    plantFault('renameSync', /secret/, 'EIO');
    await expect(replaceFile(at('secret'), 'b')).rejects.toThrow('EIO');
    expect(readFileSync(at('secret'), 'utf8')).toBe('a');
    expect(readdirSync(dir)).toEqual(['secret']);
  });
});

describe('a copy', () => {
  it('has all bytes, however many, and none of the mode', () => {
    const bytes = Buffer.alloc((5 << 20) + 17, 'lot');
    writeFileSync(at('feed'), bytes, { mode: 0o444 });
    copyBytes(at('feed'), at('copy'));
    expect(readFileSync(at('copy')).equals(bytes)).toBe(true);
    expect(statSync(at('copy')).mode & 0o777).toBe(0o600);
  });

  it('is not left half made: here the source turns out to be no file', () => {
    mkdirSync(at('folder'));
    expect(() => copyBytes(at('folder'), at('copy'))).toThrow('EISDIR');
    expect(readdirSync(dir)).toEqual(['folder']);
  });
});
