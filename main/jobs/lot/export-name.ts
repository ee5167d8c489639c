import type { ExportFormat } from '../../../shared/lot-list/export.ts';

/** What no file of some system may have in its name. */
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u001f\u007f<>:"/\\|?*]+/g;

/** "Vehicles - New over 60 days - 2026-11-27.xlsx". @param at its local day is in the name */
export function exportName(title: string, format: ExportFormat, at: Date): string {
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  const words = title.toWellFormed().replace(REFUSED, ' ').replace(/\s+/g, ' ').trim();
  const name = ['Vehicles', ...(words === '' ? [] : [words]), day.join('-')].join(' - ');
  return `${name}.${format}`;
}
