import type { Page } from 'playwright';
import { floodable } from '../data/flood.ts';
import { goTo, withConsolePage } from '../measure/console-page.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';

/**
 * Painted frames while a list is scrolled, quiet and under a flood of events, in turns: P12. The frames are those that
 * the page itself is called for, long tasks are what the browser calls so (50 ms and more).
 */
const SECONDS = 4;
const STEP_PX = 12;
const [dataDir = '', place = '', rateText = ''] = probeArguments(3);
const rate = Number(rateText);

type Scrolled = { readonly frames: number; readonly longest: number; readonly longTasks: number };

const scroll = (page: Page, perSecond: number): Promise<Scrolled> =>
  page.evaluate(
    async ({ flood, ms, step }) => {
      const list = document.querySelector('main .grid-scroll');
      if (list === null) throw new Error('There is no list');
      let longTasks = 0;
      const tasks = new PerformanceObserver((entries) => (longTasks += entries.getEntries().length));
      window.flood?.set(flood);
      // What starts the flood is no part of it.
      await new Promise((resolve) => setTimeout(resolve, 500));
      tasks.observe({ type: 'longtask' });
      const found = await new Promise<{ frames: number; longest: number }>((resolve) => {
        const from = performance.now();
        let frames = 0;
        let longest = 0;
        let last = from;
        let down = step;
        const next = (): void => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
          frames += 1;
          const before = list.scrollTop;
          list.scrollTop += down;
          if (list.scrollTop === before) down = -down;
          if (now - from < ms) requestAnimationFrame(next);
          else resolve({ frames: (frames * 1000) / (now - from), longest });
        };
        requestAnimationFrame(next);
      });
      tasks.disconnect();
      window.flood?.set(0);
      return { ...found, longTasks };
    },
    { flood: perSecond, ms: SECONDS * 1000, step: STEP_PX },
  );

await withConsolePage(dataDir, async (page, { url }) => {
  await page.addInitScript(floodable);
  await page.goto(url);
  await goTo(page, place);
  await page.waitForSelector('main .grid-scroll [role="gridcell"]');
  await scroll(page, 0);
  const idle = await scroll(page, 0);
  const flooded = await scroll(page, rate);
  const brought = await page.evaluate(() => window.flood?.brought() ?? 0);
  if (brought < (rate * SECONDS) / 2)
    throw new Error(`Of ${rate} events a second only ${brought} were brought`);
  reportProbe({
    idle: idle.frames,
    flooded: flooded.frames,
    longest: flooded.longest,
    longTasks: flooded.longTasks,
    idleLongTasks: idle.longTasks,
  });
});
