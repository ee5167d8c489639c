import { join } from 'node:path';
import { lotwatchCommand } from '../command-line.ts';
import { withFeeds, writeFeed } from '../feeds.ts';
import { expect, test, ONCE } from '../fixtures.ts';
import { largeLot } from '../large-lot.ts';

test('a view is filtered, sorted and saved by keys, and stands as it was after a restart', async ({
  lotwatch,
}) => {
  await lotwatch.live.ready();
  await lotwatch.vehicles.open();
  await test.step('by keys alone: search, sort, save', async () => {
    const { page, vehicles } = lotwatch;
    await vehicles.row(0).focus();
    await page.keyboard.press('/');
    await expect(vehicles.search).toBeFocused();
    await page.keyboard.type('toyota');
    await expect(vehicles.sums).toContainText(/^\d+ of \d+/);
    for (const row of await vehicles.rows.all()) await expect(row).toContainText('Toyota');
    await vehicles.head('Price').focus();
    await page.keyboard.press('Enter');
    await expect(vehicles.list.getByRole('columnheader', { name: 'Price', exact: true })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await expect(vehicles.changed).toBeVisible();
    await page.keyboard.press('Control+s');
    await page.keyboard.type('Dear Toyotas');
    await page.keyboard.press('Enter');
    await expect(vehicles.tab(/^Dear Toyotas/)).toHaveAttribute('aria-selected', 'true');
    await expect(vehicles.changed).toHaveCount(0);
  });
  await lotwatch.restart();
  await test.step('after a restart', async () => {
    const { live, vehicles } = lotwatch;
    await live.ready();
    await vehicles.open();
    await expect(vehicles.tab(/^Dear Toyotas/)).toHaveAttribute('aria-selected', 'true');
    await expect(vehicles.search).toHaveValue('toyota');
  });
});

test('rows are watched, noted, previewed and opened by keys, and the focus comes back', async ({
  lotwatch,
}) => {
  const { page, live, vehicles } = lotwatch;
  await live.ready();
  await vehicles.open();
  await vehicles.row(1).focus();
  const name = (await vehicles.row(1).getByRole('link').innerText()).trim();
  await page.keyboard.press('w');
  await expect(page.getByText('1 vehicle watched')).toBeVisible();
  await expect(
    vehicles
      .row(1)
      .getByRole('img', { name: /^Watched/ })
      .first(),
  ).toBeVisible();
  await expect(vehicles.tab('Watched 1')).toBeVisible();

  await page.keyboard.press('n');
  await page.keyboard.type('call back on Monday');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Note written to 1 vehicle')).toBeVisible();
  await expect(vehicles.row(1)).toBeFocused();

  await page.keyboard.press('Space');
  await expect(vehicles.preview.getByRole('heading', { name })).toBeVisible();
  await expect(vehicles.row(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(vehicles.preview).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Comparables' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(vehicles.row(1)).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(live.list).toBeVisible();
});

test(
  'all of a filter is selected as the filter, and a filter that leaves none says which costs most',
  ONCE,
  async ({ lotwatch }) => {
    const { page, live, vehicles } = lotwatch;
    await live.ready();
    await vehicles.open();
    await page.getByRole('button', { name: '+ Make', exact: true }).click();
    await page.getByRole('checkbox', { name: /^Toyota/ }).check();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('button', { name: 'Make Toyota: edit this filter' })).toBeVisible();
    await vehicles.row(0).focus();
    await page.keyboard.press('x');
    await expect(vehicles.picked).toContainText('1 selected');
    await vehicles.picked.getByRole('button', { name: /^Select all/ }).click();
    await expect(vehicles.picked).toContainText(/\d+ as of/);

    await vehicles.row(0).focus();
    await page.keyboard.press('f');
    await page.getByRole('button', { name: 'Price', exact: true }).last().click();
    await page.getByRole('textbox', { name: 'From' }).fill('9,000,000');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Price ≥ \$9,000,000 leaves out \d+/)).toBeVisible();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expect(vehicles.row(0)).toBeVisible();
  },
);

test(
  'a thousand vehicles are scrolled through to the last, and one is found at once',
  ONCE,
  async ({ lotwatch }) => {
    await withFeeds(async (folder) => {
      const { page, live, vehicles } = lotwatch;
      const file = join(folder, 'inventory.csv');
      await writeFeed(file, largeLot(1_000), 1);
      await live.ready();
      await lotwatchCommand(lotwatch.dataDir, 'sync', file);
      await vehicles.open();
      await page.keyboard.press('Escape');
      await vehicles.search.fill('Bellevue');
      await expect(vehicles.row(0)).toContainText('Toyota');
      await vehicles.search.fill('');
      await vehicles.counted(1_000);
      await expect(async () => {
        // Rows of the wider list take the place of those of the search: the focus is one that is there now.
        await vehicles.list.locator('[data-index]').last().focus({ timeout: 500 });
        await page.keyboard.press('End');
        await expect(vehicles.list.getByText('End of the list')).toBeVisible({ timeout: 500 });
      }).toPass();
      await vehicles.search.fill('5TDBRKEC0TS0000U9');
      await vehicles.counted(1);
    });
  },
);
