import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openingBounds, type Area } from './window-bounds.ts';

const FULL_HD = { x: 0, y: 0, width: 1920, height: 1040 };
const SECOND = { x: 1920, y: -200, width: 2560, height: 1400 };
const SMALL = { x: 0, y: 30, width: 1280, height: 690 };

it.each<[string, Area | null, [Area, ...Area[]], Area]>([
  ['a first start in the middle', null, [FULL_HD], { x: 280, y: 90, width: 1360, height: 860 }],
  ['a first start on a small screen within it', null, [SMALL], { x: 0, y: 30, width: 1280, height: 690 }],
  [
    'as it was left',
    { x: 50, y: 60, width: 1200, height: 700 },
    [FULL_HD],
    { x: 50, y: 60, width: 1200, height: 700 },
  ],
  [
    'on the second screen where it was left there',
    { x: 2000, y: 0, width: 1200, height: 700 },
    [FULL_HD, SECOND],
    { x: 2000, y: 0, width: 1200, height: 700 },
  ],
  [
    'back on the first where the second is gone',
    { x: 2000, y: 0, width: 1200, height: 700 },
    [FULL_HD],
    { x: 360, y: 170, width: 1200, height: 700 },
  ],
  [
    'back where only a sliver was left on a screen',
    { x: 1900, y: 100, width: 1200, height: 700 },
    [FULL_HD],
    { x: 360, y: 170, width: 1200, height: 700 },
  ],
  [
    'smaller where the screen has become smaller',
    { x: 0, y: 0, width: 1900, height: 1000 },
    [SMALL],
    { x: 0, y: 30, width: 1280, height: 690 },
  ],
  [
    'whole where it hung over an edge',
    { x: 1500, y: 700, width: 1200, height: 700 },
    [FULL_HD],
    { x: 720, y: 340, width: 1200, height: 700 },
  ],
  [
    'not smaller than its tables need',
    { x: 10, y: 10, width: 50, height: 50 },
    [FULL_HD],
    { x: 448, y: 200, width: 1024, height: 640 },
  ],
])('a window opens %s', (_where, left, screens, bounds) => {
  expect(openingBounds(left, screens).bounds).toEqual(bounds);
});

it('a window never asks for more than a screen has, whatever was left', () => {
  const size = fc.integer({ min: 320, max: 6_000 });
  const place = fc.integer({ min: -8_000, max: 8_000 });
  const area = fc.record({ x: place, y: place, width: size, height: size });
  fc.assert(
    fc.property(fc.option(area), area, fc.array(area, { maxLength: 3 }), (left, first, others) => {
      const { bounds, smallest } = openingBounds(left, [first, ...others]);
      const isOn = (screen: Area) =>
        bounds.x >= screen.x &&
        bounds.y >= screen.y &&
        bounds.x + bounds.width <= screen.x + screen.width &&
        bounds.y + bounds.height <= screen.y + screen.height;
      expect([first, ...others].some(isOn)).toBe(true);
      expect(bounds.width).toBeGreaterThanOrEqual(smallest.width);
      expect(bounds.height).toBeGreaterThanOrEqual(smallest.height);
    }),
  );
});
