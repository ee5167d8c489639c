import { openReader } from '../../main/store/open.ts';
import { text } from '../../renderer/text.ts';
import { goTo, painted, withConsolePage } from '../measure/console-page.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';

/** From the address of a vehicle to its page with scores, painted; and the longest frame while a person types a search. */
const PAGES = 12;
const WORDS = ['sienna hybrid', 'toyota 2026', '1hgcm', 'xle white'];
const [dataDir = ''] = probeArguments(1);
const db = openReader(dataDir);
const vins = db
  .prepare('SELECT vin FROM listings WHERE own = 1 AND gone_at IS NULL ORDER BY id LIMIT ?')
  .all(PAGES + 1)
  .map(({ vin }) => String(vin));
db.close();

await withConsolePage(dataDir, async (page, { url }) => {
  await page.goto(url);
  await page.waitForSelector('main [role="gridcell"]');
  const open = async (vin: string): Promise<number> => {
    const from = performance.now();
    await goTo(page, `vehicle/${vin}`);
    await page.getByRole('button', { name: `Copy VIN ${vin}` }).waitFor();
    await page.getByRole('tab', { name: /^AVI/ }).waitFor();
    await painted(page);
    return performance.now() - from;
  };
  const [first = '', ...others] = vins;
  const coldMs = await open(first);
  const times: number[] = [];
  for (const vin of others) times.push(await open(vin));
  times.sort((a, b) => a - b);

  await goTo(page, 'vehicles');
  await page.waitForSelector('main .grid-scroll [role="gridcell"]');
  const field = page.getByPlaceholder(text.vehicles.search);
  await field.click();
  const longest = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let [last, most] = [performance.now(), 0];
        const next = (): void => {
          const now = performance.now();
          most = Math.max(most, now - last);
          last = now;
          if (document.title.endsWith('typed')) resolve(most);
          else requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
  );
  for (const words of WORDS) {
    await field.fill('');
    await field.pressSequentially(words, { delay: 60 });
    await painted(page);
  }
  await page.evaluate(() => void (document.title += ' typed'));
  reportProbe({
    coldMs,
    pageMs: times[Math.floor(times.length / 2)] ?? 0,
    typingMs: await longest,
  });
});
