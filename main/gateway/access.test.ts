import { expect, it } from 'vitest';
import { createAccess } from './access.ts';

it('the gateway takes a page token once and then has another', () => {
  const access = createAccess('program');
  const first = access.pageToken();
  const session = access.exchange(first);
  expect(session).not.toBeNull();
  expect(access.exchange(first)).toBeNull();
  expect(access.pageToken()).not.toBe(first);
  expect(access.isSession(session ?? undefined)).toBe(true);
});

it.each(['', 'guess', 'program'])('gives no session for %j', (token) => {
  expect(createAccess('program').exchange(token)).toBeNull();
});

it.each([undefined, '', 'lotwatch', '__proto__'])('knows no session %j', (id) => {
  expect(createAccess('program').isSession(id)).toBe(false);
});

it.each([
  ['Bearer program', true],
  ['bearer program', true],
  ['Bearer progra', false],
  ['Bearer program ', false],
  ['Bearer ', false],
  ['Basic program', false],
  ['program', false],
  [undefined, false],
])('Authorization %s is a program of ours: %s', (header, ours) => {
  expect(createAccess('program').isProgram(header)).toBe(ours);
});

it('the gateway forgets the longest unused session when there are too many', () => {
  const access = createAccess('program');
  const open = () => access.exchange(access.pageToken()) ?? '';
  const [oldest, kept] = [open(), open()];
  for (let n = 0; n < 61; n += 1) open();
  expect(access.isSession(oldest)).toBe(true);
  open();
  open();
  expect([access.isSession(oldest), access.isSession(kept)]).toEqual([true, false]);
});
