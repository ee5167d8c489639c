import { openSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { showWaits, waiting } from '../files/waits.ts';

/** For tests: a worker thread that opens what it is given as a drive that is gone would be opened: for ever. */
showWaits(z.object({ waits: z.instanceof(Int32Array) }).parse(workerData).waits);
const orderSchema = z.object({
  id: z.number(),
  input: z.object({ pipe: z.string().optional(), says: z.boolean().optional() }),
});
parentPort?.on('message', (message: unknown) => {
  const { id, input } = orderSchema.parse(message);
  const { pipe, says } = input;
  if (pipe !== undefined)
    waiting(() => {
      // Past the thread's own queue: nothing of it goes out any more.
      if (says === true) writeSync(1, 'waiting');
      openSync(pipe, 'r');
    });
  parentPort?.postMessage({ id, done: 'done' });
});
