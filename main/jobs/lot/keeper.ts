import { toFailure } from '../../../shared/result.ts';
import { isLotBehind } from '../../store/lot/follow.ts';
import type { Db } from '../../store/open.ts';
import type { WorkerHost } from '../worker-host.ts';

export type LotKeeper = {
  /** Something was committed. */
  refresh(): void;
  /** Settles when the list shows everything that is stored now. */
  settled(): Promise<void>;
  stop(): void;
};

/** Has the worker bring the inventory list up to date after every commit, part by part, so that others get their turn. */
export function keepLot(parts: {
  readonly db: Db;
  readonly worker: WorkerHost;
  readonly onFollowed: () => void;
  readonly onError: (error: unknown) => void;
}): LotKeeper {
  const { db, worker, onFollowed, onError } = parts;
  let following: Promise<void> | null = null;
  let isStopped = false;
  const follow = async (): Promise<void> => {
    try {
      for (let more = true; more && !isStopped;) {
        more = await worker.run('followLot', {}).done;
        onFollowed();
      }
    } catch (error) {
      // Of a worker that is closed; what is left is done when the console opens again.
      if (!isStopped && toFailure(error).code !== 'cancelled') onError(error);
    } finally {
      following = null;
    }
  };
  const refresh = (): void => {
    if (following === null && !isStopped && isLotBehind(db)) following = follow();
  };
  return {
    refresh,
    settled: async () => {
      refresh();
      await following;
    },
    stop: () => {
      isStopped = true;
    },
  };
}
