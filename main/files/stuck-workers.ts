import type { Worker } from 'node:worker_threads';

/** Workers that were given up: a call of theirs on the file system has not come back. */
const stuck = new Set<Worker>();

/** Ends it as soon as its call comes back; until then it keeps nothing waiting. */
export function giveUp(worker: Worker): void {
  stuck.add(worker);
  worker.once('exit', () => stuck.delete(worker));
  worker.unref();
  void worker.terminate();
}

/**
 * Ends this process where a worker of it cannot be ended: an exit in the usual way waits for all threads. To be called
 * when everything else is closed.
 */
export function endIfStuck(): void {
  if (stuck.size > 0) process.kill(process.pid, 'SIGKILL');
}
