import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import { lotCell } from '../../../shared/lot-list/cell.ts';
import { shareLengths } from '../../format/lengths.ts';
import { NOTHING, count, money, moneyMove } from '../../format/money.ts';
import { share } from '../../format/score.ts';
import { asOfDay } from '../../format/time.ts';
import { text } from '../../text.ts';
import { valueWords } from './filter-words.ts';

const words = text.vehicles;

/**
 * What a cell says on paper, where nothing has a title to look at.
 * @param fullCoverage below this share of known signals a score never stands without it
 */
export function printedCell(row: LotRow, column: LotColumn, fullCoverage: number): string {
  const value = lotCell(row, column);
  if (column === 'watch') return row.watchedAt === null ? '' : '★';
  if (value === null) return column === 'flags' || column === 'note' ? '' : NOTHING;
  switch (column) {
    case 'msrp':
      return amount(row.msrp, row, row.flags.includes('msrp-missing'));
    case 'price':
      return amount(row.price, row, row.flags.includes('price-missing'));
    case 'change':
      return row.change === null ? NOTHING : moneyMove(Number(value), row.currency);
    case 'flags':
      return row.flags.map((flag) => valueWords('flags', flag)).join(', ');
    case 'condition':
    case 'status':
      return valueWords(column, String(value));
    case 'avi':
    case 'ati':
    case 'cis':
      return scored(Number(value), row.coverage[column], fullCoverage);
    case 'year':
      return String(value);
    default:
  }
  const { kind } = columnSpec(column);
  if (kind === 'date') return asOfDay(String(value));
  if (typeof value === 'string') return value;
  return kind === 'percent' ? shareLengths(value).exact : count(value);
}

/** What the feed left blank is the last known amount. */
const amount = (value: number | null, { currency }: LotRow, isBlank: boolean): string =>
  `${money(value, currency)}${isBlank ? text.live.lastKnownMark : ''}`;

const scored = (value: number, coverage: number | null, full: number): string =>
  coverage !== null && coverage < full ? words.printedScore(value, share(coverage)) : String(value);
