import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { toFailure } from '../../shared/result.ts';
import { leaveCheckpoints, openReader, openWriter, type Db } from '../store/open.ts';
import { runTask } from './tasks.ts';
import { WORKER_ROLES, type FromWorker, type ToWorker } from './worker-protocol.ts';

/**
 * The entry of a worker thread: one connection, one task at a time. Everything that writes or takes longer
 * than a frame runs here, so that neither the main process nor a window ever stalls.
 */
const { dataDir, role } = z.object({ dataDir: z.string(), role: z.enum(WORKER_ROLES) }).parse(workerData);
const port = parentPort;
if (port === null) throw new Error('This file runs as a worker thread only');
const post = (message: FromWorker): void => port.postMessage(message);

let db: Db | null = null;
const open = {
  writer: () => openWriter(dataDir),
  courier: () => leaveCheckpoints(openWriter(dataDir)),
  reader: () => openReader(dataDir),
};

port.on('message', ({ id, task, input, cancel }: ToWorker) => {
  try {
    db ??= open[role]();
    const done = runTask(task, input, {
      db,
      isCancelled: () => Atomics.load(cancel, 0) !== 0,
      onProgress: (progress) => post({ id, progress }),
    });
    post({ id, done });
  } catch (error) {
    post({ id, failed: toFailure(error) });
  }
});
