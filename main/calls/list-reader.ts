import type { ChangeEvent, ChangeRow, ScoreRow } from '../../shared/contract.ts';
import {
  isEveryChange,
  isEveryScore,
  type ChangeFilter,
  type ScoreFilter,
} from '../../shared/list-filter.ts';
import type { WorkerHost } from '../jobs/worker-host.ts';
import type { GroupPage, ReadTaskName } from '../jobs/worker-protocol.ts';
import {
  changeRows,
  groupMembers,
  scoreRows,
  type RowPage,
  type RowRange,
} from '../store/journal/list-rows.ts';
import type { Db } from '../store/open.ts';

type MaybeLater<T> = T | Promise<T>;

/**
 * Rows of the live lists. All of them are read at once, by their number; what a filter lets pass is found by a look at
 * the whole journal, which takes longer than a frame and so is the reader's (rules 15).
 */
export type ListReader = {
  changes(range: RowRange, filter: ChangeFilter): MaybeLater<RowPage<ChangeRow>>;
  members(page: GroupPage): MaybeLater<{ readonly events: ChangeEvent[]; readonly total: number }>;
  scores(range: RowRange, filter: ScoreFilter): MaybeLater<RowPage<ScoreRow>>;
};

export function openListReader(db: Db, reader: WorkerHost<ReadTaskName>): ListReader {
  return {
    changes: (range, filter) =>
      isEveryChange(filter) ? changeRows(db, range) : reader.run('changeRows', { range, filter }).done,
    members: (page) =>
      isEveryChange(page.filter) ? groupMembers(db, page) : reader.run('groupMembers', page).done,
    scores: (range, filter) =>
      isEveryScore(filter) ? scoreRows(db, range) : reader.run('scoreRows', { range, filter }).done,
  };
}
