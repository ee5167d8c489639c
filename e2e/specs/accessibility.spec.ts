import { join } from 'node:path';
import { expectAccessible } from '../accessible.ts';
import { lotwatchCommand } from '../command-line.ts';
import { CARS, neverSeenFeed, usualFeed, withFeeds, writeFeed } from '../feeds.ts';
import { LOOKS, expect, test, ONCE } from '../fixtures.ts';

test('the screens have no accessibility violation', LOOKS, async ({ lotwatch }) => {
  const { page, live } = lotwatch;
  await live.ready();
  await expectAccessible(lotwatch);
  for (const screen of ['Diagnostics', 'Settings', 'Today']) {
    await page.getByRole('link', { name: screen, exact: true }).click();
    await expect(page.locator('.panel').last()).toBeVisible();
    await expect(page.getByRole('heading', { level: 2 }).nth(2)).toBeVisible();
    await expectAccessible(lotwatch);
  }
  await page.getByRole('link', { name: 'Alerts', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Use MSRP moves' })).toBeVisible();
  await expectAccessible(lotwatch);
});

test('the palette, the keys and the wall have no accessibility violation', LOOKS, async ({ lotwatch }) => {
  const { page, live } = lotwatch;
  await live.ready();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('toyota');
  await expect(page.getByRole('group', { name: 'Vehicles' }).getByRole('option').first()).toBeVisible();
  await expectAccessible(lotwatch);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keys', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectAccessible(lotwatch);
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    location.hash = '#/wall';
  });
  await expect(page.getByRole('region', { name: /^Last changes/ })).toBeVisible();
  await expectAccessible(lotwatch);
  await page.keyboard.press('Escape');
});

test('Vehicles has no accessibility violation', LOOKS, async ({ lotwatch }) => {
  const { page, live, vehicles } = lotwatch;
  await live.ready();
  await vehicles.open();
  await expectAccessible(lotwatch);
  await vehicles.row(0).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Space');
  await expect(vehicles.preview.getByRole('tab', { name: /CIS/ })).toBeVisible();
  await expectAccessible(lotwatch);
  for (const name of ['Columns', '+ Filter', '+ Days on lot']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(lotwatch, 'part');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await vehicles.head('Price').press('ArrowDown');
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(lotwatch, 'part');
  await page.keyboard.press('Escape');
  await vehicles.row(0).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('the screens of scores have no accessibility violation', LOOKS, async ({ lotwatch }) => {
  const { page, live, vehicle } = lotwatch;
  await live.ready();
  await live.scoreRows.getByRole('link').first().click();
  await vehicle.choose('AVI');
  await expect(vehicle.why('AVI')).toBeVisible();
  await expectAccessible(lotwatch);
  await page.getByRole('link', { name: 'Formulas' }).click();
  await expect(page.getByRole('table', { name: 'CIS' })).toBeVisible();
  await expectAccessible(lotwatch);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('group', { name: 'AVI', exact: true })).toBeVisible();
  await expectAccessible(lotwatch);
});

test('the wizard has no accessibility violation', async ({ lotwatch }) => {
  const { live, wizard } = lotwatch;
  await withFeeds(async (folder) => {
    const file = join(folder, 'export.txt');
    await writeFeed(file, neverSeenFeed(CARS), 2);
    await live.ready();
    await wizard.start.click();
    await wizard.path.fill(file);
    await wizard.next.click();
    await expect(wizard.columns).toBeVisible();
    await expectAccessible(lotwatch);
    await wizard.next.click();
    await expect(wizard.preview).toContainText(/baseline/);
    await expectAccessible(lotwatch);
  });
});

test('the review screen has no accessibility violation', async ({ lotwatch }) => {
  const { page, live, review } = lotwatch;
  await withFeeds(async (folder) => {
    const file = join(folder, 'inventory.csv');
    await writeFeed(file, usualFeed(CARS), 2);
    await live.ready();
    await lotwatchCommand(lotwatch.dataDir, 'sync', file);
    await expect(page.getByText(`${CARS.length} vehicles known`)).toBeVisible();
    await writeFeed(file, usualFeed(CARS.map((car, at) => (at === 0 ? { ...car, price: 9 } : car))), 1);
    await live.syncNow.click();
    await review.link.click();
    await expect(review.rows).toHaveCount(1);
    await expectAccessible(lotwatch);
    await review.rows.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Always accept …' }).click();
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
    await expectAccessible(lotwatch);
    await page.getByRole('dialog').getByRole('button', { name: 'Accept and turn off' }).click();
    await expect(review.waitingDecision).toBeVisible();
    await expectAccessible(lotwatch);
  });
});

test('a narrow list says to the ear what a wide one does', ONCE, async ({ lotwatch }) => {
  const { page, live } = lotwatch;
  await live.ready();
  const received = async (width: number): Promise<readonly string[]> => {
    await page.setViewportSize({ width, height: 800 });
    const lists = [live.list, live.scores];
    const rows = lists.map((list) => list.getByRole('row'));
    const said = await Promise.all(
      rows.map(async (row) => [
        // The head, and a row of each list.
        await row.first().ariaSnapshot(),
        await row.nth(1).ariaSnapshot(),
      ]),
    );
    // The cells by name; an empty one has none.
    const cells = said.flat().flatMap((one) => one.match(/(?:gridcell|columnheader)(?: "[^"]*")?/g) ?? []);
    // Seconds give way first, for the eye and the ear alike.
    return cells.map((cell) => cell.replace(/"(\d\d:\d\d):\d\d"/, '"$1"'));
  };
  const wide = await received(1920);
  expect(wide.join(' ')).toMatch(/columnheader "Field".* gridcell "(?:MSRP|Price)"/);
  for (const width of [1440, 1280, 1100])
    expect({ width, said: await received(width) }).toEqual({ width, said: wide });
});
