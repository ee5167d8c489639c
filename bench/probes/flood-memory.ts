import { floodable } from '../data/flood.ts';
import { painted, withConsolePage } from '../measure/console-page.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';

/**
 * Memory that the page holds, after garbage collection, when it has seen the events of five minutes and of an hour: P15.
 * The hour is squeezed: its events come as fast as the page takes them.
 */
const PER_MINUTE = 60_000;
const RATE = 50_000;
const [dataDir = ''] = probeArguments(1);

await withConsolePage(dataDir, async (page, { url }) => {
  await page.addInitScript(floodable);
  await page.goto(url);
  await page.waitForSelector('main .grid-scroll [role="gridcell"]');
  const session = await page.context().newCDPSession(page);
  const heldAfter = async (minutes: number): Promise<number> => {
    await page.evaluate(
      async ({ events, rate }) => {
        window.flood?.set(rate);
        while ((window.flood?.brought() ?? events) < events) await new Promise(requestAnimationFrame);
        window.flood?.set(0);
      },
      { events: minutes * PER_MINUTE, rate: RATE },
    );
    await painted(page);
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
  };
  const early = await heldAfter(5);
  const late = await heldAfter(60);
  reportProbe({ early, late });
});
