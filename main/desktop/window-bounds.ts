/** A window's or a screen's place, in the points of the system (DIP). */
export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Of a first start, where the screen has room for it. */
const WANTED = { width: 1360, height: 860 } as const;
/** Below this tables and figures overlap; a smaller screen has the last word. */
const SMALLEST = { width: 1024, height: 640 } as const;
/** So much of a window must be on a screen that a person can take hold of it. */
const GRASP = { width: 120, height: 40 } as const;

/**
 * Where the window opens: as it was left, but never larger than the screen it is on and never off all screens, as after a
 * monitor was taken away.
 * @param left the window as it was left; null at a first start
 * @param screens what windows may cover of each screen (without task bars); the first is where a new window opens
 */
export function openingBounds(
  left: Area | null,
  screens: readonly [Area, ...Area[]],
): { readonly bounds: Area; readonly smallest: { readonly width: number; readonly height: number } } {
  const at = left === null ? null : screenOf(left, screens);
  const screen = at ?? screens[0];
  const { width, height } = left ?? WANTED;
  const size = {
    width: Math.min(Math.max(width, SMALLEST.width), screen.width),
    height: Math.min(Math.max(height, SMALLEST.height), screen.height),
  };
  const place =
    left !== null && at !== null
      ? {
          x: between(left.x, screen.x, screen.x + screen.width - size.width),
          y: between(left.y, screen.y, screen.y + screen.height - size.height),
        }
      : {
          x: screen.x + Math.round((screen.width - size.width) / 2),
          y: screen.y + Math.round((screen.height - size.height) / 2),
        };
  return {
    bounds: { ...place, ...size },
    smallest: {
      width: Math.min(SMALLEST.width, screen.width),
      height: Math.min(SMALLEST.height, screen.height),
    },
  };
}

/** The screen with most of the window; null where there is too little of it anywhere to take hold of. */
function screenOf(window: Area, screens: readonly Area[]): Area | null {
  let [most, best]: [number, Area | null] = [0, null];
  for (const screen of screens) {
    const width = overlap(window.x, window.width, screen.x, screen.width);
    const height = overlap(window.y, window.height, screen.y, screen.height);
    if (width < GRASP.width || height < GRASP.height || width * height <= most) continue;
    [most, best] = [width * height, screen];
  }
  return best;
}

const overlap = (a: number, lengthOfA: number, b: number, lengthOfB: number): number =>
  Math.min(a + lengthOfA, b + lengthOfB) - Math.max(a, b);

const between = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
