import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lotExportSchema, type LotExport } from '../../../shared/lot-list/export-calls.ts';
import { followLot } from '../../store/lot/follow.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { openReadTasks } from '../read-tasks.ts';
import { openReader } from '../../store/open.ts';
import { exportName } from './export-name.ts';
import { openExports, type Exports } from './exports.ts';

const VEHICLES = 1_200;
const vin = (n: number): string => `1HGCM82633A${String(n).padStart(6, '0')}`;

let lot: TestLot;
let dataDir: string;
let exports: Exports;
let moved = 0;
beforeEach(() => {
  lot = openTestLot();
  dataDir = join(lot.dir, 'data');
  const cars = Array.from({ length: VEHICLES }, (_, n) => `${vin(n)},2026,Toyota,RAV4,${30_000 + n}`);
  lot.sync(lot.write('lot.csv', csv('VIN,Year,Make,Model,Price', ...cars)));
  followLot(lot.db);
  moved = 0;
  exports = openExports({
    dataDir,
    onMoved: () => (moved += 1),
    onCrash: (error) => {
      throw error;
    },
  });
});
afterEach(async () => {
  await exports.close();
  lot.close();
});

const asked = (some: object = {}): LotExport =>
  lotExportSchema.parse({
    query: { sort: [{ column: 'price', descending: true }] },
    target: null,
    columns: ['vin', 'price'],
    format: 'csv',
    ...some,
  });

describe('an export', () => {
  it('stands where a person chose, in the place of what lay there, and says how many rows it has', async () => {
    const path = join(lot.dir, 'out.csv');
    writeFileSync(path, 'older');
    const id = exports.start(asked(), { kind: 'file', path });
    expect(exports.active).toMatchObject([{ exportId: id, name: 'out.csv' }]);
    expect(await exports.outcome(id)).toEqual({
      state: 'done',
      rows: VEHICLES,
      missing: 0,
      behind: 0,
      place: { kind: 'file', path },
    });
    const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    expect(lines.slice(0, 2)).toEqual(['\ufeffVIN,Price', `${vin(VEHICLES - 1)},${29_999 + VEHICLES}`]);
    expect(lines).toHaveLength(VEHICLES + 1);
    expect(exports.active).toEqual([]);
    expect(moved).toBeGreaterThan(1);
    expect(readdirSync(lot.dir).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('for a page is kept in the data folder until the console ends', async () => {
    const place = { kind: 'download', name: 'Vehicles.xlsx' } as const;
    const id = exports.start(
      asked({ format: 'xlsx', target: { kind: 'vins', vins: [vin(3), 'GONE'] } }),
      place,
    );
    expect(await exports.outcome(id)).toMatchObject({
      rows: 1,
      missing: 1,
      place: { kind: 'download', address: `/api/exports/${id}`, name: 'Vehicles.xlsx' },
    });
    const file = exports.file(id);
    expect(file?.name).toBe('Vehicles.xlsx');
    expect(
      readFileSync(file?.path ?? '')
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    await exports.close();
    expect(existsSync(join(dataDir, 'exports'))).toBe(false);
  });

  it('that is cancelled before its turn writes nothing, and what lay there stays', async () => {
    const path = join(lot.dir, 'out.csv');
    writeFileSync(path, 'older');
    const id = exports.start(asked(), { kind: 'file', path });
    exports.cancel(id);
    expect(await exports.outcome(id)).toEqual({ state: 'cancelled' });
    expect(readFileSync(path, 'utf8')).toBe('older');
  });

  it('that is cancelled in the middle leaves nothing behind', () => {
    const path = join(lot.dir, 'out.xlsx');
    const reader = openReader(dataDir);
    const rows: number[] = [];
    try {
      expect(() =>
        openReadTasks(reader).run(
          'lotExport',
          { ...asked({ format: 'xlsx' }), path },
          () => rows.length > 1,
          (progress) => rows.push(progress.rows),
        ),
      ).toThrow(/cancelled/);
    } finally {
      reader.close();
    }
    expect(rows).toEqual([0, 500]);
    expect(readdirSync(lot.dir).filter((name) => name.includes('out.xlsx'))).toEqual([]);
  });

  it('that cannot be written says where and why', async () => {
    const path = join(lot.dir, 'taken');
    mkdirSync(join(path, 'inside'), { recursive: true });
    const id = exports.start(asked(), { kind: 'file', path });
    expect(await exports.outcome(id)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining(`Cannot write ${path}`),
    });
  });

  it('waits for its turn, and one too many is refused', async () => {
    const ids = Array.from({ length: 8 }, (_, n) =>
      exports.start(asked(), { kind: 'file', path: join(lot.dir, `out-${n}.csv`) }),
    );
    expect(() => exports.start(asked(), { kind: 'download', name: 'one.csv' })).toThrow(/wait already/);
    const outcomes = await Promise.all(ids.map((id) => exports.outcome(id)));
    expect(outcomes.map((outcome) => outcome?.state)).toEqual(ids.map(() => 'done'));
    expect(exports.outcome('never')).toBeNull();
  });
});

it.each([
  ['New over 60 days', 'Vehicles - New over 60 days - 2026-03-09.csv'],
  ['a/b\\c: "d"?\n<e>|*', 'Vehicles - a b c d e - 2026-03-09.csv'],
  ['???', 'Vehicles - 2026-03-09.csv'],
])('a view called %j names a file that every system takes', (title, name) => {
  expect(exportName(title, 'csv', new Date(2026, 2, 9, 23, 59))).toBe(name);
});
