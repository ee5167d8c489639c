import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { programToken, tokenFile } from './program-token.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-token-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('the token of programs is made once and kept, for this account alone', () => {
  const path = tokenFile(join(dir, 'data'));
  const token = programToken(null, path);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o644);
  expect(programToken(null, path)).toBe(token);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('the token of programs comes from the environment where it is given there, and leaves no file', () => {
  const path = tokenFile(dir);
  expect(programToken('a-token-of-our-own', path)).toBe('a-token-of-our-own');
  expect(() => statSync(path)).toThrow();
});

it('a token of programs is refused where it could be guessed or not be sent', () => {
  expect(() => programToken('short', tokenFile(dir))).toThrow(
    /LOTWATCH_TOKEN contains no token: a token has 16 to 512/,
  );
  writeFileSync(tokenFile(dir), 'two words that are long enough');
  expect(() => programToken(null, tokenFile(dir))).toThrow(/gateway-token contains no token/);
  expect(() => programToken(null, dir)).toThrow(/cannot be read/);
});
