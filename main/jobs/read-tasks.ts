import { LotwatchError } from '../../shared/result.ts';
import type { Db, Reader } from '../store/open.ts';
import { changeRows, groupMembers, scoreRows } from '../store/journal/list-rows.ts';
import { findVehicles } from '../store/vehicles/vehicle-page.ts';
import { pageVehicles } from '../store/vehicles/vehicles.ts';
import { alertReadHandlers } from './alerts/tasks.ts';
import { lotReadHandlers } from './lot/tasks.ts';
import { listReview } from './review/list.ts';
import { explainVehicle } from './score-recompute/explain-vehicle.ts';
import { MarketSnapshotCache } from './score-recompute/market-snapshot-cache.ts';
import type { ReadTaskName, TaskProgress, Tasks } from './worker-protocol.ts';

/** What a reading task may use: nothing that writes. */
type ReadTools = {
  readonly db: Reader;
  readonly snapshots: MarketSnapshotCache;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: TaskProgress) => void;
};

type Handlers = {
  readonly [Name in ReadTaskName]: (input: Tasks[Name]['input'], tools: ReadTools) => Tasks[Name]['output'];
};

const handlers: Handlers = {
  ...lotReadHandlers,
  ...alertReadHandlers,
  explain: ({ vin }, { db, snapshots, isCancelled }) =>
    explainVehicle(db, vin, null, Date.now(), (asOf) => snapshots.at(asOf, isCancelled)),
  changeRows: ({ range, filter }, { db }) => changeRows(db, range, filter),
  findVehicles: ({ text, limit, dealerId }, { db }) => findVehicles(db, text, limit, dealerId),
  groupMembers: (page, { db }) => groupMembers(db, page),
  scoreRows: ({ range, filter }, { db }) => scoreRows(db, range, filter),
  reviewList: (_input, { db }) => listReview(db),
  vehicles: (query, { db }) => pageVehicles(db, query),
};

export type ReadTasks = {
  /** Runs one task; throws what it throws. `input` comes from our own main thread, typed by {@link Tasks}. */
  run<Name extends ReadTaskName>(
    task: Name,
    input: unknown,
    isCancelled: () => boolean,
    onProgress?: (progress: TaskProgress) => void,
  ): Tasks[Name]['output'];
};

/** @param db opened for reading only; each task sees it as it was at one moment, whatever is committed meanwhile. */
export function openReadTasks(
  db: Db,
  snapshots: MarketSnapshotCache = new MarketSnapshotCache(db),
): ReadTasks {
  return {
    run: (task, input, isCancelled, onProgress = () => undefined) => {
      if (isCancelled()) throw new LotwatchError('cancelled', 'It is no longer needed');
      db.exec('BEGIN');
      try {
        snapshots.refresh();
        return handlers[task](input as Tasks[typeof task]['input'], {
          db,
          snapshots,
          isCancelled,
          onProgress,
        });
      } finally {
        db.exec('COMMIT');
      }
    },
  };
}
