import { join } from 'node:path';
import { lotwatchCommand } from '../command-line.ts';
import { withFeeds, writeFeed } from '../feeds.ts';
import { ONCE, expect, test } from '../fixtures.ts';
import { largeLot } from '../large-lot.ts';

test('start, sync the sample, see the changes, pause, resume, restart, still there', async ({
  lotwatch,
}) => {
  await test.step('the first start shows the sample at work', async () => {
    await lotwatch.live.ready();
    await expect(lotwatch.page.getByText('You are looking at sample data').first()).toBeVisible();
    await expect(
      lotwatch.page.getByRole('button', { name: 'Use your own inventory' }).first(),
    ).toBeVisible();
  });
  const firstDay = await lotwatch.live.newest();

  await test.step('each sync plays the next day', async () => {
    await lotwatch.live.syncNow.click();
    await expect.poll(() => lotwatch.live.newest()).not.toBe(firstDay);
    await lotwatch.live.ready();
    expect((await lotwatch.live.texts()).join('\n')).toMatch(/[▲▼].*\$[\d,]+[\s\S]*%/);
  });

  await test.step('paused, the list stands still and counts what comes', async () => {
    await lotwatch.live.pause.click();
    const shown = await lotwatch.live.texts();
    await lotwatch.live.syncNow.click();
    await expect(lotwatch.live.paused).toHaveText(/^Paused · \d+\+? new$/);
    await expect(lotwatch.page.getByRole('progressbar')).toHaveCount(0);
    expect(await lotwatch.live.texts()).toEqual(shown);
    await lotwatch.live.resume.click();
    await expect(lotwatch.live.paused).toHaveCount(0);
    await expect.poll(() => lotwatch.live.texts()).not.toEqual(shown);
  });

  await test.step('what was shown is there again after a restart', async () => {
    const before = await lotwatch.live.texts();
    await lotwatch.restart();
    await lotwatch.live.ready();
    await expect.poll(() => lotwatch.live.texts()).toEqual(before);
  });
});

test('a reload of the page keeps the session and shows the same', async ({ lotwatch }) => {
  await lotwatch.live.ready();
  const before = await lotwatch.live.texts();
  await lotwatch.page.reload();
  await lotwatch.live.ready();
  await expect.poll(() => lotwatch.live.texts()).toEqual(before);
});

test(
  'a dealer of a large lot: its figures, and its members of a group of thousands',
  ONCE,
  async ({ lotwatch }) => {
    const { page, live, dataDir } = lotwatch;
    await withFeeds(async (folder) => {
      await live.ready();
      const file = join(folder, 'inventory.csv');
      await writeFeed(file, largeLot(28_000), 2);
      await lotwatchCommand(dataDir, 'sync', file);
      await writeFeed(file, largeLot(28_000, 500), 1);
      await lotwatchCommand(dataDir, 'sync', file);
      await expect(live.rows.first()).toContainText('2,800 vehicles · Toyota · 4 dealers');
      await expect(live.figures).toContainText(/Vehicles\s*28,000/);

      await test.step('the dealer chosen in the header governs figures and list', async () => {
        await live.chooseDealer('Renton');
        await expect(live.rows.first()).toContainText('800 of 2,800 vehicles');
        await expect(live.figures).toContainText(/Vehicles\s*7,000/);
        await expect(live.figures).toContainText(/MSRP changes today\s*800/);
      });

      await test.step('the group has that dealer’s members alone, to the last one', async () => {
        await live.rows.first().click();
        await expect(live.list).toHaveAttribute('aria-rowcount', '802');
        await live.rows.first().press('End');
        const last = live.rows.last();
        await expect(last).toContainText('+$500');
        await expect(last).toHaveAttribute('aria-posinset', '800');
        await expect(last).toContainText('Renton');
      });

      await test.step('a search goes through all of them, and shows what fits', async () => {
        await page.keyboard.press('Control+k');
        await page.keyboard.type('corolla renton');
        await page.getByRole('option', { name: 'Show changes with “corolla renton” in Live' }).click();
        await expect(live.rows.first()).toContainText('400 of 2,800 vehicles');
        await page
          .getByRole('textbox', { name: 'Filter changes by words: VIN, stock number, make, model, dealer' })
          .press('Escape');
        await expect(live.rows.first()).toContainText('800 of 2,800 vehicles');
      });

      await test.step('by keys alone: a make, and the group as a view of the inventory', async () => {
        const make = page.getByRole('button', { name: /^Make, model/ });
        await make.press('Enter');
        await page.keyboard.type('toyota');
        await page.keyboard.press('Enter');
        await expect(make).toHaveText('Make, model toyota');
        await expect(live.rows.first()).toContainText('800 of 2,800 vehicles');
        await live.rows.first().press('Tab');
        await expect(page.getByRole('button', { name: 'View', exact: true })).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(page.getByRole('main', { name: 'Vehicles' })).toContainText(/800\s*of 7,000/);
        await page.getByRole('link', { name: 'Live', exact: true }).click();
        await page.getByRole('button', { name: 'Remove the filter Make, model' }).click();
      });

      await test.step('every screen says which dealer is chosen, or that it shows all', async () => {
        await page.getByRole('link', { name: 'Jobs' }).click();
        await expect(live.dealer).toHaveValue('Renton');
        await expect(page.getByText('Shows all dealers')).toBeVisible();
        await page.getByRole('link', { name: 'Live', exact: true }).click();
      });
    });
  },
);
