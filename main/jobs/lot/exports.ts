import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { LotExport } from '../../../shared/lot-list/export-calls.ts';
import type { ExportOutcome, ExportState } from '../../../shared/lot-list/export.ts';
import { LotwatchError, toFailure } from '../../../shared/result.ts';
import { removeIfPossible } from '../../files/change-files.ts';
import { WorkerHost } from '../worker-host.ts';
import type { ReadTaskName } from '../worker-protocol.ts';
import { partOf } from './write-export.ts';

/** Where a table is to go: to a place that a person chose, or to be fetched by a page under this name. */
export type ExportPlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'download'; readonly name: string };

export type Exports = {
  /** Those that wait or are being written. */
  readonly active: readonly ExportState[];
  /** @returns its id @throws LotwatchError `busy` where too many wait */
  start(asked: LotExport, place: ExportPlace): string;
  /** How it ends or ended; null for an unknown or forgotten one. */
  outcome(exportId: string): Promise<ExportOutcome> | null;
  /** Nothing of it is left. */
  cancel(exportId: string): void;
  /** A finished one that is to be fetched; null where there is none, or no longer. */
  file(exportId: string): { readonly path: string; readonly name: string } | null;
  close(): Promise<void>;
};

/** In the data folder: tables that pages fetch. What is left of an earlier console is removed when one starts. */
const FOLDER = 'exports';
/** As many as can be fetched or asked about; older ones make room. */
const KEPT = 8;
const MOST_WAITING = 8;
/** Screens are notified of progress at most this often. */
const PROGRESS_MS = 100;

type Entry = {
  state: ExportState;
  readonly place: ExportPlace;
  /** Where it is written. */
  readonly path: string;
  readonly outcome: Promise<ExportOutcome>;
  readonly cancel: () => void;
};

/** Writes tables one after the other in a reader of their own, so that no screen waits for them. */
export function openExports(parts: {
  readonly dataDir: string;
  readonly onMoved: () => void;
  readonly onCrash: (error: unknown) => void;
  /** By default a worker thread, started with the first export. */
  readonly host?: Pick<WorkerHost<ReadTaskName>, 'run' | 'close'>;
}): Exports {
  const { dataDir, onMoved, onCrash } = parts;
  const folder = join(dataDir, FOLDER);
  removeIfPossible(folder);
  const host = parts.host ?? WorkerHost.reader(dataDir, onCrash);
  const waiting = new Map<string, Entry>();
  const ended = new Map<string, Entry>();

  const keep = (exportId: string, entry: Entry): void => {
    ended.set(exportId, entry);
    const [oldest] = ended;
    if (ended.size <= KEPT || oldest === undefined) return;
    ended.delete(oldest[0]);
    if (oldest[1].place.kind === 'download') removeIfPossible(oldest[1].path);
  };

  const start = (asked: LotExport, place: ExportPlace): string => {
    if (waiting.size >= MOST_WAITING)
      throw new LotwatchError('busy', `${MOST_WAITING} exports wait already; let one of them end first.`);
    const exportId = uuidv7();
    const path = place.kind === 'file' ? place.path : join(folder, `${exportId}.${asked.format}`);
    if (place.kind === 'download') mkdirSync(folder, { recursive: true });
    let reportedAt = 0;
    const task = host.run('lotExport', { ...asked, path }, ({ rows, totalRows }) => {
      const entry = waiting.get(exportId);
      if (entry === undefined) return;
      entry.state = { ...entry.state, rows, totalRows };
      const now = performance.now();
      if (now - reportedAt < PROGRESS_MS) return;
      reportedAt = now;
      onMoved();
    });
    const write = async (): Promise<ExportOutcome> => {
      try {
        const { rows, missing, behind } = await task.done;
        const at =
          place.kind === 'file'
            ? place
            : { kind: place.kind, address: `/api/exports/${exportId}`, name: place.name };
        return { state: 'done', rows, missing, behind, place: at };
      } catch (error) {
        const { code, message } = toFailure(error);
        return code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', message };
      } finally {
        const entry = waiting.get(exportId);
        waiting.delete(exportId);
        if (entry !== undefined) keep(exportId, entry);
        onMoved();
      }
    };
    const name = place.kind === 'file' ? basename(path) : place.name;
    const state = { exportId, name, rows: 0, totalRows: null };
    waiting.set(exportId, { state, place, path, outcome: write(), cancel: () => task.cancel() });
    onMoved();
    return exportId;
  };

  return {
    get active() {
      return [...waiting.values()].map(({ state }) => state);
    },
    start,
    outcome: (exportId) => (waiting.get(exportId) ?? ended.get(exportId))?.outcome ?? null,
    cancel: (exportId) => waiting.get(exportId)?.cancel(),
    file: (exportId) => {
      const entry = ended.get(exportId);
      return entry?.place.kind === 'download' ? { path: entry.path, name: entry.place.name } : null;
    },
    close: async () => {
      const left = [...waiting.values()].map(({ path }) => path);
      await host.close();
      for (const path of left) removeIfPossible(partOf(path));
      removeIfPossible(folder);
    },
  };
}
