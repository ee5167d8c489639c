import { join } from 'node:path';
import { expectAccessible } from '../accessible.ts';
import { lotwatchCommand } from '../command-line.ts';
import { CARS, usualFeed, withFeeds, writeFeed } from '../feeds.ts';
import { expect, test } from '../fixtures.ts';

const dearer = CARS.map((car, at) => (at < 6 ? { ...car, price: car.price + 1_000 } : car));

test('a rule made by keyboard fires at the next sync; acknowledged it is still there after a restart', async ({
  lotwatch,
}) => {
  const { live } = lotwatch;
  const list = () => lotwatch.page.getByRole('treegrid', { name: 'What fired' });
  const acknowledged = () => list().getByRole('row', { name: /Acknowledged/ });

  /** Wide enough for the rules beside what fired. */
  const widen = () => lotwatch.page.setViewportSize({ width: 1440, height: 900 });

  await withFeeds(async (folder) => {
    const file = join(folder, 'inventory.csv');
    await test.step('a starter becomes a rule without a mouse', async () => {
      const { page } = lotwatch;
      await live.ready();
      await widen();
      await writeFeed(file, usualFeed(CARS), 2);
      await lotwatchCommand(lotwatch.dataDir, 'sync', file);
      await expect(page.getByText(`${CARS.length} vehicles known`)).toBeVisible();
      await page.getByRole('main').focus();
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await page.getByRole('button', { name: 'Use Price moves' }).press('Enter');
      await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
      await page.keyboard.press('Control+s');
      await expect(page.getByRole('grid', { name: 'Rules' }).getByRole('row')).toHaveCount(1);
      await expect(page.getByRole('button', { name: 'Save rule' })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
    });

    await test.step('the next file fires it: one row for six like moves, and a badge', async () => {
      const { page } = lotwatch;
      await writeFeed(file, usualFeed(dearer), 1);
      await live.syncNow.press('Enter');
      await expect(list().getByRole('row', { name: /6 vehicles: Price .*Firing/ })).toBeVisible();
      await expect(page.getByRole('link', { name: /^Alerts/ })).toContainText('firing');
      await expectAccessible(lotwatch);
    });

    await test.step('acknowledged with a reason by keys', async () => {
      const { page } = lotwatch;
      await list()
        .getByRole('row', { name: /Firing/ })
        .focus();
      await page.keyboard.press('ArrowRight');
      await expect(list().getByRole('row', { level: 2 })).toHaveCount(6);
      await page.keyboard.press('a');
      await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
      await page.keyboard.type('Truck month');
      await page.keyboard.press('Enter');
      await expect(acknowledged()).toContainText('Truck month');
    });

    await test.step('it is the same after a restart', async () => {
      await lotwatch.restart();
      await widen();
      const { page } = lotwatch;
      await page.getByRole('link', { name: /^Alerts/ }).press('Enter');
      await expect(acknowledged()).toContainText('Truck month');
      await expect(page.getByRole('grid', { name: 'Rules' }).getByRole('row')).toHaveCount(1);
    });
  });
});
