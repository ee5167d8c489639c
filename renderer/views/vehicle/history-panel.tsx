import { useMemo, useState } from 'react';
import { Chip } from '../../components/button.tsx';
import type { Step, StepChart } from '../../format/history.ts';
import { stepChart, windowStart } from '../../format/history.ts';
import { NOTHING, money } from '../../format/money.ts';
import { asOfDay } from '../../format/time.ts';
import type { ListingView, VehicleExplanation, VehiclePage } from '../../../shared/vehicle.ts';
import { useLot } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import type { ChartLine } from './chart.tsx';
import { Chart } from './chart.tsx';
import { HistoryTable } from './history-table.tsx';
import type { ChartMark } from './chart-marks.ts';
import { historyMarks, markWords } from './history-marks.ts';
import { marketLine, moneyHistory, scoreLines, scoreNow } from './history-lines.ts';
import { moneyWords, scoreWords } from './history-words.ts';

const KINDS = ['money', 'scores'] as const;
const WINDOWS = { month: 30, quarter: 90, all: null } as const;
type Window = keyof typeof WINDOWS;
const WINDOW_NAMES: readonly Window[] = ['month', 'quarter', 'all'];

const MONEY_LINES: readonly ChartLine[] = [
  { label: text.vehicle.price, ink: 'ink-price' },
  { label: text.vehicle.msrp, ink: 'ink-msrp', dashed: true },
  { label: text.vehicle.marketMedian, ink: 'ink-market', background: true },
];
const SCORE_RANGE = [0, 100] as const;
const points = (value: number): string => String(value);
const NO_MARKS: readonly ChartMark[] = [];

/** What price, MSRP and scores were, as steps: on a chart, in a sentence, and as a table for those who cannot see it. */
export function HistoryPanel(props: {
  readonly page: VehiclePage;
  readonly listing: ListingView;
  readonly why: VehicleExplanation | null;
  /** In a narrow pane: the prices of 90 days, without a choice and without the sentence below, which the chart still says to the ear. */
  readonly compact?: boolean;
}) {
  const { page, listing, why, compact = false } = props;
  const [kind, setKind] = useState<(typeof KINDS)[number]>('money');
  const [shown, setShown] = useState<Window>('quarter');
  const lastAsOf = useLot(
    (lot) => lot.sources.find(({ slug }) => slug === listing.source)?.lastAsOf ?? null,
  );
  const isMoney = kind === 'money';
  const explanation = why?.explanation ?? null;
  const steps = useMemo(
    () =>
      isMoney
        ? [...moneyHistory(page), marketLine(page, marketNow(listing, why))]
        : scoreLines(page, scoreNow(page, explanation)),
    [isMoney, page, listing, why, explanation],
  );
  const to = useMemo(() => endOf(steps, lastAsOf, page), [steps, lastAsOf, page]);
  const from = windowStart(steps, to, WINDOWS[shown]);
  const data = useMemo(() => stepChart(steps, from, to), [steps, from, to]);
  const marks = useMemo(
    () =>
      isMoney ? historyMarks(page, steps[0] ?? [], { from, to, currency: listing.currency }) : NO_MARKS,
    [isMoney, page, steps, from, to, listing.currency],
  );
  const format = useMemo(
    () => (isMoney ? (value: number) => money(value, listing.currency) : points),
    [isMoney, listing.currency],
  );
  const isEmpty = steps.slice(0, isMoney ? 2 : 3).every((line) => line.length === 0);
  const lines = isMoney ? MONEY_LINES : SCORE_LINES;
  return (
    <section className="panel history" aria-labelledby="history-title">
      <div className={compact ? 'visually-hidden' : 'panel-head'}>
        <h2 id="history-title">{text.vehicle.history}</h2>
        {!compact && (
          <>
            <div role="group" aria-label={text.vehicle.historyKindLabel} className="chips">
              {KINDS.map((each) => (
                <Chip key={each} pressed={each === kind} onClick={() => setKind(each)}>
                  {text.vehicle.historyKinds[each]}
                </Chip>
              ))}
            </div>
            <span className="grow" />
            <div role="group" aria-label={text.vehicle.windowLabel} className="chips">
              {WINDOW_NAMES.map((each) => (
                <Chip key={each} pressed={each === shown} onClick={() => setShown(each)}>
                  {text.vehicle.windows[each]}
                </Chip>
              ))}
            </div>
          </>
        )}
      </div>
      {isEmpty ? (
        <p className="history-words">{isMoney ? text.vehicle.noPrice : text.vehicle.noScores}</p>
      ) : (
        <Drawn
          compact={compact}
          data={data}
          lines={lines}
          marks={marks}
          format={format}
          range={isMoney ? undefined : SCORE_RANGE}
          words={
            isMoney
              ? [
                  ...moneyWords(steps, from, to, listing.currency),
                  ...markWords(marks),
                  ...blankWords(listing),
                  ...marketWords(listing, why),
                ].join(' · ')
              : scoreWords(steps, from, to)
          }
        />
      )}
    </section>
  );
}

const SCORE_LINES: readonly ChartLine[] = [
  { label: 'CIS', ink: 'ink-cis' },
  { label: 'AVI', ink: 'ink-avi', dashed: true },
  { label: 'ATI', ink: 'ink-ati' },
];

function Drawn(props: {
  readonly compact: boolean;
  readonly data: StepChart;
  readonly lines: readonly ChartLine[];
  readonly marks: readonly ChartMark[];
  readonly format: (value: number) => string;
  readonly range: readonly [number, number] | undefined;
  readonly words: string;
}) {
  const { compact, data, lines, marks, format, range, words } = props;
  const [hover, setHover] = useState<number | null>(null);
  const time = hover === null ? undefined : data.times[hover];
  const at = hover === null || time === undefined ? data.times.length - 1 : hover;
  return (
    <>
      <p className="chart-legend" aria-hidden="true">
        {lines.map((line, index) => {
          const value = data.values[index]?.[at] ?? null;
          const isDrawn = data.values[index]?.some((one) => one !== null) ?? false;
          // Of a line behind the others nothing is missed.
          if (!isDrawn && line.background === true) return null;
          return (
            <span key={line.label} className={line.ink}>
              <i className={line.dashed ? 'is-dashed' : ''} />
              {line.label} <b>{value === null ? NOTHING : format(value)}</b>
            </span>
          );
        })}
        <span className="muted">{asOfDay(new Date(data.times[at] ?? 0).toISOString())}</span>
      </p>
      <Chart
        label={words}
        compact={compact}
        data={data}
        lines={lines}
        marks={marks}
        format={format}
        {...(range ? { range } : {})}
        onHover={setHover}
      />
      {!compact && <p className="history-words">{words}</p>}
      <HistoryTable data={data} lines={lines} format={format} />
    </>
  );
}

/** Lines end where the source was last read: beyond it nothing is known. */
function endOf(steps: readonly (readonly Step[])[], lastAsOf: string | null, page: VehiclePage): number {
  const ends = [lastAsOf, page.scores?.asOf ?? null].filter((iso) => iso !== null).map(Date.parse);
  const last = steps.map((line) => line.at(-1)?.at ?? 0);
  // What left is not priced any more, and what the market asked later is not asked for it.
  const left = page.marks.findLast(({ kind }) => kind !== 'back');
  const isGone = page.listings[0]?.status === 'gone' || page.listings[0]?.status === 'sold';
  if (isGone && left !== undefined) return Math.max(Date.parse(left.asOf), ...last, 0);
  return Math.max(...ends, ...last, 0);
}

/** A line that goes on is only what was last known. */
function blankWords({ msrpBlankSince, priceBlankSince }: ListingView): readonly string[] {
  return [
    [text.vehicle.price, priceBlankSince] as const,
    [text.vehicle.msrp, msrpBlankSince] as const,
  ].flatMap(([field, since]) => (since === null ? [] : [text.vehicle.blankSince(field, asOfDay(since))]));
}

function marketWords(listing: ListingView, why: VehicleExplanation | null): readonly string[] {
  const market = marketPrice(listing, why);
  if (market === null || why === null) return [];
  return [text.vehicle.atMarket(money(market, listing.currency), why.explanation.cis.comparables)];
}

function marketNow(listing: ListingView, why: VehicleExplanation | null) {
  return why === null ? null : { asOf: why.explanation.asOf, market: marketPrice(listing, why) };
}

/** The price at which this vehicle would stand at the median of its comparables. */
function marketPrice(listing: ListingView, why: VehicleExplanation | null): number | null {
  const cis = why?.explanation.cis;
  if (!cis || cis.market === null) return null;
  if (cis.basis === 'price') return Math.round(cis.market);
  return listing.msrp === null ? null : Math.round(cis.market * listing.msrp);
}
