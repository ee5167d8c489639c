import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScoreEvent, ScoreReason } from '../../../shared/events.ts';
import { DEFAULT_SCORE_SETTINGS } from '../../scoring/model.ts';
import { lotOf, ScoredLot, type Row } from './reasons.fixture.ts';

const { listing } = DEFAULT_SCORE_SETTINGS;
let shop: ScoredLot | null = null;
afterEach(() => shop?.lot.close());

const CARS = ['OURSUSED1', 'OURSNEW1'];

describe('whatever changes together', () => {
  /** Something that may happen between two recomputes, and the reasons that it can be for each of our two cars. */
  type Happening = {
    readonly rows?: (rows: Row[]) => Row[];
    readonly act?: (shop: ScoredLot, day: number) => void;
    readonly may: Readonly<Record<string, ScoreReason>>;
    /** Absent from one feed is not gone yet: it is reported gone at the next one. */
    readonly isLate?: boolean;
  };
  type Step = {
    readonly days: number;
    readonly isRead: boolean;
    readonly happenings: readonly Happening[];
  };
  const edit =
    (vin: string, change: Row) =>
    (rows: Row[]): Row[] =>
      rows.map((row) => (row['VIN'] === vin ? { ...row, ...change } : row));
  const both = (reason: ScoreReason) => ({ OURSUSED1: reason, OURSNEW1: reason });
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    fc.integer({ min: 20_000, max: 45_000 }).map((price): Happening => ({
      rows: edit('OURS-USED1', { Price: price }),
      may: { OURSUSED1: 'price_change' },
    })),
    fc.integer({ min: 36_000, max: 46_000 }).map((msrp): Happening => ({
      rows: edit('OURS-NEW1', { MSRP: msrp }),
      may: { OURSNEW1: 'msrp_change' },
    })),
    fc
      .constantFrom<Row>(
        { Trim: 'XLE' },
        { Mileage: 90_000 },
        { Photos: '' },
        { Description: '' },
        { Link: '' },
      )
      .map((change): Happening => ({
        rows: edit('OURS-USED1', change),
        may: { OURSUSED1: 'listing_change' },
      })),
    fc
      .tuple(fc.constantFrom('RIVAL-USED1', 'RIVAL-USED4'), fc.integer({ min: 24_000, max: 40_000 }))
      .map(([vin, price]): Happening => ({
        rows: edit(vin, { Price: price }),
        may: { OURSUSED1: 'competitor_change' },
      })),
    fc.constant<Happening>({
      rows: (rows) => rows.filter((row) => row['VIN'] !== 'RIVAL-NEW2'),
      may: { OURSNEW1: 'competitor_change' },
      isLate: true,
    }),
    fc
      .constantFrom('a', 'b')
      .map((walk): Happening => ({ rows: edit('OURS-NEW1', { 'Lot Walk': walk, Stock: walk }), may: {} })),
    fc.integer({ min: 1, max: 100 }).map((value): Happening => ({
      act: (lot, day) => lot.importSignals({ seo: value, aeo: value, geo: value }, day),
      may: both('signals_change'),
    })),
    fc.integer({ min: 1, max: 40 }).map((photoTarget): Happening => ({
      act: (lot) => lot.setSettings({ listing: { ...listing, photoTarget } }),
      may: both('settings_change'),
    })),
  );
  const step: fc.Arbitrary<Step> = fc.record({
    days: fc.integer({ min: 0, max: 9 }),
    isRead: fc.boolean(),
    happenings: fc.array(happening, { maxLength: 3 }),
  });

  /** Lets it all happen to a new lot: what was reported after each step, and what changed since that car's last. */
  function live(
    steps: readonly Step[],
  ): { readonly event: ScoreEvent; readonly may: readonly ScoreReason[] }[][] {
    shop?.lot.close();
    const lot = new ScoredLot();
    shop = lot;
    let [rows, day] = [lotOf(), 0];
    let late: Happening[] = [];
    const changed = new Map<string, Set<ScoreReason>>(CARS.map((vin) => [vin, new Set()]));
    return steps.map(({ days, isRead, happenings }) => {
      day += days;
      const happened = happenings.filter(({ act }) => isRead || act !== undefined);
      for (const { act, rows: change } of happened) {
        act?.(lot, day);
        rows = change?.(rows) ?? rows;
      }
      if (isRead) lot.feed(rows, day);
      lot.recompute({ kind: 'all' }, day);
      const all = isRead ? [...happened, ...late] : happened;
      if (isRead) late = happened.filter((one) => one.isLate === true);
      for (const vin of CARS) {
        const reasons = changed.get(vin);
        for (const { may } of all) if (may[vin] !== undefined) reasons?.add(may[vin]);
        if (days > 0) reasons?.add('aging');
        if (isRead) reasons?.add('feed_read');
      }
      return lot.events().map((event) => {
        const may = [...(changed.get(event.vin) ?? [])];
        changed.set(event.vin, new Set());
        return { event, may };
      });
    });
  }

  it('a reason is never one whose inputs did not change, and the same days report the same', () => {
    let reported = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const once = live(steps);
        for (const { event, may } of once.flat()) {
          reported += 1;
          expect(may).toContain(event.reason);
        }
        expect(words(live(steps))).toEqual(words(once));
      }),
      { numRuns: 30 },
    );
    expect(reported).toBeGreaterThan(30);
  }, 120_000);
});

const words = (days: readonly (readonly { readonly event: ScoreEvent }[])[]) =>
  days.map((reported) =>
    reported.map(({ event: { vin, reason, avi, ati, cis } }) => [vin, reason, avi, ati, cis]),
  );
