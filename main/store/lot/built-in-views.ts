import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import { lotViewSchema, type LotView } from '../../../shared/lot-list/view.ts';

/** The views that every console has. */
type Part = Partial<Pick<LotView, 'presence' | 'filters' | 'sort'>>;

const COLUMNS: readonly LotColumn[] = [
  'vehicle', 'vin', 'stock', 'dealer', 'condition', 'msrp', 'price', 'discount', 'change', 'changed', 'days', 'ptm',
  'comparables', 'avi', 'ati', 'cis', 'photos', 'flags', 'watch',
]; // prettier-ignore
const SOLD: readonly LotColumn[] = [
  'vehicle', 'vin', 'stock', 'dealer', 'condition', 'status', 'left', 'days', 'msrp', 'price', 'discount', 'photos', 'note', 'watch',
]; // prettier-ignore

const view = (columns: readonly LotColumn[], part: Part): LotView =>
  lotViewSchema.parse({ ...part, columns: columns.map((column) => ({ column })) });
const no = { min: null, max: null, over: null, under: null };
const largest = (column: LotColumn): LotView['sort'] => [{ column, descending: true }];

export const BUILT_IN_VIEWS: readonly {
  readonly id: string;
  readonly name: string;
  readonly view: LotView;
}[] = [
  { id: 'all', name: 'All', view: view(COLUMNS, { sort: largest('changed') }) },
  {
    id: 'new-over-60-days',
    name: 'New over 60 days',
    view: view(COLUMNS, {
      filters: [
        { column: 'condition', op: 'is', values: ['new'] },
        { column: 'days', op: 'range', ...no, over: 60 },
      ],
      sort: largest('days'),
    }),
  },
  {
    id: 'above-market',
    name: 'Priced above market',
    view: view(COLUMNS, {
      filters: [{ column: 'ptm', op: 'range', ...no, over: 100 }],
      sort: largest('ptm'),
    }),
  },
  {
    id: 'no-photos',
    name: 'No photos',
    view: view(COLUMNS, {
      filters: [{ column: 'photos', op: 'range', ...no, max: 0 }],
      sort: largest('days'),
    }),
  },
  {
    id: 'watched',
    name: 'Watched',
    view: view(COLUMNS, {
      filters: [{ column: 'watch', op: 'is', values: ['yes'] }],
      sort: largest('changed'),
    }),
  },
  {
    id: 'sold-this-week',
    name: 'Sold this week',
    view: view(SOLD, {
      presence: 'left',
      filters: [{ column: 'left', op: 'age', min: null, max: 6 }],
      sort: largest('left'),
    }),
  },
];
