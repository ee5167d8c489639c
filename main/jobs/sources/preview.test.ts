import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncResult } from '../../../shared/lot.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { previewSync, previewWithProblems } from './preview.ts';

const VINS = Array.from({ length: 20 }, (_, n) => `1HGCM82633A1000${String(n).padStart(2, '0')}`);
const HEADER = 'VIN,Condition,MSRP,Price,Dealer Name';
const HOOKS = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

const request = (path: string) => ({ path, name: null, role: 'own' as const, settings: {} });
const preview = (path: string) => previewSync(lot.db, request(path), HOOKS);
/** Everything that is stored, as text. */
const dump = () => {
  const tables = lot.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  return JSON.stringify(
    tables.map(({ name }) => lot.db.prepare(`SELECT * FROM "${String(name)}"`).all()),
    (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value),
  );
};
const write = (day: number, price: (n: number) => number, count = VINS.length) =>
  lot.write(
    `lot-${day}.csv`,
    csv(HEADER, ...VINS.slice(0, count).map((vin, n) => `${vin},new,40000,${price(n)},North`)),
  );
/** What does not depend on when and under which name it ran. */
const figures = ({ runId: _run, durationMs: _ms, asOf: _asOf, dryRun: _dry, ...rest }: SyncResult) => rest;

describe('a dry run', () => {
  it.each<[string, (n: number) => number, number]>([
    ['changes', (n) => (n < 3 ? 38_000 : 39_000), 20],
    ['values held back and vehicles missing', (n) => (n < 3 ? 1 : n < 5 ? 70_000 : 39_000), 18],
    ['a sync held whole', () => 30_000, 20],
    ['nothing', () => 39_000, 20],
  ])('reports what the sync then does, and stores nothing: %s', (_what, price, count) => {
    lot.sync(write(1, () => 39_000));
    lot.sync(write(2, (n) => (n === 19 ? 7 : 39_000)));
    const file = write(3, price, count);
    const before = dump();
    const tried = preview(file);
    expect(dump()).toBe(before);
    expect(tried).toMatchObject({ dryRun: true });
    const done = lot.sync(file);
    expect(done).toMatchObject({ dryRun: false });
    expect(figures(tried)).toEqual(figures(done));
  });

  it('names the rows it could not use, and the values', () => {
    const rows = [
      `,new,40000,1,North`,
      `${VINS[0]},new,40000,often,North`,
      `${VINS[1]},new,40000,39000,North`,
    ];
    const { problems, rejectedRows, warnings } = previewWithProblems(
      lot.db,
      request(lot.write('lot-1.csv', csv(HEADER, ...rows))),
      HOOKS,
    );
    expect({ rejectedRows, warnings }).toEqual({ rejectedRows: 1, warnings: 1 });
    expect(problems).toMatchObject([
      { kind: 'rejected', row: 1, reason: 'no VIN' },
      { kind: 'warning', row: 2, column: 'Price', value: 'often', reason: 'Not an amount' },
    ]);
  });

  it('a dry run of a new source reports what the first sync would do', () => {
    const file = write(1, (n) => (n === 0 ? 1 : 39_000));
    const tried = preview(file);
    expect(tried).toMatchObject({ baseline: true, rows: 20, vehicles: 20, quarantined: 1, events: 0 });
    expect(lot.db.prepare('SELECT count(*) AS n FROM sources').get()).toMatchObject({ n: 0 });
    expect(figures(tried)).toEqual(figures(lot.sync(file)));
  });

  it('a dry run of a folder takes its newest file', () => {
    mkdirSync(join(lot.dir, 'daily'));
    for (const day of [1, 2, 3]) write(day, (n) => (n === 0 ? 39_000 - day * 100 : 39_000));
    expect(preview(lot.dir)).toMatchObject({ file: 'lot-3.csv', baseline: true });
  });

  it('says what is wrong with a file', () => {
    lot.sync(write(1, () => 39_000));
    const bad = lot.write('lot-2.csv', 'a,b\n1,2\n');
    expect(() => preview(bad)).toThrow(/no VIN column/);
    expect(readdirSync(join(lot.dir, 'data')).filter((name) => name === 'held')).toEqual([]);
  });
});
