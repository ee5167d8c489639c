import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import { count, money } from '../../format/money.ts';
import { asOfDay } from '../../format/time.ts';
import { text } from '../../text.ts';
import { FILTER_NAMES, FLAG_LABELS, STATUS_WORDS } from '../../text/vehicles.ts';

const words = text.vehicles;
/** As many as a chip names before it counts. */
const NAMED = 2;

export const filterName = (column: LotColumn): string => FILTER_NAMES[column] ?? columnSpec(column).label;

/** A value as people read it: "cpo" -> "CPO", "price-held" -> "Price held for review". */
export function valueWords(column: LotColumn, value: string | null): string {
  if (value === null) return words.unknown;
  const table: Readonly<Record<string, string>> | null =
    column === 'condition'
      ? words.shortConditions
      : column === 'status'
        ? STATUS_WORDS
        : column === 'flags'
          ? FLAG_LABELS
          : columnSpec(column).kind === 'yes-no'
            ? { yes: words.yes, no: words.no }
            : null;
  return table?.[value] ?? value;
}

const amount = (column: LotColumn, value: number): string => {
  const { kind } = columnSpec(column);
  if (kind === 'money') return money(value, null);
  return kind === 'percent'
    ? `${value}%`.replace('-', '−')
    : column === 'year'
      ? String(value)
      : count(value);
};

function rangeWords(least: string | null, most: string | null): string {
  if (least !== null && most !== null) return words.between(least, most);
  return least !== null ? words.atLeast(least) : most !== null ? words.atMost(most) : words.known;
}

/** What a filter lets pass, for its chip: "≥ 60", "New, CPO", "Toyota, Ford +6". */
export function filterWords(filter: ColumnFilter): string {
  const { column } = filter;
  switch (filter.op) {
    case 'is':
    case 'is-not': {
      const values = filter.values.map((value) => valueWords(column, value));
      const some = values.slice(0, NAMED).join(', ');
      const named = values.length > NAMED ? words.more(some, values.length - NAMED) : some;
      return filter.op === 'is' ? named : words.not(named);
    }
    case 'contains':
      return words.containing(filter.text);
    case 'range': {
      const { min, max, over, under } = filter;
      if (over !== null && under === null && max === null) return words.over(amount(column, over));
      if (under !== null && over === null && min === null) return words.under(amount(column, under));
      const least = min ?? over;
      const most = max ?? under;
      return rangeWords(
        least === null ? null : amount(column, least),
        most === null ? null : amount(column, most),
      );
    }
    case 'age': {
      const [least, most] = [filter.min, filter.max].map((days) => (days === null ? null : count(days)));
      return words.daysAgo(rangeWords(least ?? null, most ?? null));
    }
    case 'between':
      return rangeWords(
        filter.from === null ? null : asOfDay(filter.from),
        filter.to === null ? null : asOfDay(filter.to),
      );
    case 'known':
      return filter.known ? words.known : words.unknown;
  }
}
