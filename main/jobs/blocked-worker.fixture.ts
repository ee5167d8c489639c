import { openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { showWaits, waiting } from '../files/waits.ts';

/** For tests: a worker thread that opens what it is given as a drive that is gone would be opened: for ever. */
showWaits(z.object({ waits: z.instanceof(Int32Array) }).parse(workerData).waits);
const orderSchema = z.object({ id: z.number(), input: z.object({ pipe: z.string().optional() }) });
parentPort?.on('message', (message: unknown) => {
  const { id, input } = orderSchema.parse(message);
  if (input.pipe !== undefined) waiting(() => openSync(input.pipe ?? '', 'r'));
  parentPort?.postMessage({ id, done: 'done' });
});
