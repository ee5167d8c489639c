import { NOTHING, count, money, moneyMove, plural } from '../amounts.ts';
import { FIELD_LABELS } from '../field-labels.ts';
import type { DaySummary } from './summary.ts';

/** The day in a page, in words: the same on screen, in a mail and in a terminal. Times in the zone of whoever reads. */

export type SummarySection = {
  readonly id: 'moves' | 'models' | 'dealers' | 'added' | 'left' | 'scores';
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly isFigure: boolean }[];
  readonly rows: readonly {
    /** Whose row it is; null = of several vehicles. */
    readonly vin: string | null;
    readonly cells: readonly string[];
  }[];
  /** What is not listed, or that there is nothing; null = all is there. */
  readonly note: string | null;
};

export type SummaryPage = {
  readonly title: string;
  readonly period: string;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
  /** What asks for a person, a sentence each. */
  readonly notices: readonly string[];
  readonly sections: readonly SummarySection[];
};

const SCORE_LABELS = { avi: 'AVI', ati: 'ATI', cis: 'CIS' } as const;

const time = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
/** As-of dates are noon or midnight UTC and must not slip a day. */
const day = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
});
const timeOf = (iso: string): string => time.format(new Date(iso));
const dayOf = (iso: string): string => day.format(new Date(iso));

const text = (label: string) => ({ label, isFigure: false });
const figure = (label: string) => ({ label, isFigure: true });
const or = (value: string | null): string => value ?? NOTHING;

export function summaryPage(summary: DaySummary): SummaryPage {
  const { totals, dealer } = summary;
  const whose = dealer === null ? 'all dealers' : (dealer.name ?? dealer.id);
  return {
    title: 'What happened on the lot',
    period: `${whose}, from ${timeOf(summary.since)} to ${timeOf(summary.until)}`,
    figures: [
      { label: 'On the lot', value: count(totals.vehicles) },
      { label: 'New', value: count(totals.added) },
      { label: 'Sold', value: count(totals.sold) },
      { label: 'Gone', value: count(totals.gone) },
      { label: 'Price changes', value: count(totals.priceChanges) },
      { label: 'MSRP changes', value: count(totals.msrpChanges) },
      { label: 'Scores that fell', value: count(totals.scoresFell) },
    ],
    notices: noticesOf(summary),
    sections: [
      moves(summary),
      models(summary),
      dealers(summary),
      added(summary),
      left(summary),
      scores(summary),
    ],
  };
}

function noticesOf({ review, failing, oldestSource }: DaySummary): string[] {
  const { syncs, quarantined, pending } = review;
  const held = [
    ...(syncs > 0 ? [plural(syncs, 'whole sync', 'whole syncs')] : []),
    ...(quarantined > 0 ? [plural(quarantined, 'value')] : []),
  ];
  return [
    ...(held.length > 0 ? [`Review: ${held.join(' and ')} to decide, of all dealers`] : []),
    ...(pending > 0 ? [`Review: ${plural(pending, 'large change')} to be confirmed by the next sync`] : []),
    ...failing.map(
      ({ source, message, since }) => `${source} cannot be read since ${timeOf(since)}: ${message}`,
    ),
    ...(oldestSource === null
      ? []
      : [`The oldest file is of ${dayOf(oldestSource.asOf)} (${oldestSource.source})`]),
  ];
}

const noteOf = (rows: readonly unknown[], more: number, none: string): string | null =>
  rows.length === 0 ? none : more > 0 ? `and ${count(more)} more` : null;

const moves = ({ moves: rows, moreMoves }: DaySummary): SummarySection => ({
  id: 'moves',
  title: 'Biggest moves',
  columns: [
    text('Vehicle'),
    text('VIN'),
    text('Dealer'),
    text('Field'),
    figure('From'),
    figure('To'),
    figure('Change'),
  ],
  rows: rows.map((move) => {
    const isOne = move.vehicles === 1;
    return {
      vin: isOne ? move.vin : null,
      cells: [
        or(move.vehicle ?? (isOne ? null : 'several models')),
        isOne ? move.vin : plural(move.vehicles, 'vehicle'),
        or(move.dealer ?? (isOne ? null : 'several dealers')),
        FIELD_LABELS[move.field],
        money(move.old, move.currency),
        money(move.new, move.currency),
        moneyMove(move.delta, move.currency),
      ],
    };
  }),
  note: noteOf(rows, moreMoves, 'No price and no MSRP changed.'),
});

const TALLY = [figure('Changes'), figure('Up'), figure('Down')];
const tally = ({ changes, up, down }: DaySummary['models'][number]): string[] => [
  count(changes),
  count(up),
  count(down),
];

const models = ({ models: rows, moreModels }: DaySummary): SummarySection => ({
  id: 'models',
  title: 'Changes by model',
  columns: [text('Model'), ...TALLY],
  rows: rows.map((row) => ({ vin: null, cells: [or(row.name), ...tally(row)] })),
  note: noteOf(rows, moreModels, 'No price and no MSRP changed.'),
});

const dealers = ({ dealers: rows, moreDealers }: DaySummary): SummarySection => ({
  id: 'dealers',
  title: 'Changes by dealer',
  columns: [text('Dealer'), ...TALLY],
  rows: rows.map((row) => ({ vin: null, cells: [or(row.name ?? row.id), ...tally(row)] })),
  note: noteOf(rows, moreDealers, 'No price and no MSRP changed.'),
});

const added = ({ added: rows, totals }: DaySummary): SummarySection => ({
  id: 'added',
  title: 'New on the lot',
  columns: [text('Vehicle'), text('VIN'), text('Dealer'), figure('Price'), figure('In the file of')],
  rows: rows.map(({ vin, vehicle, dealer, price, currency, at }) => ({
    vin,
    cells: [or(vehicle), vin, or(dealer), money(price, currency), dayOf(at)],
  })),
  note: noteOf(rows, totals.added - rows.length, 'No vehicle came.'),
});

const left = ({ left: rows, totals }: DaySummary): SummarySection => ({
  id: 'left',
  title: 'Sold and gone',
  columns: [
    text('Vehicle'),
    text('VIN'),
    text('Dealer'),
    text('Status'),
    figure('Last price'),
    figure('Days on lot'),
  ],
  rows: rows.map(({ vin, vehicle, dealer, why, price, currency, days }) => ({
    vin,
    cells: [
      or(vehicle),
      vin,
      or(dealer),
      why === 'sold' ? 'Sold' : 'Gone',
      money(price, currency),
      days === null ? NOTHING : count(days),
    ],
  })),
  note: noteOf(rows, totals.sold + totals.gone - rows.length, 'No vehicle left.'),
});

const scores = ({ scores: rows, totals }: DaySummary): SummarySection => ({
  id: 'scores',
  title: 'Scores that fell',
  columns: [text('Vehicle'), text('VIN'), text('Dealer'), text('Score'), figure('From'), figure('To')],
  rows: rows.map(({ vin, vehicle, dealer, score, from, to }) => ({
    vin,
    cells: [or(vehicle), vin, or(dealer), SCORE_LABELS[score], String(from), String(to)],
  })),
  note: noteOf(rows, totals.scoresFell - rows.length, 'No score fell.'),
});
