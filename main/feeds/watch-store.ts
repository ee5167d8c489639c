import { dataVersion } from '../store/meta.ts';
import type { Db } from '../store/open.ts';

/** How often commits of other processes are looked for; asking takes microseconds (rules 16). */
const POLL_MS = 250;
/** "Today" and ages move on without a commit. */
const TICK_MS = 30_000;

export type StoreWatch = {
  /** Something was committed, here and now. */
  refresh(): void;
  stop(): void;
};

/**
 * Calls `onChange` when the database changed, whoever changed it, and now and then because time passes; `onForeign`
 * after it where nobody here had said so: another process, or a worker in the middle of its job.
 */
export function watchStore(db: Db, onChange: () => void, onForeign: () => void): StoreWatch {
  let version = dataVersion(db);
  let notifiedAt = performance.now();
  const refresh = (): void => {
    version = dataVersion(db);
    notifiedAt = performance.now();
    onChange();
  };
  const timer = setInterval(() => {
    const isForeign = dataVersion(db) !== version;
    if (isForeign || performance.now() - notifiedAt > TICK_MS) refresh();
    if (isForeign) onForeign();
  }, POLL_MS);
  return { refresh, stop: () => clearInterval(timer) };
}
