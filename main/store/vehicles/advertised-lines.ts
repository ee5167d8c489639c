import type { Advertised } from '../../../shared/prices.ts';

/** What was advertised, as a table: one line for each price of each record, with all that its hash covers. */
export const ADVERTISED_COLUMNS = [
  'vin', 'source', 'n', 'from', 'to', 'column', 'role', 'field', 'amount', 'currency', 'file', 'digest', 'row', 'hash',
  'previous',
] as const; // prettier-ignore

type Line = Readonly<Record<(typeof ADVERTISED_COLUMNS)[number], string | number | null>>;

export function* advertisedLines(vin: string, records: readonly Advertised[]): Generator<Line> {
  for (const { prices, ...record } of records) {
    const none = { name: null, role: null, field: null, amount: null };
    const steps = prices === null || prices.length === 0 ? [none] : prices;
    for (const { name, role, field, amount } of steps)
      yield { vin, ...record, column: name, role, field, amount };
  }
}

/** Whether a record stood at any time between the two, unix ms. */
export const within = ({ from, to }: Advertised, start: number, end: number): boolean =>
  Date.parse(from) <= end && (to === null || Date.parse(to) > start);
