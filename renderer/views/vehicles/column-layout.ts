import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotView } from '../../../shared/lot-list/view.ts';
import { COLUMN_LOOKS } from './column-looks.tsx';

type Shown = LotView['columns'][number];

/** Pixels of the box by which a row is picked. */
const PICK = 30;
/** What another cell says as well: with two lines below its figure, with one in its title or beside the name. */
const FOLDS: readonly LotColumn[] = ['watch', 'comparables', 'changed', 'stock', 'dealer', 'vin'];
/** What gives way where all of that is not enough, in this order; all of it stands in the preview. */
const GIVES_WAY: readonly LotColumn[] = ['photos', 'condition', 'discount', 'msrp'];
/** Pixels that the end of a VIN takes beside the name. */
const TAIL = 84;

const widthOf = ({ column, width }: Shown, twoLines: boolean): number => {
  const look = COLUMN_LOOKS[column];
  return width ?? (twoLines ? (look.widthTwo ?? look.width) : look.width);
};

const sumOf = (columns: readonly Shown[], twoLines: boolean): number =>
  columns.reduce((sum, column) => sum + widthOf(column, twoLines), PICK);

/** `left` = pixels from the list's left edge at which a pinned column stays; null = it is scrolled with the others. */
export type Placed = Shown & { readonly left: number | null };
export type Layout = {
  readonly columns: readonly Placed[];
  /** For `grid-template-columns`. */
  readonly tracks: string;
  /** Pixels below which the list scrolls sideways. */
  readonly least: number;
};

/** Where the sort by a column that is folded away is shown. */
export const STANDS_IN: Partial<Record<LotColumn, LotColumn>> = {
  watch: 'flags',
  comparables: 'ptm',
  changed: 'change',
  stock: 'vehicle',
  dealer: 'vehicle',
  vin: 'vehicle',
};

const without = (columns: readonly Shown[], leaving: LotColumn): readonly Shown[] =>
  columns.length > 1
    ? columns.filter(({ column, width, pinned }) => column !== leaving || width !== null || pinned)
    : columns;

/** Pure: which columns stand in a list of `room` pixels, and how wide. A column whose width a person set stays. */
export function layoutOf(view: LotView, { room, twoLines }: { room: number; twoLines: boolean }): Layout {
  const hasName = view.columns.some(({ column }) => column === 'vehicle');
  // Pinned ones come first, else others would be scrolled below them.
  let columns: readonly Shown[] = view.columns.toSorted(
    (a, b) => Number(b.pinned ?? 0) - Number(a.pinned ?? 0),
  );
  const needs = (): number =>
    sumOf(columns, twoLines) + (twoLines || columns.some(({ column }) => column === 'vin') ? 0 : TAIL);
  if (hasName && room > 0) {
    for (const leaving of FOLDS) if (twoLines || needs() > room) columns = without(columns, leaving);
    for (const leaving of GIVES_WAY) if (needs() > room) columns = without(columns, leaving);
  }
  const tracks = columns.map((shown) => {
    const width = widthOf(shown, twoLines);
    const { grow } = COLUMN_LOOKS[shown.column];
    return shown.width !== null || grow === 0 || shown.pinned
      ? `${width}px`
      : `minmax(${width}px, ${width * grow}fr)`;
  });
  // Where every width is set, what is left over stays empty at the end.
  const isFixed = tracks.every((track) => track.endsWith('px'));
  let left = PICK;
  const placed = columns.map((shown): Placed => {
    if (shown.pinned === undefined) return { ...shown, left: null };
    const at = left;
    left += widthOf(shown, twoLines);
    return { ...shown, left: at };
  });
  return {
    columns: placed,
    tracks: [`${PICK}px`, ...tracks, ...(isFixed ? ['1fr'] : [])].join(' '),
    least: sumOf(columns, twoLines),
  };
}

/** Narrower or wider by a step, within what the core takes. */
export function resized(view: LotView, column: LotColumn, by: number, from?: number): LotView['columns'] {
  return view.columns.map((shown) => {
    if (shown.column !== column) return shown;
    const width = Math.round((from ?? widthOf(shown, view.rowHeight === 'two-lines')) + by);
    return { ...shown, width: Math.max(40, Math.min(800, width)) };
  });
}

/** A column's width or whether it is pinned, as the menu of its heading changes them. */
export function withColumn(
  view: LotView,
  column: LotColumn,
  change: { readonly width?: number | null; readonly pinned?: boolean },
): LotView['columns'] {
  return view.columns.map((shown) => {
    if (shown.column !== column) return shown;
    const { width = shown.width, pinned = shown.pinned ?? false } = change;
    return pinned ? { column, width, pinned: true } : { column, width };
  });
}
