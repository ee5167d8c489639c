import type { ReactNode } from 'react';
import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import { countLengths } from '../../format/lengths.ts';
import { NOTHING, count } from '../../format/money.ts';
import { asOfDay, shortDay } from '../../format/time.ts';
import { text } from '../../text.ts';
import { STATUS_WORDS } from '../../text/vehicles.ts';
import type { CellProps } from './cell-context.ts';
import { FlagCell, NameCell, StarMark, VinCell } from './name-cells.tsx';
import { AmountCell, ChangeCell, DiscountCell, MarketCell, ScoreCell, WhenCell } from './figure-cells.tsx';

export type ColumnLook = {
  /** Pixels, as long as nobody set another width; with one and with two lines a row. */
  readonly width: number;
  readonly widthTwo?: number;
  /** Its share of what is left over; 0 = none. */
  readonly grow: number;
  readonly isFigure?: boolean;
  /** Of the head, where the name is longer than what stands below. */
  readonly head?: string;
  readonly Cell: (props: CellProps) => ReactNode;
};

/** Words that may be longer than their column. */
const words = (width: number, of: (row: LotRow) => string | null): ColumnLook => ({
  width,
  grow: 1,
  Cell: ({ row }) => {
    const value = of(row);
    return value === null || value === '' ? (
      <span className="faint">{NOTHING}</span>
    ) : (
      <span title={value}>{value}</span>
    );
  },
});

const figure = (width: number, of: (row: LotRow) => number | null): ColumnLook => ({
  width,
  grow: 0.4,
  isFigure: true,
  Cell: ({ row }) => {
    const value = of(row);
    return value === null ? <span className="faint">{NOTHING}</span> : count(value);
  },
});

const day = (width: number, of: (row: LotRow) => string | null): ColumnLook => ({
  width,
  grow: 0.4,
  Cell: ({ row, context }) => {
    const value = of(row);
    if (value === null) return <span className="faint">{NOTHING}</span>;
    return <span title={asOfDay(value)}>{shortDay(value, context.today)}</span>;
  },
});

const score = (name: 'avi' | 'ati' | 'cis'): ColumnLook => ({
  width: 68,
  widthTwo: 44,
  grow: 0.4,
  isFigure: true,
  Cell: ({ row, context }) => <ScoreCell name={name} row={row} context={context} />,
});

/** How each column looks; an entry that is missing is a type error. */
export const COLUMN_LOOKS: Readonly<Record<LotColumn, ColumnLook>> = {
  vehicle: { width: 200, widthTwo: 204, grow: 2, Cell: NameCell },
  vin: { width: 150, grow: 0.5, Cell: VinCell },
  stock: words(88, (row) => row.stockNumber),
  dealer: words(124, (row) => row.dealerName ?? row.dealerId),
  source: words(108, (row) => row.source),
  condition: {
    ...words(56, (row) =>
      row.condition === null || row.condition === 'unknown'
        ? null
        : text.vehicles.shortConditions[row.condition],
    ),
    grow: 0.2,
    head: 'Cond.',
  },
  year: {
    ...figure(50, (row) => row.year),
    Cell: ({ row }) => row.year ?? <span className="faint">{NOTHING}</span>,
  },
  make: words(92, (row) => row.make),
  model: words(104, (row) => row.model),
  trim: words(116, (row) => row.trim),
  mileage: figure(70, (row) => row.mileage),
  msrp: {
    width: 76,
    grow: 0.5,
    isFigure: true,
    Cell: ({ row }) => (
      <AmountCell amount={row.msrp} currency={row.currency} isBlank={row.flags.includes('msrp-missing')} />
    ),
  },
  price: {
    width: 80,
    widthTwo: 78,
    grow: 0.5,
    isFigure: true,
    Cell: ({ row }) => (
      <AmountCell
        isPrice
        amount={row.price}
        currency={row.currency}
        isBlank={row.flags.includes('price-missing')}
      />
    ),
  },
  discount: { width: 68, widthTwo: 64, grow: 0.4, isFigure: true, head: 'Disc.', Cell: DiscountCell },
  change: { width: 98, widthTwo: 96, grow: 0.5, isFigure: true, Cell: ChangeCell },
  changed: { width: 112, grow: 0.4, head: 'When', Cell: WhenCell },
  days: {
    ...figure(48, (row) => row.days),
    Cell: ({ row }) =>
      row.days === null ? (
        <span className="faint" title={text.vehicles.noDays}>
          {NOTHING}
        </span>
      ) : (
        count(row.days)
      ),
  },
  ptm: { width: 68, widthTwo: 64, grow: 0.4, isFigure: true, head: 'Market', Cell: MarketCell },
  comparables: {
    ...figure(40, (row) => row.comparables),
    Cell: ({ row }) => {
      const { comparables } = row;
      if (comparables === null) return <span className="faint">{NOTHING}</span>;
      const { exact, short } = countLengths(comparables);
      return short === exact ? exact : <span title={exact}>{short}</span>;
    },
  },
  avi: score('avi'),
  ati: score('ati'),
  cis: score('cis'),
  photos: {
    ...figure(58, (row) => row.photos),
    Cell: ({ row }) => <span className={row.photos === 0 ? 'is-bad' : ''}>{count(row.photos)}</span>,
  },
  flags: { width: 84, widthTwo: 76, grow: 0.3, Cell: FlagCell },
  status: words(82, (row) => STATUS_WORDS[row.status]),
  left: day(78, (row) => row.leftAt),
  firstSeen: day(84, (row) => row.firstSeen),
  note: words(140, (row) => row.note),
  watch: {
    width: 54,
    grow: 0.1,
    Cell: ({ row }) => (row.watchedAt === null ? null : <StarMark since={row.watchedAt} />),
  },
};
