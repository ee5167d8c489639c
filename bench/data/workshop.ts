import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { runProbe } from '../measure/probe.ts';
import { writeInventory } from './inventory.ts';

/** Where benchmarks keep their files; emptied and made again by every run. */
export type Workshop = {
  readonly rows: number;
  /** Where its files are. */
  readonly folder: string;
  /** The made-up inventory of that day, written when first asked for. */
  day(day: 1 | 2): string;
  /** Day 1 with 5 % of all fields quoted. */
  quotedDay(): string;
  /** A fresh copy of a data folder in which the product has synced day 1. */
  syncedLot(): Promise<string>;
  /** A fresh copy of a data folder in which the product has synced this file as day 1. */
  lotOf(file: string): Promise<string>;
  /** A fresh copy of a data folder into which day 1 was upserted blindly. */
  blindLot(): Promise<string>;
  /** An empty data folder. */
  emptyLot(): string;
};

export const AS_OF = {
  1: '2026-09-01T12:00:00Z',
  2: '2026-09-02T12:00:00Z',
  3: '2026-09-03T12:00:00Z',
} as const;

export function openWorkshop(root: string, rows: number): Workshop {
  const folder = join(root, String(rows));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const scratch = join(folder, 'scratch');
  const day = (number: 1 | 2): string => {
    const file = join(folder, `lot-2026-09-0${number}.csv`);
    if (!existsSync(file)) writeInventory(file, { rows, day: number });
    return file;
  };
  const copyOf = async (name: string, fill: (dataDir: string) => Promise<unknown>): Promise<string> => {
    const original = join(folder, name);
    if (!existsSync(original)) await fill(original);
    rmSync(scratch, { recursive: true, force: true });
    cpSync(original, scratch, { recursive: true });
    return scratch;
  };
  return {
    rows,
    folder,
    day,
    quotedDay: () => {
      const file = join(folder, 'quoted.csv');
      writeInventory(file, { rows, day: 1, quoted: 'fields' });
      return file;
    },
    syncedLot: () => copyOf('synced', (dataDir) => runProbe('sync', [day(1), dataDir, AS_OF[1]])),
    lotOf: (file) =>
      copyOf(`synced-${extname(file)}`, (dataDir) => runProbe('sync', [file, dataDir, AS_OF[1]])),
    blindLot: () => copyOf('blind', (dataDir) => runProbe('upsert', [day(1), dataDir])),
    emptyLot: () => {
      rmSync(scratch, { recursive: true, force: true });
      return scratch;
    },
  };
}
