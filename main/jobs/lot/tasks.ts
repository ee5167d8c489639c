import { lotCell } from '../../../shared/lot-list/cell.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import { followOn } from '../../store/lot/follow.ts';
import { setNote, setWatched, targetVins } from '../../store/lot/marks.ts';
import { lotCount, lotFreshness, lotPage, lotRowsById, lotVins } from '../../store/lot/page.ts';
import { lotSums } from '../../store/lot/sums.ts';
import { typedList } from '../../store/lot/typed-list.ts';
import { lotValues } from '../../store/lot/values.ts';
import { listViews, removeView, saveView } from '../../store/lot/views.ts';
import { daySummary } from '../../store/summary/day-summary.ts';
import { transaction, type Db, type Reader } from '../../store/open.ts';
import type { TaskProgress } from '../worker-protocol.ts';
import type { LotReadTask, LotTasks } from './protocol.ts';
import { writeExport } from './write-export.ts';

type ReadTools = {
  readonly db: Reader;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: TaskProgress) => void;
};

type Handlers<Names extends keyof LotTasks, Tools> = {
  readonly [Name in Names]: (input: LotTasks[Name]['input'], tools: Tools) => LotTasks[Name]['output'];
};

export const lotReadHandlers: Handlers<LotReadTask, ReadTools> = {
  daySummary: (asked, { db }) => daySummary(db, asked, Date.now()),
  lotExport: (input, { db, isCancelled, onProgress }) =>
    writeExport(db, input, {
      now: Date.now(),
      isCancelled,
      onRows: (rows, totalRows) =>
        onProgress({
          runId: '',
          file: input.path,
          rows,
          totalRows,
          bytes: 0,
          totalBytes: null,
          phase: 'exporting',
        }),
    }),
  lotPage: (input, { db }) => {
    const now = Date.now();
    const { rows, next } = lotPage(db, input, now);
    return { rows: [...rows], next, ...lotFreshness(db, now) };
  },
  lotRows: (input, { db }) => {
    const now = Date.now();
    const { rows, order } = lotRowsById(db, input, now);
    return { rows: [...rows], order: [...order], ...lotFreshness(db, now) };
  },
  lotSums: ({ selection }, { db }) => {
    const now = Date.now();
    return { sums: lotSums(db, selection, now), ...lotFreshness(db, now) };
  },
  lotCounts: ({ selections }, { db }) => {
    const now = Date.now();
    return { counts: selections.map((one) => lotCount(db, one, now)), ...lotFreshness(db, now) };
  },
  lotValues: (input, { db }) => {
    const { values, more } = lotValues(db, input, Date.now());
    return { values: [...values], more };
  },
  lotTyped: ({ typed, cursor, limit, sample }, { db }) => {
    const { query: asked, columns } = typedList(db, typed);
    const query = { ...asked, filters: [...asked.filters, ...(sample ? [] : noSample(db))] };
    const { rows, next } = lotPage(db, { query, cursor, limit }, Date.now());
    const vehicles =
      typed.columns === undefined || columns === null
        ? rows
        : rows.map((row) => Object.fromEntries(columns.map((column) => [column, lotCell(row, column)])));
    return { vehicles, next };
  },
  lotVins: (input, { db }) => {
    const { vins, more } = lotVins(db, input, Date.now());
    return { vins: [...vins], more };
  },
};

/** The built-in sample is nobody's inventory: programs get it only where they ask for it. */
function noSample(db: Reader): ColumnFilter[] {
  const slugs = db.prepare("SELECT slug FROM sources WHERE kind = 'sample'").all();
  return slugs.length === 0
    ? []
    : [{ column: 'source', op: 'is-not', values: slugs.map(({ slug }) => String(slug)) }];
}

/** What was marked is shown at once, unless a large sync is still on its way into the list. */
const marked = (db: Db, mark: () => number): number => {
  const changed = transaction(db, mark);
  if (changed > 0) followOn(db);
  return changed;
};

export const lotWriteHandlers: Handlers<Exclude<keyof LotTasks, LotReadTask>, { readonly db: Db }> = {
  followLot: (_input, { db }) => followOn(db),
  watchVehicles: ({ target, watch }, { db }) =>
    marked(db, () => setWatched(db, targetVins(db, target, Date.now()), watch, Date.now())),
  noteVehicles: ({ target, note }, { db }) =>
    marked(db, () => setNote(db, targetVins(db, target, Date.now()), note, Date.now())),
  saveView: (input, { db }) =>
    transaction(db, () => {
      const id = saveView(db, input);
      return { id, ...listViews(db) };
    }),
  removeView: ({ id }, { db }) =>
    transaction(db, () => {
      removeView(db, id);
      return listViews(db);
    }),
};
