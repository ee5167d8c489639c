import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** A folder, or a file by its folder: a file that is replaced is another one to the system. */
export type Place = { readonly kind: 'file' | 'folder'; readonly location: string };

export type PlaceWatch = {
  /** Watches again where the folder was away, was replaced, or could not be watched. */
  renew(): Promise<void>;
  stop(): void;
};

/** Systems differ in what they make of case and accents: rather once too often. */
const same = (a: string, b: string): boolean =>
  a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();

/**
 * Calls `onMove` when the system says that something moved there, and each time watching begins. What cannot be watched
 * (a network drive, too many watches) stays silent: callers must also poll.
 */
export function watchPlace({ kind, location }: Place, onMove: () => void): PlaceWatch {
  const folder = kind === 'file' ? dirname(location) : location;
  let watcher: FSWatcher | null = null;
  let watched: string | null = null;
  let isStopped = false;

  const close = (): void => {
    watcher?.close();
    watcher = null;
    watched = null;
  };
  const begin = (identity: string): void => {
    close();
    try {
      watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (kind === 'folder' || name === null || same(name, basename(location))) onMove();
      });
      watcher.on('error', close);
      watched = identity;
    } catch {
      return;
    }
    onMove();
  };
  const renew = async (): Promise<void> => {
    // Asynchronously: a drive that is away may take its time to say so.
    const found = await stat(folder, { bigint: true }).catch(() => null);
    if (isStopped) return;
    const identity = found === null ? null : `${found.dev}:${found.ino}`;
    if (identity === null) close();
    else if (identity !== watched) begin(identity);
  };

  return {
    renew,
    stop: () => {
      isStopped = true;
      close();
    },
  };
}
