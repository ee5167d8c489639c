import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccess } from './access.ts';
import { keptSessions, KEPT_FOR_MS } from './kept-sessions.ts';

let dir: string;
let clock = Date.UTC(2026, 4, 4);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-sessions-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const file = () => join(dir, 'gateway-sessions.json');
/** The server as it starts on this folder. */
const started = (programToken = 'program') =>
  createAccess(
    programToken,
    keptSessions(dir, () => clock),
  );
const signedIn = (access: ReturnType<typeof started>): string => access.exchange(access.pageToken()) ?? '';

describe('a page that was signed in', () => {
  it('is known again after a restart of the server', () => {
    const session = signedIn(started());
    const again = started();
    expect(again.isSession(session)).toBe(true);
    // And after the one behind it, with those that came meanwhile.
    const second = signedIn(again);
    expect([session, second].map(started().isSession)).toEqual([true, true]);
  });

  it('is unknown where the token of programs is another: who replaces it locks everybody out', () => {
    const session = signedIn(started());
    expect(started('replaced').isSession(session)).toBe(false);
  });

  it('is unknown after a week', () => {
    const session = signedIn(started());
    clock += KEPT_FOR_MS + 1;
    expect(started().isSession(session)).toBe(false);
    signedIn(started());
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toHaveLength(1);
  });

  it('cannot be played by whoever reads the file, nor made by the token that was used', () => {
    const access = started();
    const page = access.pageToken();
    const session = access.exchange(page) ?? '';
    const kept = readFileSync(file(), 'utf8');
    expect(kept).not.toContain(session);
    const [entry] = JSON.parse(kept) as { key: string }[];
    expect(started().isSession(entry?.key)).toBe(false);
    expect(started().exchange(page)).toBeNull();
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'null', '{"key":1}', '[{"key":5}]'])('is no reason not to start: %j', (content) => {
    writeFileSync(file(), content);
    const access = started();
    expect(access.isSession('x')).toBe(false);
    const session = signedIn(access);
    expect(started().isSession(session)).toBe(true);
  });

  it('goes on where the file cannot be written, until the server ends', () => {
    rmSync(dir, { recursive: true });
    writeFileSync(dir, 'a file where the folder should be');
    const access = started();
    expect(access.isSession(signedIn(access))).toBe(true);
  });
});
