/**
 * Waits on the file system, shown to whoever started this thread. A call on a drive or a network share that is gone may
 * never come back, and a thread in it can neither be asked nor ended: only from outside can it be seen.
 */
let shown: Int32Array | null = null;

/** @param cell one shared 32-bit number; it is odd within a call, and another one in each call */
export const showWaits = (cell: Int32Array): void => {
  shown = cell;
};

/** Does something that may wait for the file system. */
export function waiting<T>(work: () => T): T {
  const cell = shown;
  if (cell === null || isWaiting(Atomics.load(cell, 0))) return work();
  Atomics.add(cell, 0, 1);
  try {
    return work();
  } finally {
    Atomics.add(cell, 0, 1);
  }
}

export const isWaiting = (count: number): boolean => (count & 1) === 1;
