import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { toFailure } from '../../shared/result.ts';
import { showWaits } from '../files/waits.ts';
import { leaveCheckpoints, openReader, openWriter, type Db } from '../store/open.ts';
import { openReadTasks } from './read-tasks.ts';
import { runTask } from './tasks.ts';
import {
  WORKER_ROLES,
  type FromWorker,
  type ReadTaskName,
  type TaskProgress,
  type ToWorker,
  type WriteTaskName,
} from './worker-protocol.ts';

/**
 * The entry of a worker thread: one connection, one task at a time. Everything that writes or takes longer
 * than a frame runs here, so that neither the main process nor a window ever stalls.
 */
const { dataDir, role, waits } = z
  .object({ dataDir: z.string(), role: z.enum(WORKER_ROLES), waits: z.instanceof(Int32Array) })
  .parse(workerData);
showWaits(waits);
const port = parentPort;
if (port === null) throw new Error('This file runs as a worker thread only');
const post = (message: FromWorker): void => port.postMessage(message);

type Tools = { readonly isCancelled: () => boolean; readonly onProgress: (progress: TaskProgress) => void };
type Run = (message: ToWorker, tools: Tools) => unknown;

/** Each host sends its worker the tasks of its role only. */
function open(): Run {
  if (role === 'reader') {
    const tasks = openReadTasks(openReader(dataDir));
    return ({ task, input }, { isCancelled, onProgress }) =>
      tasks.run(task as ReadTaskName, input, isCancelled, onProgress);
  }
  const writer = openWriter(dataDir);
  const db: Db = role === 'event-writer' ? leaveCheckpoints(writer) : writer;
  return ({ task, input }, tools) => runTask(task as WriteTaskName, input, { db, ...tools });
}

let run: Run | null = null;

port.on('message', (message: ToWorker) => {
  const { id, cancel } = message;
  try {
    run ??= open();
    const done = run(message, {
      isCancelled: () => Atomics.load(cancel, 0) !== 0,
      onProgress: (progress) => post({ id, progress }),
    });
    post({ id, done });
  } catch (error) {
    post({ id, failed: toFailure(error) });
  }
});
