import { changesOf, extremes } from '../../format/history.ts';
import type { Step } from '../../format/history.ts';
import { money } from '../../format/money.ts';
import { asOfDay } from '../../format/time.ts';
import { text } from '../../text.ts';
import type { Lines } from './history-lines.ts';

const words = text.vehicle;
const day = (at: number): string => asOfDay(new Date(at).toISOString());

/** What price and MSRP did from `from` to `to` (unix ms), each in a few words. Price, then MSRP, as in the chart. */
export function moneyWords(
  lines: Lines,
  from: number,
  to: number,
  currency: string | null,
): readonly string[] {
  const [price = [], msrp = []] = lines;
  const found = extremes(price, from, to);
  if (found === null) return [words.noPrice, ...msrpWords(msrp, from, to, currency)];
  if (changesOf(price).length + changesOf(msrp).length === 0)
    return [words.notEnough(day(price[0]?.at ?? from))];
  const amount = (value: number): string => money(value, currency);
  const priceWords =
    found.low === found.high
      ? [words.priceSince(day(lastOf(price)?.at ?? from))]
      : [
          (found.isNewLow ? words.newLow : words.low)(amount(found.low), day(found.lowAt)),
          words.high(amount(found.high), day(found.highAt)),
        ];
  return [...priceWords, ...msrpWords(msrp, from, to, currency)];
}

/** Nothing of an MSRP that never moved: most do not. */
function msrpWords(msrp: readonly Step[], from: number, to: number, currency: string | null): string[] {
  const changes = changesOf(msrp);
  const last = changes.at(-1);
  if (last === undefined) return [];
  if (last.at <= from || last.at > to) return [words.msrpSince(day(last.at))];
  return [words.msrpMoved(money(last.old, currency), money(last.value, currency), day(last.at))];
}

const lastOf = (line: readonly Step[]): Step | undefined => changesOf(line).at(-1) ?? line[0];

/** How often the scores changed from `from` to `to` (unix ms); several that changed at once are one change. */
export function scoreWords(lines: Lines, from: number, to: number): string {
  const times = [...new Set(lines.flatMap((line) => changesOf(line).map(({ at }) => at)))];
  const inside = times.filter((at) => at > from && at <= to).length;
  if (inside > 0) return words.scoresOver(inside, day(from));
  if (times.length > 0) return words.scoresSince(day(Math.max(...times)));
  return words.notEnough(day(Math.min(...lines.flat().map(({ at }) => at))));
}
