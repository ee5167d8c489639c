import { join } from 'node:path';
import { lotwatchCommand } from '../command-line.ts';
import { CARS, usualFeed, withFeeds, writeFeed, type Car } from '../feeds.ts';
import { type Lotwatch, expect, test, ONCE } from '../fixtures.ts';

const SOURCE = 'eastside';
/** The fault of real feeds: a price about 96 times what it should be. */
const scaled = (car: Car): Car => ({ ...car, price: 3_704_740 });
/** Longer than a decision waits to be carried out. */
const CARRIED_OUT = { timeout: 20_000 };
const dearer = (car: Car): Car => ({ ...car, price: Math.round(car.price * 1.2) });
const firstOnes = (count: number, change: (car: Car) => Car): readonly Car[] =>
  CARS.map((car, at) => (at < count ? change(car) : car));

/** A lot of ours with one good day behind it. */
async function begin(lotwatch: Lotwatch, file: string): Promise<void> {
  await writeFeed(file, usualFeed(CARS), 5);
  await lotwatch.live.ready();
  await lotwatchCommand(lotwatch.dataDir, 'sync', file, '--source', SOURCE);
  await expect(lotwatch.page.getByText(`${CARS.length} vehicles known`)).toBeVisible();
}

/** Another day's file, read by the button. */
async function nextDay(
  lotwatch: Lotwatch,
  file: string,
  cars: readonly Car[],
  daysAgo: number,
): Promise<void> {
  await writeFeed(file, usualFeed(cars), daysAgo);
  await lotwatch.live.syncNow.click();
}

test('a price times 96 is held, and shown as a change once a person accepts it', async ({ lotwatch }) => {
  const { page, review, live } = lotwatch;
  const vin = CARS[0]?.vin ?? '';
  await withFeeds(async (folder) => {
    const file = join(folder, 'inventory.csv');
    await begin(lotwatch, file);
    await nextDay(lotwatch, file, firstOnes(1, scaled), 4);

    await test.step('the notice and the badge say that it is to be reviewed; no change is shown', async () => {
      await expect(page.getByText('Lotwatch holds back 1 value')).toBeVisible();
      await expect(review.link).toContainText('1 value waiting for a decision');
      await expect(live.rows).toHaveCount(0);
    });

    await test.step('Review shows old, new, ratio and like vehicles; the vehicle shows both', async () => {
      await review.link.click();
      await expect(review.rows).toHaveCount(1);
      await expect(review.rows.first()).toContainText('$37,619');
      await expect(review.rows.first()).toContainText('$3,704,740');
      await expect(review.rows.first()).toContainText('×98');
      await review.rows.first().getByRole('link').click();
      await expect(page.getByRole('link', { name: 'held: $3,704,740' })).toBeVisible();
      await page.getByRole('link', { name: 'held: $3,704,740' }).click();
    });

    await test.step('accepted and undone, it is to be reviewed as before and no change was shown', async () => {
      await page.getByRole('button', { name: `Accept Price of ${vin}` }).click();
      await expect(review.nothing).toBeVisible();
      await expect(review.waitingDecision).toContainText(/Accepted 1 value · in \d+ s/);
      await page.getByRole('link', { name: 'Live', exact: true }).click();
      await review.waitingDecision.getByRole('button', { name: 'Undo: Accepted 1 value' }).click();
      await expect(review.waitingDecision).toHaveCount(0);
      await expect(review.link).toContainText('1 value waiting for a decision');
      await expect(live.rows).toHaveCount(0);
      await review.link.click();
      await expect(review.rows).toHaveCount(1);
    });

    await test.step('accepted, its change is shown once it can no longer be undone', async () => {
      await page.getByRole('button', { name: `Accept Price of ${vin}` }).click();
      await expect(review.nothing).toBeVisible();
      await page.getByRole('link', { name: 'Live', exact: true }).click();
      await expect(live.rows).toHaveCount(0);
      await expect(live.rows).toHaveCount(1, CARRIED_OUT);
      await expect(page.getByText('1 accepted; 1 change added to Live')).toBeVisible();
      // A narrow list shows less of a long figure; to the ear it says all of it.
      await expect(live.rows.getByRole('gridcell', { name: '$37,619', exact: true })).toBeVisible();
      await expect(live.rows.getByRole('gridcell', { name: '$3,704,740', exact: true })).toBeVisible();
    });

    await test.step('and the decision is recorded', async () => {
      await review.link.click();
      await review.showDecisions();
      await expect(review.decisions).toContainText('Accepted');
      await expect(review.decisions).toContainText(vin);
    });
  });
});

test('many held values are selected by keys and rejected at once', ONCE, async ({ lotwatch }) => {
  const { page, review, live } = lotwatch;
  await withFeeds(async (folder) => {
    const file = join(folder, 'inventory.csv');
    await begin(lotwatch, file);
    await nextDay(lotwatch, file, firstOnes(3, scaled), 4);
    await expect(review.link).toContainText('3 values waiting for a decision');
    await review.link.click();
    await expect(review.rows).toHaveCount(3);
    await review.rows.first().getByRole('checkbox').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('3 values selected')).toBeVisible();
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
    await expect(review.nothing).toBeVisible();

    await test.step('the same values are not asked about again', async () => {
      await nextDay(lotwatch, file, firstOnes(3, scaled), 3);
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await page.getByRole('link', { name: /^Jobs/ }).click();
      await expect(
        page.getByRole('table', { name: 'Runs, newest first' }).getByText('Done'),
      ).not.toHaveCount(0);
      await review.link.click();
      await expect(review.nothing).toBeVisible();
      await page.getByRole('link', { name: 'Live', exact: true }).click();
      await expect(live.rows).toHaveCount(0);
    });
  });
});

test(
  'a sync that moves everything is held whole: rejected, nothing; accepted, all of it',
  ONCE,
  async ({ lotwatch }) => {
    const { page, review, live } = lotwatch;
    await withFeeds(async (folder) => {
      const file = join(folder, 'inventory.csv');
      await begin(lotwatch, file);

      await test.step('rejected', async () => {
        await nextDay(lotwatch, file, CARS.map(dearer), 4);
        await expect(page.getByText('Lotwatch holds back 1 sync')).toBeVisible();
        await review.link.click();
        const held = review.heldSync(SOURCE);
        await expect(held).toContainText(`of ${CARS.length}, 100%`);
        await expect(held.getByRole('row').nth(1)).toContainText('×1.2');
        await held.getByRole('button', { name: /^Reject/ }).click();
        await expect(review.nothing).toBeVisible();
        await page.getByRole('link', { name: 'Live', exact: true }).click();
        await expect(live.rows).toHaveCount(0);
      });

      await test.step('accepted', async () => {
        await nextDay(lotwatch, file, CARS.map(dearer), 3);
        await expect(review.link).toContainText('1 sync waiting for a decision');
        await review.link.click();
        await review
          .heldSync(SOURCE)
          .getByRole('button', { name: /^Prices of .* moved$/ })
          .click();
        await expect(review.nothing).toBeVisible();
        await page.getByRole('link', { name: 'Live', exact: true }).click();
        await expect(live.rows.first()).toBeVisible(CARRIED_OUT);
        await expect(live.figures).toContainText(new RegExp(`Price changes today\\s*${CARS.length}`));
        await expect(live.rows.first()).toContainText('$40,149');
        await expect(live.rows.first()).toContainText('$48,179');
      });
    });
  },
);

test('a rejection is taken back in Decided, long after it was made', ONCE, async ({ lotwatch }) => {
  const { page, review } = lotwatch;
  await withFeeds(async (folder) => {
    const file = join(folder, 'inventory.csv');
    await begin(lotwatch, file);
    await nextDay(lotwatch, file, firstOnes(1, scaled), 4);
    await expect(review.link).toContainText('1 value waiting for a decision');
    await review.link.click();
    await page.getByRole('button', { name: `Reject Price of ${CARS[0]?.vin ?? ''}` }).click();
    await expect(review.nothing).toBeVisible();
    await review.showDecisions();
    const undo = review.decisions.getByRole('button', { name: /^Undo/ });
    await undo.click(CARRIED_OUT);
    await expect(review.decisions).toContainText('Rejection undone');
    await expect(undo).toHaveCount(0);
    await expect(review.link).toContainText('1 value waiting for a decision');
  });
});

test(
  'always accepting a selection of two sources names each source, its check and what goes with it',
  ONCE,
  async ({ lotwatch }) => {
    const { page, review, live } = lotwatch;
    await withFeeds(async (folder) => {
      const file = join(folder, 'inventory.csv');
      await begin(lotwatch, file);
      const west = join(folder, 'west.csv');
      await writeFeed(west, usualFeed(CARS), 5);
      await lotwatchCommand(lotwatch.dataDir, 'sync', west, '--source', 'westside');
      await writeFeed(west, usualFeed(firstOnes(1, scaled)), 4);
      await nextDay(lotwatch, file, firstOnes(2, scaled), 4);
      await expect(review.link).toContainText('3 values waiting for a decision');
      await review.link.click();
      await expect(review.rows).toHaveCount(3);
      await review.rows.filter({ hasText: 'in westside' }).getByRole('checkbox').check();
      await review.rows
        .filter({ hasText: `in ${SOURCE}` })
        .first()
        .getByRole('checkbox')
        .check();
      await page.getByRole('button', { name: 'Always accept …' }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('listitem')).toHaveText([
        `${SOURCE}: price too low or too high; 2 held values accepted and reported`,
        'westside: price too low or too high; 1 held value accepted and reported',
      ]);
      await dialog.getByRole('button', { name: 'Accept and turn off' }).click();
      await expect(review.nothing).toBeVisible();
      await expect(review.waitingDecision).toContainText('Always accepted 3 values, 2 checks off');
      await page.getByRole('link', { name: 'Live', exact: true }).click();
      await expect(live.rows).toHaveCount(3, CARRIED_OUT);
      await page.getByRole('link', { name: 'Settings' }).click();
      await expect(page.getByRole('button', { name: /^Turn back on for / })).toHaveCount(2);
    });
  },
);
