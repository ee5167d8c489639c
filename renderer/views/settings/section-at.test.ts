import { describe, expect, it } from 'vitest';
import { sectionAt } from './section-at.ts';

/** Three sections of 400, 300 and 100 px in a window of 500. */
const tops = [0, 400, 700];
const at = (scrolled: number): number => sectionAt(tops, { scrolled, height: 500, total: 800 });

describe('the section that is being read', () => {
  it('is the first at the top and the last at the end, however short it is', () => {
    expect(at(0)).toBe(0);
    expect(at(300)).toBe(2);
  });

  it('is each of them once on the way, in order', () => {
    const way = Array.from({ length: 301 }, (_, scrolled) => at(scrolled));
    expect([...new Set(way)]).toEqual([0, 1, 2]);
    expect(way).toEqual(way.toSorted((a, b) => a - b));
  });

  it('is the first where everything is in sight', () => {
    expect(sectionAt(tops, { scrolled: 0, height: 900, total: 800 })).toBe(0);
  });
});
