import { painted, withConsolePage } from '../measure/console-page.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';

/**
 * From the start of `lotwatch serve` on a data folder (the built one) to the first row of the live list painted in
 * Chromium. The browser runs already: its own start is no part of it.
 */
const FIRST_CELL = '[role="treegrid"] [role="gridcell"]';

const [dataDir = ''] = probeArguments(1);
await withConsolePage(dataDir, async (page, { url, startedAt }) => {
  const served = performance.now() - startedAt;
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector(FIRST_CELL);
  await painted(page);
  reportProbe({ ms: performance.now() - startedAt, served });
});
