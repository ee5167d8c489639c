import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCommandLine } from './command-line.fixture.ts';

const VINS = ['1HGCM82633A004352', '3GNAXMEV7NS200005', '1M8GDM9AXKP042788'];

let line: ReturnType<typeof openCommandLine>;
beforeEach(() => {
  line = openCommandLine();
});
afterEach(() => line.close());

const lotwatch = (...args: string[]) => line.lotwatch(...args);
const sync = (name: string, ...prices: number[]): void => {
  const rows = prices.map((price, n) => `${VINS[n]},New,40000,${price}`);
  const path = line.write(name, ['VIN,Type,MSRP,Price', ...rows, ''].join('\n'));
  expect(lotwatch('sync', path, '--source', 'lot').code).toBe(0);
};
const held = (): string[] => lotwatch('review', 'list').lines.flatMap((line) => /^v\d+/.exec(line) ?? []);

it('accept acts at once and says exactly what it did; what was reported cannot be undone', () => {
  sync('lot-1.csv', 39_000, 39_000, 39_000);
  sync('lot-2.csv', 1, 39_000, 390_000);
  const accepted = lotwatch('review', 'accept', ...held());
  expect(accepted).toEqual({
    code: 0,
    err: '',
    lines: ['d1: Accepted: 2 values in lot.', '2 changes of accepted values were reported.'],
  });
  expect(lotwatch('events').lines.filter((line) => line.includes('price:change'))).toHaveLength(2);
  const undone = lotwatch('review', 'undo', 'd1');
  expect(undone).toMatchObject({ code: 1, lines: [] });
  expect(undone.err).toMatch(/cannot be undone: .* have been reported/);
}, 60_000);

it('reject can be undone, and so can the checks that --always turned off', () => {
  sync('lot-1.csv', 39_000, 39_000, 39_000);
  sync('lot-2.csv', 1, 2, 390_000);
  const [first, ...others] = held();
  expect(lotwatch('review', 'reject', first ?? '').lines).toEqual([
    'd1: Rejected: 1 value in lot.',
    'Undo: lotwatch review undo d1',
  ]);
  expect(held()).toEqual(others);
  expect(lotwatch('review', 'undo', 'd1').lines[0]).toBe('d1 undone.');
  expect(held()).toContain(first);
  const range = lotwatch('review', 'list').lines.filter((line) => line.includes('is not between'));
  expect(lotwatch('review', 'accept', '--always', /^v\d+/.exec(range[0] ?? '')?.[0] ?? '').lines).toEqual([
    'd2: Accepted, and from now on always: 2 values in lot.',
    '2 changes of accepted values were reported.',
    'price:range is no longer checked in lot; 2 values held by it accepted.',
    'Turn back on: lotwatch review undo d2. The accepted values stay.',
  ]);
  expect(lotwatch('review', 'undo', '2').lines).toEqual([
    'd2 undone.',
    'price:range is checked again in lot.',
    'The accepted values stay: their changes have been reported.',
  ]);
  sync('lot-3.csv', 1, 7, 390_000);
  expect(lotwatch('review', 'list').lines.join()).toContain('Price 7 is not between');
}, 60_000);

it('undo names what it does not know', () => {
  expect(lotwatch('review', 'undo', 'x7').err).toMatch(/"x7" is not a decision/);
  expect(lotwatch('review', 'undo', 'd7').err).toMatch(/There is no decision d7/);
}, 60_000);
