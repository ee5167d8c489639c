import type { LotRow, LotSums } from '../../shared/lot-list/row.ts';
import type { LotView, SavedView } from '../../shared/lot-list/view.ts';

/** A row of the inventory list, its id in its VIN and all else as a test needs it. */
export const lotRow = (id: number, some: Partial<LotRow> = {}): LotRow => ({
  id,
  vin: `5TDBRKEC1PS${String(id).padStart(6, '0')}`,
  stockNumber: `S${id}`,
  dealerId: 'eastside',
  dealerName: 'Eastside',
  source: 'feed',
  alsoIn: [],
  role: 'own',
  condition: 'new',
  year: 2026,
  make: 'Toyota',
  model: 'Sienna',
  trim: 'LE',
  mileage: 5,
  currency: null,
  msrp: 42_000,
  price: 40_000 + id,
  discount: 4.8,
  change: null,
  days: id,
  ptm: 101.2,
  comparables: 9,
  avi: 71,
  ati: 92,
  cis: 25,
  coverage: { avi: 1, ati: 1, cis: 1 },
  photos: 12,
  flags: [],
  status: 'listed',
  leftAt: null,
  onLotSince: null,
  firstSeen: '2026-10-01T12:00:00.000Z',
  note: null,
  watchedAt: null,
  ...some,
});

export const lotView = (some: Partial<LotView> = {}): LotView => ({
  role: 'own',
  presence: 'on-lot',
  search: '',
  filters: [],
  sort: [],
  columns: [
    { column: 'vehicle', width: null },
    { column: 'price', width: null },
    { column: 'days', width: null },
  ],
  rowHeight: 'one-line',
  ...some,
});

export const savedView = (id: string, name: string, view: LotView): SavedView => ({
  id,
  name,
  builtIn: true,
  changed: false,
  view,
});

export const lotSums = (count: number): LotSums => ({
  count,
  again: 0,
  prices: count === 0 ? [] : [{ currency: null, count, median: 40_000, total: 40_000 * count }],
  medianDays: count === 0 ? null : 30,
  medianPtm: null,
  oldestSource: null,
});
