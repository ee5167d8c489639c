import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';

test('what is shown is exported by keys: the columns and the order of the view, in a file of this browser', async ({
  lotwatch,
}) => {
  const { page, live, vehicles } = lotwatch;
  await live.ready();
  await vehicles.open();
  await vehicles.head('Price').focus();
  await page.keyboard.press('Enter');
  await expect(vehicles.list.getByRole('columnheader', { name: 'Price', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await vehicles.row(0).focus();
  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Excel workbook (XLSX)' })).toBeFocused();
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^Vehicles - All - \d{4}-\d\d-\d\d\.csv$/);
  await expect(page.getByText(/^\d+ rows in Vehicles - All/)).toBeVisible();
  await expect(vehicles.row(0)).toBeFocused();

  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  const head = (lines[0] ?? '').replace('\ufeff', '').split(',');
  const prices = lines.slice(1).map((line) => Number(line.split(',')[head.indexOf('Price')]));
  expect(prices.length).toBeGreaterThan(50);
  expect(prices).toEqual(prices.toSorted((a, b) => b - a));
});
