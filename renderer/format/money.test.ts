import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrow, bytes, count, money, moneyMove, percentMove, percentSpan, plural } from './money.ts';

describe('money', () => {
  it('shows cents only where there are some', () => {
    expect(money(41567, 'USD')).toBe('$41,567');
    expect(money(1495.5, 'USD')).toBe('$1,495.50');
    expect(money(0, null)).toBe('$0');
    expect(money(null, 'USD')).toBe('–');
  });

  it('keeps other currencies apart', () => {
    expect(money(38_000, 'EUR')).toBe('€38,000');
    expect(money(38_000, 'CAD')).toBe('$38,000');
  });

  it('signs moves with a real minus', () => {
    expect(moneyMove(-699, 'USD')).toBe('−$699');
    expect(moneyMove(750, null)).toBe('+$750');
    expect(percentMove(-1.68)).toBe('−1.68%');
    expect(percentMove(0.5)).toBe('+0.50%');
    expect(percentMove(null)).toBe('–');
  });

  it('never says up where it is down', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (delta) => {
        const up = moneyMove(delta, 'USD').startsWith('+');
        expect(up).toBe(delta > 0);
        expect(arrow(delta)).toBe(delta > 0 ? '▲' : delta < 0 ? '▼' : '=');
      }),
    );
  });

  it('gives a span only where members differ', () => {
    expect(percentSpan(1.86, 1.94)).toBe('+1.9%');
    expect(percentSpan(1.5, 2.04)).toBe('+1.5–2.0%');
    expect(percentSpan(-2.04, -1.5)).toBe('−1.5–2.0%');
  });
});

describe('counts', () => {
  it('groups thousands and knows one from many', () => {
    expect(count(1878)).toBe('1,878');
    expect(plural(1, 'change')).toBe('1 change');
    expect(plural(37, 'change')).toBe('37 changes');
    expect(plural(2, 'copy', 'copies')).toBe('2 copies');
  });

  it('reads bytes', () => {
    expect(bytes(0)).toBe('0 B');
    expect(bytes(999)).toBe('999 B');
    expect(bytes(999_999)).toBe('1.0 MB');
    expect(bytes(12_100_000)).toBe('12.1 MB');
    expect(bytes(512_000_000)).toBe('512 MB');
  });
});
