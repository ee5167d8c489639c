import { changesOf, type Step } from '../../format/history.ts';
import { money } from '../../format/money.ts';
import { asOfDay } from '../../format/time.ts';
import type { VehiclePage } from '../../../shared/vehicle.ts';
import { text } from '../../text.ts';
import type { ChartMark } from './chart-marks.ts';

const words = text.vehicle;

/** Pure. Every step of a price below all before it; a first price is none. */
export function newLows(price: readonly Step[]): readonly Step[] {
  let lowest = price[0]?.value ?? Infinity;
  return changesOf(price).filter(({ value }) => {
    const isLow = value !== null && Number.isFinite(lowest) && value < lowest;
    if (value !== null) lowest = Math.min(lowest, value);
    return isLow;
  });
}

/** Sales, departures, returns and the latest new low from `from` to `to` (unix ms), in the order of time. */
export function historyMarks(
  page: VehiclePage,
  price: readonly Step[],
  { from, to, currency }: { readonly from: number; readonly to: number; readonly currency: string | null },
): readonly ChartMark[] {
  const isShown = ({ at }: { readonly at: number }): boolean => at >= from && at <= to;
  const presence = page.marks.map(({ asOf, kind }) => ({
    at: Date.parse(asOf),
    label: words.marks[kind],
    value: null,
  }));
  // Each is a dot on the line; the amounts of all would lie over one another.
  const low = newLows(price).findLast(isShown);
  const note =
    low === undefined || low.value === null
      ? []
      : [{ at: low.at, label: words.newLowMark(money(low.value, currency)), value: low.value }];
  return [...presence.filter(isShown), ...note].toSorted((a, b) => a.at - b.at);
}

/** The sales, departures and returns among them, for those who cannot see them. */
export const markWords = (marks: readonly ChartMark[]): readonly string[] =>
  marks.flatMap(({ at, label, value }) =>
    value === null ? [words.markOn(label, asOfDay(new Date(at).toISOString()))] : [],
  );
