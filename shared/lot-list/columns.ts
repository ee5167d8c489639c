/**
 * The columns of the inventory list: what the screen shows, what it filters and sorts by, and what the command line and
 * programs call them. Without zod, which no screen may load (rules 31).
 */
const COLUMN_KINDS = [
  /** Free text: contains, is any of. */
  'text',
  /** Text of which there are few: is any of, see `lot.values`. */
  'words',
  /** Currency units. */
  'money',
  'number',
  /** Percent, one decimal. */
  'percent',
  'date',
  /** 0 to 100. */
  'score',
  /** A set of words; a row fits where it has one of them. */
  'flags',
  'yes-no',
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

export type ColumnSpec = {
  /** As a table head shows it. */
  readonly label: string;
  readonly kind: ColumnKind;
  /** Every column sorts but a set of flags. */
  readonly sortable: boolean;
  /** A new sort begins with the largest or newest. */
  readonly largestFirst?: boolean;
};

const text = (label: string): ColumnSpec => ({ label, kind: 'text', sortable: true });
const words = (label: string): ColumnSpec => ({ label, kind: 'words', sortable: true });
const figure = (label: string, kind: 'money' | 'number' | 'percent' | 'score'): ColumnSpec => ({
  label,
  kind,
  sortable: true,
  largestFirst: true,
});
const date = (label: string): ColumnSpec => ({ label, kind: 'date', sortable: true, largestFirst: true });

const LOT_COLUMNS = {
  /** Year, make, model and trim. */
  vehicle: text('Vehicle'),
  vin: text('VIN'),
  stock: text('Stock'),
  /** Filtered by id or by name. */
  dealer: words('Dealer'),
  source: words('Source'),
  condition: words('Condition'),
  year: figure('Year', 'number'),
  make: words('Make'),
  model: words('Model'),
  trim: words('Trim'),
  mileage: figure('Miles', 'number'),
  msrp: figure('MSRP', 'money'),
  price: figure('Price', 'money'),
  /** Of MSRP; a markup is negative. */
  discount: figure('Discount', 'percent'),
  /** The last change of price or MSRP, with its sign. */
  change: figure('Change', 'money'),
  changed: date('Changed'),
  /** Whole days on the lot; of vehicles that left it, until then. */
  days: figure('Days', 'number'),
  /** Price to market: 100 = the median of the comparables. */
  ptm: figure('To market', 'percent'),
  comparables: figure('n', 'number'),
  avi: figure('AVI', 'score'),
  ati: figure('ATI', 'score'),
  cis: figure('CIS', 'score'),
  photos: figure('Photos', 'number'),
  flags: { label: 'Flags', kind: 'flags', sortable: false },
  status: words('Status'),
  /** When it was sold, or missing for good. */
  left: date('Left'),
  firstSeen: date('First seen'),
  note: text('Note'),
  watch: { label: 'Watch', kind: 'yes-no', sortable: true, largestFirst: true },
} as const satisfies Readonly<Record<string, ColumnSpec>>;

export type LotColumn = keyof typeof LOT_COLUMNS;
export const LOT_COLUMN_KEYS = Object.keys(LOT_COLUMNS) as [LotColumn, ...LotColumn[]];
export const columnSpec = (column: LotColumn): ColumnSpec => LOT_COLUMNS[column];

/** In the order of attention: what is wrong with the money first. */
export const LOT_FLAGS = [
  /** A value waits for a person; what is shown is the one before it. */
  'msrp-held',
  'price-held',
  /** The feed stopped showing it; what is shown is the last known one. */
  'msrp-missing',
  'price-missing',
  /** Listed twice in one file, with different money. */
  'conflict',
] as const;
export type LotFlag = (typeof LOT_FLAGS)[number];

export const LOT_STATUSES = [
  'listed',
  /** Absent from the newest file only. */
  'missing',
  'pending',
  'reserved',
  'in-transit',
  'on-order',
  'unavailable',
  'sold',
  'gone',
] as const;
export type LotStatus = (typeof LOT_STATUSES)[number];
