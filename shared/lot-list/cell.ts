import type { LotColumn } from './columns.ts';
import type { LotRow } from './row.ts';

/** What a column says of a row, for tables that leave Lotwatch; ISO 8601 for dates, null for what is unknown. */
export function lotCell(row: LotRow, column: LotColumn): string | number | null {
  switch (column) {
    case 'vehicle':
      return [row.year, row.make, row.model, row.trim].filter((word) => word !== null).join(' ') || null;
    case 'stock':
      return row.stockNumber;
    case 'dealer':
      return row.dealerName ?? row.dealerId;
    case 'change':
      return row.change === null ? null : Math.round((row.change.new - row.change.old) * 100) / 100;
    case 'changed':
      return row.change?.at ?? null;
    case 'flags':
      return row.flags.join(' ') || null;
    case 'left':
      return row.leftAt;
    case 'watch':
      return row.watchedAt === null ? 'no' : 'yes';
    default:
      return row[column];
  }
}
