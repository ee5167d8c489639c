import type { ExportOutcome } from '../../shared/lot-list/export.ts';
import { count, plural } from '../format/money.ts';

type Done = Extract<ExportOutcome, { readonly state: 'done' }>;

export const exportsText = {
  export: 'Export',
  exportTitle: 'Export what is shown (E)',
  title: (vehicles: number | null) =>
    vehicles === null ? 'Export this view' : `Export ${plural(vehicles, 'vehicle')}`,
  hint: (columns: number) =>
    `The ${plural(columns, 'column')} shown, in their order and sort. VINs stay text, and no cell runs as a formula.`,
  xlsx: 'Excel workbook (XLSX)',
  csv: 'CSV table',
  job: (name: string) => `Exporting ${name}`,
  failed: (reason: string) => `Nothing was exported: ${reason}`,
  cancelled: 'Export cancelled; no file was written',
  done: ({ rows, place, missing, behind }: Done) =>
    [
      place.kind === 'file'
        ? `${plural(rows, 'row')} written to ${place.path}`
        : `${plural(rows, 'row')} in ${place.name}, in the downloads of this browser`,
      ...(missing > 0 ? [`${plural(missing, 'selected vehicle')} no longer stored and left out`] : []),
      ...(behind > 0 ? [`${count(behind)} on the way into the list and not in it yet`] : []),
    ].join('; '),
} as const;
