import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { toFailure } from '../../shared/result.ts';
import { leaveCheckpoints, openWriter, type Db } from '../store/open.ts';
import { runTask } from './tasks.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

/**
 * The entry of a worker thread: one connection that writes, one task at a time. Everything that writes or takes longer
 * than a frame runs here, so that neither the main process nor a window ever stalls.
 */
const { dataDir, isCourier } = z.object({ dataDir: z.string(), isCourier: z.boolean() }).parse(workerData);
const port = parentPort;
if (port === null) throw new Error('This file runs as a worker thread only');
const post = (message: FromWorker): void => port.postMessage(message);

let db: Db | null = null;

port.on('message', ({ id, task, input, cancel }: ToWorker) => {
  try {
    db ??= isCourier ? leaveCheckpoints(openWriter(dataDir)) : openWriter(dataDir);
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
