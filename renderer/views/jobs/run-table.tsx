import { useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Run } from '../../../shared/lot.ts';
import { useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { WORD_COLUMNS, runColumns, runFeatures } from './run-columns.tsx';

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;
const SORT_MARKS = { asc: ' ↑', desc: ' ↓' } as const;

const cellClass = (column: string): string => `col-${column} ${WORD_COLUMNS.has(column) ? '' : 'num'}`;

/** The runs; a click on a head sorts, a click on a row opens it. */
export function RunTable({
  runs,
  opened,
}: {
  readonly runs: readonly Run[];
  readonly opened: string | null;
}) {
  const { navigation } = useStores();
  const today = useToday();
  const columns = useMemo(() => runColumns(today), [today]);
  const table = useTable({ features: runFeatures, columns, data: runs, getRowId: (run) => run.runId });
  return (
    <div className="table-scroll">
      <table className="table" aria-label={text.jobs.list}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={cellClass(header.column.id)}
                    aria-sort={sorted ? ARIA_SORT[sorted] : undefined}
                  >
                    <button
                      type="button"
                      className="sort"
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <table.FlexRender header={header} />
                      {sorted && <span aria-hidden="true">{SORT_MARKS[sorted]}</span>}
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              aria-selected={row.id === opened}
              onClick={() => navigation.go('jobs', row.id)}
            >
              {row.getAllCells().map((cell) => (
                <td key={cell.id} className={cellClass(cell.column.id)}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
