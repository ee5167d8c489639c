import { describe, expect, it } from 'vitest';
import { daysOnLot, stockedAt } from './days-on-lot.ts';

const day = (date: string): number => Date.parse(date);

describe('days on the lot', () => {
  it('begin with what the feed says, else with a first sight that was no baseline', () => {
    const firstSeen = day('2026-01-05');
    expect(stockedAt({ dateInStock: day('2025-12-01'), firstSeen, baseline: true })).toBe(
      day('2025-12-01'),
    );
    expect(stockedAt({ dateInStock: null, firstSeen, baseline: false })).toBe(firstSeen);
    expect(stockedAt({ dateInStock: null, firstSeen, baseline: true })).toBeNull();
  });

  it('count whole days to now, or until it left, and never below none', () => {
    const stocked = day('2026-01-05');
    const now = day('2026-01-10T23:59:59Z');
    expect(daysOnLot(stocked, { leftAt: null, now })).toBe(5);
    expect(daysOnLot(stocked, { leftAt: day('2026-01-08'), now })).toBe(3);
    expect(daysOnLot(day('2026-02-01'), { leftAt: null, now })).toBe(0);
    expect(daysOnLot(null, { leftAt: null, now })).toBeNull();
  });
});
