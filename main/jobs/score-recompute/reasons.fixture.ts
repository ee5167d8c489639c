import { v7 as uuidv7 } from 'uuid';
import type { ScoreEvent, ScoreReason } from '../../../shared/events.ts';
import { DEFAULT_SCORE_SETTINGS, type ScoreSettings } from '../../scoring/model.ts';
import { eventsSince } from '../../store/journal/journal-read.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { importSignals } from './import-signals.ts';
import { runRecompute } from './run.ts';
import type { Scope } from './scope.ts';
import { writeScoreSettings } from './settings.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1, 12);

/** A row of the feed, by field; what is not said is as in `car`. */
export type Row = Readonly<Record<string, string | number>>;
export const COLUMNS = [
  'VIN', 'Condition', 'Year', 'Make', 'Model', 'Trim', 'Mileage', 'MSRP', 'Price', 'Dealer Name', 'Date In Stock', 'Link',
  'Photos', 'Description', 'Stock', 'Lot Walk',
]; // prettier-ignore
export const car = (vin: string, more: Row = {}): Row => ({
  VIN: vin,
  Condition: 'used',
  Year: 2022,
  Make: 'Toyota',
  Model: 'RAV4',
  Trim: 'LE',
  Mileage: 30_000,
  MSRP: '',
  Price: 30_000,
  'Dealer Name': 'North',
  'Date In Stock': '2025-12-20',
  Link: `https://x.test/${vin}`,
  Photos: `https://x.test/${vin}/1.jpg|https://x.test/${vin}/2.jpg`,
  Description: `RAV4 LE ${vin} with 8 airbags and 203 hp`,
  Stock: vin,
  'Lot Walk': 'monday',
  ...more,
});
export const NEW = { Condition: 'new', Year: 2026, Mileage: 5, MSRP: 40_000, Price: 39_000 } as const;

export const lotOf = (): Row[] => [
  car('OURS-USED1'),
  car('OURS-NEW1', NEW),
  ...[1, 2, 3, 4].map((n) =>
    car(`RIVAL-USED${n}`, { 'Dealer Name': `Rival ${n}`, Price: 28_000 + n * 1_000 }),
  ),
  ...[1, 2, 3, 4].map((n) =>
    car(`RIVAL-NEW${n}`, { ...NEW, 'Dealer Name': `Rival ${n}`, Price: 37_500 + n * 1_000 }),
  ),
];

export const at = (days: number): number => START + days * DAY;

/** Two cars of ours, a used and a new one, among four rivals each; read, scored and listened to day by day. */
export class ScoredLot {
  readonly lot: TestLot = openTestLot();
  #readUpTo = 0;

  /** The lot was read and scored at noon of day 0. */
  constructor() {
    this.feed(lotOf(), 0);
    this.recompute({ kind: 'all' }, 0);
    this.events();
  }

  /** Syncs the rows as the feed of that day, into one source. */
  feed(rows: readonly Row[], day: number): void {
    const lines = rows.map((row) => COLUMNS.map((column) => `"${row[column] ?? ''}"`).join(','));
    const file = this.lot.write('lot.csv', csv(COLUMNS.join(','), ...lines));
    this.lot.sync(file, { settings: { ownDealers: ['North'] }, asOf: at(day) });
  }

  /** @param day null = the date of the data */
  recompute(scope: Scope, day: number | null): void {
    const hooks = { now: () => at(day ?? 0), isCancelled: () => false, onProgress: () => undefined };
    const asOf = day === null ? null : at(day);
    // `aging`: what a run was asked for is no reason.
    const input = { runId: uuidv7(), scope, reason: 'aging', asOf, instanceId: 'here' } as const;
    runRecompute(this.lot.db, input, hooks);
  }

  /** Score events since the last call. */
  events(): ScoreEvent[] {
    const events = [...eventsSince(this.lot.db, this.#readUpTo, 1_000_000)];
    this.#readUpTo = events.at(-1)?.seq ?? this.#readUpTo;
    return events.filter((event): event is ScoreEvent => event.type === 'ai-scores:update');
  }

  /** The same by VIN. */
  reasons(): Record<string, ScoreReason> {
    return Object.fromEntries(this.events().map(({ vin, reason }) => [vin, reason]));
  }

  setSettings(change: Partial<ScoreSettings>): void {
    writeScoreSettings(this.lot.db, { ...DEFAULT_SCORE_SETTINGS, ...change });
  }

  importSignals(figures: Readonly<Record<string, number>>, day: number): void {
    const row = { dealerId: 'North', asOf: '2026-01-01', ...figures };
    importSignals(this.lot.db, this.lot.write('signals.json', JSON.stringify([row])), at(day));
  }
}
