import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { lotwatchCommand } from '../command-line.ts';
import { CARS, usualFeed, withFeeds, writeFeed } from '../feeds.ts';
import type { Lotwatch } from '../fixtures.ts';
import { expect, test, ONCE } from '../fixtures.ts';

/** Nobody who works by keys may find the focus nowhere. */
const nowhere = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement === null || document.activeElement === document.body);

const press = async (button: Locator): Promise<void> => {
  await button.focus();
  await button.press('Enter');
};

test('the first Tab offers to skip to the content', ONCE, async ({ lotwatch }) => {
  const { page, live } = lotwatch;
  await live.ready();
  await page.reload();
  await live.ready();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  // The place is no fragment of the address: what was shown is still shown.
  await expect(live.list).toBeVisible();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('a dialog that is closed gives the focus back to what opened it', ONCE, async ({ lotwatch }) => {
  const { page, live, wizard } = lotwatch;
  await live.ready();
  await press(wizard.start);
  await expect(wizard.path).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(wizard.start).toBeFocused();

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  for (const name of [/^Remove /, 'Add inventory', /defaults/i]) {
    const opener = page.getByRole('button', { name }).last();
    await press(opener);
    const dialog = page.getByRole('dialog');
    if (name === 'Add inventory') await expect(wizard.path).toBeFocused();
    else await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
});

test(
  'the way back from a vehicle ends at the row, the link or the run where it began',
  ONCE,
  async ({ lotwatch }) => {
    const { page, live } = lotwatch;
    await live.ready();
    await test.step('a row of the list', async () => {
      await live.rows
        .filter({ hasText: /[▲▼]/ })
        .filter({ has: page.getByRole('link') })
        .first()
        .focus();
      const row = await page.evaluate(() => document.activeElement?.textContent ?? '');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'Comparables' })).toBeVisible();
      // A page that was never seen before begins at its beginning.
      await expect(page.getByRole('main')).toBeFocused();
      await page.keyboard.press('Escape');
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toBe(row);
    });
    await test.step('a run, whose details are closed again', async () => {
      await page.getByRole('link', { name: 'Jobs', exact: true }).click();
      await press(run(page));
      await press(page.getByRole('button', { name: 'Close run' }));
      await expect(run(page)).toBeFocused();
    });
    await test.step('found by search, the page is where the next Tab goes', async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('RAV4');
      await expect(page.getByRole('option').first()).toBeVisible();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('main')).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'Close run' })).toHaveCount(0);
      await expect(run(page)).toBeFocused();
    });
  },
);

const run = (page: Page): Locator => page.getByRole('link', { name: /^Run of/ }).first();

/** A lot with four prices that cannot be true. */
async function withHeldPrices(lotwatch: Lotwatch, work: () => Promise<void>): Promise<void> {
  const { page, live, review } = lotwatch;
  await withFeeds(async (folder) => {
    const file = join(folder, 'inventory.csv');
    await writeFeed(file, usualFeed(CARS), 2);
    await live.ready();
    await lotwatchCommand(lotwatch.dataDir, 'sync', file);
    await expect(page.getByText(`${CARS.length} vehicles known`)).toBeVisible();
    await writeFeed(file, usualFeed(CARS.map((car, at) => (at < 4 ? { ...car, price: 9 } : car))), 1);
    await live.syncNow.click();
    await review.link.click();
    await expect(review.rows).toHaveCount(4);
    await work();
  });
}

test(
  'a decision leaves the focus at the next one, and at the page when nothing is left',
  ONCE,
  async ({ lotwatch }) => {
    const { page, review } = lotwatch;
    await withHeldPrices(lotwatch, async () => {
      const reject = (at: number): Locator => review.rows.nth(at).getByRole('button', { name: /^Reject/ });
      const next = await reject(2).getAttribute('aria-label');
      await press(reject(1));
      await expect(review.rows).toHaveCount(3);
      await expect(page.getByRole('button', { name: next ?? '', exact: true })).toBeFocused();
      // At the end of the list it is the one before.
      const before = await reject(1).getAttribute('aria-label');
      await press(reject(2));
      await expect(review.rows).toHaveCount(2);
      await expect(page.getByRole('button', { name: before ?? '', exact: true })).toBeFocused();

      await test.step('of many at once: the button that was pressed is still there', async () => {
        await page.getByRole('checkbox', { name: 'Select all held values' }).check();
        await press(page.getByRole('button', { name: 'Reject', exact: true }));
        await press(page.getByRole('dialog').getByRole('button', { name: 'Cancel' }));
        await expect(page.getByRole('button', { name: 'Reject', exact: true })).toBeFocused();
        await page.keyboard.press('Enter');
        await press(page.getByRole('dialog').getByRole('button', { name: 'Reject' }));
      });
      await expect(review.rows).toHaveCount(0);
      await expect(page.getByRole('main')).toBeFocused();
    });
  },
);

test(
  'pressed by keys, Sync and the ✕ of a message leave the focus somewhere',
  ONCE,
  async ({ lotwatch }) => {
    const { page, live } = lotwatch;
    await live.ready();
    await press(live.syncNow);
    const messages = page.getByRole('region', { name: 'Messages' });
    const dismiss = messages.getByRole('button', { name: 'Dismiss' });
    await expect(dismiss.first()).toBeVisible();
    await expect(live.syncNow).toBeFocused();
    await press(dismiss.first());
    await expect(dismiss).toHaveCount(0);
    expect(await nowhere(page)).toBe(false);
    await expect(live.syncNow).toBeFocused();
  },
);
