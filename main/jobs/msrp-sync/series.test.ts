import fc from 'fast-check';
import { describe, it, expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { defineSources } from '../sources/define.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';
import { NaiveLot, type NaiveRow } from './naive-lot.ts';
import { runSync } from './run.ts';

const VINS = [
  '1HGCM82633A004352',
  '3GNAXMEV7NS200005',
  '1M8GDM9AXKP042788',
  '5YJ3E1EA7KF317000',
  '2T3P1RFV5MC155888',
];
const used = (vin: string): boolean => vin.startsWith('3');
const HEADER = 'VIN,Condition,MSRP,Price,Mileage,Dealer Name';
/** More rows than a batch holds, all alike: they push what follows into the next batch. */
const PADDING = 1_030;

const money = fc.option(fc.integer({ min: 1, max: 3 }).map((n) => 40_000 + n * 250));
const row = fc
  .record({ vin: fc.constantFrom(...VINS), msrp: money, price: money })
  .map(({ vin, msrp, price }): NaiveRow => ({ vin, used: used(vin), msrp, price }));
const dayArbitrary = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 9 }),
  padAt: fc.option(fc.nat(8), { freq: 4 }),
});
const series = fc.array(dayArbitrary, { minLength: 2, maxLength: 6 });

type Way = {
  /** Before each sync. */
  readonly prepare: (lot: TestLot) => void;
  readonly maxPending?: number;
};

const line = ({ vin, msrp, price }: NaiveRow): string =>
  `${vin},${used(vin) ? 'used' : 'new'},${msrp ?? ''},${price ?? ''},,North`;

function syncDay(lot: TestLot, number: number, lines: readonly string[], way: Way) {
  const file = lot.write(`lot-${String(number).padStart(3, '0')}.csv`, csv(HEADER, ...lines));
  const [defined] = defineSources(lot.db, { path: file, name: 'series', role: 'own', settings: {} });
  const what = { file, asOf: number * 86_400_000 };
  const hooks = { now: () => 0, isCancelled: () => false, onProgress: () => undefined };
  const held = way.maxPending === undefined ? {} : { maxPending: way.maxPending };
  const request = { runId: uuidv7(), slug: defined?.slug ?? '', what, ...held };
  const result = runSync(lot.db, request, hooks);
  if (result === null) throw new Error('A file that is given by name is always read');
  return result;
}

function check(days: readonly { rows: NaiveRow[]; padAt: number | null }[], way: Way): void {
  const lot = openTestLot();
  try {
    const naive = new NaiveLot();
    let since = 0;
    days.forEach(({ rows, padAt }, index) => {
      // Padding repeats a row, so it is duplicates of what stands there anyway.
      const at = padAt === null ? -1 : padAt % rows.length;
      const all = rows.flatMap((one, i) => (i === at ? Array.from({ length: PADDING }, () => one) : [one]));
      way.prepare(lot);
      const wanted = naive.day(all);
      const result = syncDay(lot, index + 1, all.map(line), way);
      const { added, returned, removed, vehicles, duplicates, events } = wanted;
      if (!result.unchanged) expect(result).toMatchObject({ vehicles, duplicates });
      expect(result).toMatchObject({ added, returned, removed, events: events.length });
      const reported = lot.events(since).map(({ type, vin, old, new: now }) => [type, vin, old, now]);
      expect(reported).toEqual(events);
      since = lot.events().at(-1)?.seq ?? 0;
      const stored = lot.db
        .prepare('SELECT vin, msrp, price, msrp_blank_since, price_blank_since, gone_at FROM listings')
        .all();
      expect(
        new Map(stored.map(({ vin, ...rest }) => [vin, { ...rest, gone_at: rest['gone_at'] !== null }])),
      ).toEqual(
        new Map(
          [...naive.cars].map(([vin, { msrp, price, blankSince, absences }]) => [
            vin,
            {
              msrp: msrp === null ? null : msrp * 100,
              price: price === null ? null : price * 100,
              msrp_blank_since: blankSince.msrp,
              price_blank_since: blankSince.price,
              gone_at: absences > 1,
            },
          ]),
        ),
      );
    });
  } finally {
    lot.close();
  }
}

const asItIs = (): void => undefined;
const forgetHashes = (lot: TestLot): void => lot.db.exec('DELETE FROM row_hashes');

describe('a series of days, whatever they bring, says what a plain comparison says', () => {
  it.each<[string, Way]>([
    ['passing over rows by their hashes', { prepare: asItIs }],
    ['comparing every row', { prepare: forgetHashes }],
    ['writing each row as it comes', { prepare: asItIs, maxPending: 0 }],
    ['writing each row, comparing every one', { prepare: forgetHashes, maxPending: 0 }],
  ])(
    '%s',
    (_, way) => {
      fc.assert(
        fc.property(series, (days) => check(days, way)),
        { numRuns: 15 },
      );
    },
    90_000,
  );
});
