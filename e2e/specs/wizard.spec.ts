import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { lotwatchCommand } from '../command-line.ts';
import { CARS, neverSeenFeed, usualFeed, withFeeds, writeFeed } from '../feeds.ts';
import { expect, test, ONCE } from '../fixtures.ts';

/** What the issue allows from the start to the first correct sync. */
const FEWER_CLICKS_THAN = 10;

test('a feed never seen becomes a first correct sync in under ten clicks', async ({ lotwatch }) => {
  const { page, wizard, live } = lotwatch;
  let clicks = 0;
  const click = async (what: Locator): Promise<void> => {
    clicks += 1;
    await what.click();
  };
  await withFeeds(async (folder) => {
    const file = join(folder, 'export.txt');
    await writeFeed(file, neverSeenFeed(CARS), 2);
    await live.ready();

    await test.step('its columns are found by what is in them', async () => {
      await click(wizard.start);
      // As “Copy as path” gives it.
      await wizard.path.fill(`"${file}" `);
      await click(wizard.next);
      for (const [column, field] of [
        ['Chassis', 'VIN'],
        ['Sticker', 'MSRP'],
        ['Cash deal', 'Price'],
        ['MY', 'Year'],
        ['Marque', 'Make'],
        ['Nameplate', 'Model'],
        ['Rooftop', 'Dealer'],
        ['Class', 'Condition'],
        ['Tag', 'Stock number'],
        ['Pics', 'Photos'],
      ] as const)
        await expect(wizard.fieldOf(column)).toHaveValue(field);
      await expect(wizard.columns).toContainText(CARS[0]?.vin ?? '');
      // Found by its values, so it needs a look and stands before what is sure.
      await expect(wizard.columns.getByRole('columnheader').first()).toContainText(/^Check/);
    });

    await test.step('what the first sync would do is shown before it is stored', async () => {
      await click(wizard.next);
      await expect(wizard.preview).toContainText(`${CARS.length} vehicles become the baseline`);
      await expect(wizard.preview).toContainText(/Rejected rows\s*0/);
      // Nothing is stored yet: the sample is still there.
      await expect(page.getByText('You are looking at sample data')).toHaveCount(1);
    });

    await click(wizard.save);
    await expect(wizard.dialog).toHaveCount(0);
    await expect(page.getByText(`${CARS.length} vehicles known`)).toBeVisible();
    expect(clicks).toBeLessThan(FEWER_CLICKS_THAN);

    await test.step('and it was correct: the next file’s change appears by itself, with the right amounts', async () => {
      const [first, ...others] = CARS;
      if (first === undefined) throw new Error('no cars');
      await writeFeed(file, neverSeenFeed([{ ...first, price: first.price - 500 }, ...others]), 1);
      // A file is watched unless a person chose otherwise.
      await expect(live.rows).toHaveCount(1, { timeout: 30_000 });
      expect(await live.newest()).toMatch(/\$37,619 \$37,119 ▼ −\$500/);
    });
  });
});

test('a wrong column is put right by keys alone', async ({ lotwatch }) => {
  const { page, wizard, live } = lotwatch;
  await withFeeds(async (folder) => {
    const file = join(folder, 'export.txt');
    await writeFeed(file, neverSeenFeed(CARS), 1);
    await live.ready();
    await wizard.start.focus();
    await page.keyboard.press('Enter');
    // The path has the focus.
    await page.keyboard.type(file);
    await expect(wizard.dialog.getByText('columns in use')).toBeVisible();
    await page.keyboard.press('Enter');
    await wizard.fieldOf('Sticker').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Not used');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(wizard.fieldOf('Sticker')).toHaveValue('Not used');
    await expect(wizard.dialog.getByText('No column found for MSRP.')).toBeVisible();
    await wizard.next.focus();
    await page.keyboard.press('Enter');
    await expect(wizard.preview).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(wizard.dialog).toHaveCount(0);
  });
});

test('without VINs it names what is missing and goes no further', ONCE, async ({ lotwatch }) => {
  const { wizard, live } = lotwatch;
  await withFeeds(async (folder) => {
    const file = join(folder, 'colours.csv');
    await writeFeed(file, 'colour,amount\nred,12\nblue,13\n', 1);
    await live.ready();
    await wizard.start.click();
    await wizard.path.fill(file);
    await wizard.next.click();
    await expect(wizard.dialog.getByRole('alert')).toContainText('Without a VIN');
    await expect(wizard.columns).toContainText('blue');
    await expect(wizard.next).toBeDisabled();
  });
});

test('of several lists in a file the right one is named', ONCE, async ({ lotwatch }) => {
  const { page, wizard, live } = lotwatch;
  await withFeeds(async (folder) => {
    const file = join(folder, 'export.json');
    const wanted = CARS.map(({ vin, price }) => ({ vin, msrp: price, recalled: false }));
    const feed = { recalls: [{ vin: CARS[0]?.vin, campaign: '26V-101' }], data: { results: wanted } };
    await writeFeed(file, JSON.stringify(feed), 1);
    await live.ready();
    await wizard.start.click();
    await wizard.path.fill(file);
    await wizard.next.click();
    await expect(wizard.columns).toContainText('26V-101');
    await expect(wizard.dialog.getByText('there are VINs at data.results[], too')).toBeVisible();
    await wizard.dialog.getByText('More settings').click();
    await wizard.dialog.getByLabel('Path to the vehicles').fill('data.results');
    await expect(wizard.fieldOf('msrp')).toHaveValue('MSRP');
    await wizard.next.click();
    await expect(wizard.preview).toContainText(`${CARS.length} vehicles become the baseline`);
    await wizard.save.click();
    await expect(page.getByText(`${CARS.length} vehicles known`)).toBeVisible();
  });
});

test(
  'a source’s columns are corrected in the same wizard, and stay corrected',
  ONCE,
  async ({ lotwatch }) => {
    const { page, wizard, live } = lotwatch;
    await withFeeds(async (folder) => {
      const file = join(folder, 'inventory.csv');
      await writeFeed(file, usualFeed(CARS), 2);
      await live.ready();
      await lotwatchCommand(lotwatch.dataDir, 'sync', file, '--source', 'eastside');
      await page.getByRole('link', { name: 'Settings', exact: true }).click();
      const edit = page.getByRole('button', { name: 'Edit eastside' });
      await edit.click();
      await expect(wizard.fieldOf('Price')).toHaveValue('Price');
      await wizard.fieldOf('StockNumber').click();
      await page.getByRole('option', { name: 'Not used' }).click();
      await expect(wizard.dialog.getByText('Not used, chosen by you')).toBeVisible();
      await wizard.next.click();
      await wizard.dialog.getByRole('combobox', { name: 'Sync schedule' }).click();
      await page.getByRole('option', { name: 'Every hour' }).click();
      await wizard.dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(wizard.dialog).toHaveCount(0);
      await edit.click();
      await expect(wizard.fieldOf('StockNumber')).toHaveValue('Not used');
      await expect(wizard.fieldOf('Price')).toHaveValue('Price');
    });
  },
);
