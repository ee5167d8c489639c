import { expect, it } from 'vitest';
import { isOwnHost, isOwnOrigin } from './guard.ts';

it.each([
  ['127.0.0.1:3000', true],
  ['localhost:3000', true],
  ['LOCALHOST:3000', true],
  ['[::1]:3000', true],
  ['127.0.0.1', false],
  ['127.0.0.1:3001', false],
  ['localhost.evil.example:3000', false],
  ['evil.example:3000', false],
  ['127.0.0.1.nip.io:3000', false],
  ['127.0.0.2:3000', false],
  ['0.0.0.0:3000', false],
  ['[::ffff:127.0.0.1]:3000', false],
  ['user@127.0.0.1:3000', false],
  ['', false],
  [undefined, false],
])('Host %s is ours: %s', (host, own) => {
  expect(isOwnHost(host, 3000)).toBe(own);
});

it('an origin leaves the port out only where it is the default', () => {
  expect(isOwnHost('localhost', 80)).toBe(true);
});

it.each([
  [undefined, true],
  ['http://127.0.0.1:3000', true],
  ['https://127.0.0.1:3000', false],
  ['http://127.0.0.1:3001', false],
  ['http://localhost:3000', false],
  ['null', false],
  ['', false],
  ['app://lotwatch', false],
  ['http://evil.example', false],
])('Origin %s is ours: %s', (origin, own) => {
  expect(isOwnOrigin(origin, '127.0.0.1:3000')).toBe(own);
});
