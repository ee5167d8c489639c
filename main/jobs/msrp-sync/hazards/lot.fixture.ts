import { afterEach, beforeEach } from 'vitest';
import type { SyncResult } from '../../../../shared/lot.ts';
import { csv, openTestLot, type TestLot } from '../fixture.ts';

export const HEADER = 'VIN,Condition,MSRP,Price,Make,Model,Dealer Name';

/** For the hazard tests: a fresh lot for each test, fed with the days of one source. */
export function useLot(): {
  readonly lot: () => TestLot;
  /** Syncs these rows, under {@link HEADER}, as the next day's file. */
  readonly next: (...rows: string[]) => SyncResult;
  /** Syncs this text as the next day's file. */
  readonly nextText: (text: string, extension?: string) => SyncResult;
  /** [type, VIN, old, new] of every event. */
  readonly moves: () => unknown[];
} {
  let lot: TestLot;
  let day = 0;
  beforeEach(() => {
    lot = openTestLot();
    day = 0;
  });
  afterEach(() => lot.close());
  const nextText = (text: string, extension = 'csv'): SyncResult => {
    day += 1;
    return lot.sync(lot.write(`lot-${String(day).padStart(3, '0')}.${extension}`, text), { name: 'lot' });
  };
  return {
    lot: () => lot,
    nextText,
    next: (...rows) => nextText(csv(HEADER, ...rows)),
    moves: () => lot.events().map(({ type, vin, old, new: now }) => [type, vin, old, now]),
  };
}

/** A VIN for each number below a thousand. */
export const vinOf = (number: number): string => `1HGCM82633A10${String(number).padStart(4, '0')}`;
