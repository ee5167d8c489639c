import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { removeRetrying } from '../../files/change-files.ts';
import type { SyncResult } from '../../../shared/lot.ts';
import type { MoneyEvent } from '../../../shared/events.ts';
import { eventsSince } from '../../store/journal/journal-read.ts';
import { openWriter, type Db } from '../../store/open.ts';
import { iterateVehicles, type VehicleRecord } from '../../store/vehicles/vehicles.ts';
import { defineSources, type SourceRequest } from '../sources/define.ts';
import { syncSource } from '../sync-source.ts';

/** For tests: a lot in a folder of its own, synced from files written on the spot into a real database. */
export type TestLot = {
  readonly dir: string;
  readonly db: Db;
  /** Writes a file of inventory, each with a modification time of its own. */
  write(name: string, text: string | Uint8Array): string;
  /** Syncs one file; throws what went wrong. */
  sync(
    file: string,
    request?: Partial<Omit<SourceRequest, 'path'>> & { isCancelled?: () => boolean; asOf?: number },
  ): SyncResult;
  events(since?: number): MoneyEvent[];
  vehicles(): VehicleRecord[];
  vehicle(vin: string): VehicleRecord | undefined;
  close(): void;
};

/** Any day: tests say nothing of today. */
const FIRST_MTIME_MS = Date.UTC(2026, 0, 1);

export function openTestLot(): TestLot {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-test-'));
  const db = openWriter(join(dir, 'data'));
  let written = 0;
  const vehicles = (): VehicleRecord[] => [...iterateVehicles(db, { vin: null, dealer: null, gone: true })];
  return {
    dir,
    db,
    write: (name, text) => {
      const path = join(dir, name);
      writeFileSync(path, text);
      written += 1;
      const time = new Date(FIRST_MTIME_MS + written * 60_000);
      utimesSync(path, time, time);
      return path;
    },
    sync: (file, { isCancelled = () => false, asOf: date, ...request } = {}) => {
      const wanted = { name: null, role: 'own' as const, settings: {}, ...request };
      const [source] = defineSources(db, { path: file, ...wanted });
      const asOf = date ?? FIRST_MTIME_MS + written * 60_000;
      const run = { slug: source?.slug ?? '', runId: uuidv7(), asOf: null, file: { file, asOf } };
      const hooks = { now: Date.now, isCancelled, onProgress: () => undefined };
      const [outcome] = [...syncSource(db, run, hooks)];
      if (outcome === undefined) throw new Error('Nothing was synced');
      if (!outcome.ok) throw Object.assign(new Error(outcome.error.message), { code: outcome.error.code });
      return outcome.result;
    },
    events: (since = 0) =>
      [...eventsSince(db, since, Number.MAX_SAFE_INTEGER)].filter((event) => 'delta' in event),
    vehicles,
    vehicle: (vin) => vehicles().find((record) => record['vin'] === vin),
    close: () => {
      db.close();
      removeRetrying(dir);
    },
  };
}

/** A CSV of the given columns; values are written as they are. */
export const csv = (columns: string, ...rows: string[]): string => [columns, ...rows, ''].join('\n');
