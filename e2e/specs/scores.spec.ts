import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, ONCE } from '../fixtures.ts';
import { lotwatchCommand } from '../command-line.ts';
import { largeLot } from '../large-lot.ts';
import { VehiclePage } from '../pages/vehicle-page.ts';

/** Enough for a recompute that a person can still cancel. */
const MANY = 60_000;

test('scores of a vehicle: why, what to fix, what it compares with, and the way back', async ({
  lotwatch,
}) => {
  const { live, vehicle, page } = lotwatch;
  await live.ready();
  const row = live.scoreRows.filter({ hasText: /First/ }).first();
  const name = await row.getByRole('link').innerText();

  await test.step('a click on its name opens its page', async () => {
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(name.split(' ')[1] ?? '');
  });

  for (const score of ['AVI', 'ATI'] as const) {
    await test.step(`the parts of ${score} add up to it`, async () => {
      await vehicle.choose(score);
      await expect(vehicle.why(score)).toBeVisible();
      const { parts, sum } = await vehicle.points();
      expect(parts.length).toBeGreaterThan(2);
      expect(parts.reduce((total, part) => total + part, 0)).toBeCloseTo(sum, 6);
      const heading = await vehicle.why(score).innerText();
      expect(Math.round(sum)).toBe(Number(/\d+/.exec(heading)?.[0]));
      await expect(page.getByRole('region', { name: 'What to fix first' })).toContainText(/\+\d/);
    });
  }

  await test.step('the market with our own row in it', async () => {
    await expect(vehicle.comparables.getByText('(yours)')).toBeVisible();
  });

  await test.step('recompute is a job that ends well', async () => {
    await vehicle.recompute.click();
    await page.getByRole('link', { name: 'Jobs' }).click();
    await expect(page.getByRole('row', { name: /Done.*Scores of \w{17}/ }).first()).toBeVisible();
    await page.goBack();
    await expect(vehicle.why('CIS').or(vehicle.scores.getByText(/^Why is there no CIS/))).toBeVisible();
  });

  await test.step('Escape leads back to the row it came from', async () => {
    await page.keyboard.press('Escape');
    await expect(row).toBeFocused();
  });
});

test('a price change moves the score of its vehicle, and the list says why', ONCE, async ({ lotwatch }) => {
  const { live } = lotwatch;
  await live.ready();
  await live.syncNow.click();
  await expect(live.scoreRows.filter({ hasText: /Price/ }).first()).toBeVisible();
  await live.ready();
  const moved = live.scoreRows.filter({ hasText: /Price/ }).first();
  await expect(moved.getByTitle(/^CIS \d+, .* was \d+/)).toBeVisible();
});

test('the palette opens the vehicle it finds by number, runs an action, and keeps both for the next time, by keys alone', async ({
  lotwatch,
}) => {
  const { live, page } = lotwatch;
  await live.ready();
  await live.scoreRows.filter({ hasText: /First/ }).first().getByRole('link').click();
  const vin = (await page.getByRole('button', { name: /^Copy VIN/ }).innerText()).replace(
    /^Copy VIN\s*/,
    '',
  );
  await page.getByRole('link', { name: 'Live' }).click();
  await live.ready();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(vin.slice(-6));
  await page.keyboard.press('Enter');
  const shown = page.getByRole('main', { name: 'Vehicle', exact: true });
  await expect(shown.getByRole('button', { name: `Copy VIN ${vin}` })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>recompute this');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Recomputed/)).toBeVisible();
  await page.reload();
  // A key that is pressed before the page stands is nobody's.
  await expect(shown).toBeVisible();
  await page.keyboard.press('Control+k');
  const last = page.getByRole('group', { name: 'Done last' }).getByRole('option');
  await expect(last).toHaveCount(2);
  await expect(last.first()).toContainText('Recompute this vehicle');
  await expect(last.last()).toContainText(vin);
});

test(
  'a recompute can be cancelled half way and leaves what it did',
  ONCE,
  async ({ lotwatch, dataDir }) => {
    test.slow();
    const { live, page } = lotwatch;
    await live.ready();
    const file = join(dataDir, 'lot-2026-11-20.csv');
    await writeFile(file, largeLot(MANY));
    await lotwatchCommand(dataDir, 'sync', file, '--data-dir', dataDir);
    // The open console scores what the command beside it synced.
    await expect(live.scoreRows.filter({ hasText: '60,000 vehicles scored' })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole('progressbar')).toHaveCount(0);

    await test.step('progress names whose scores and how far it is', async () => {
      await live.recompute.click();
      await expect(live.recomputing).toBeVisible();
      // While vehicles are compared none has a new score yet; the count without a word before it is of those scored.
      await expect(page.getByText(/^Recomputing all vehicles · [1-9][\d,]* of 60,000/)).toBeVisible();
      await page.getByRole('button', { name: 'Cancel: Recomputing all vehicles' }).click();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
    });

    await test.step('the job says that it was cancelled and what became of the vehicles', async () => {
      await page.getByRole('link', { name: 'Jobs' }).click();
      await page.getByRole('row', { name: /Cancelled.*Scores of all vehicles/ }).click();
      await expect(page.getByText(/keep their new scores, the others their old ones/)).toBeVisible();
    });

    await test.step('every vehicle still has scores that its parts add up to', async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('RAV4');
      await page.getByRole('group', { name: 'Vehicles' }).getByRole('option').first().click();
      const vehicle = new VehiclePage(page);
      await vehicle.choose('ATI');
      await expect(vehicle.why('ATI')).toBeVisible();
      const { parts, sum } = await vehicle.points();
      expect(parts.reduce((total, part) => total + part, 0)).toBeCloseTo(sum, 6);
      await expect(page.getByText(/data has changed since this score/)).toHaveCount(0);
    });

    await test.step('the next one does all of them', async () => {
      await live.recompute.click();
      await expect(live.recomputing).toBeVisible();
      await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
      await page.getByRole('link', { name: 'Jobs' }).click();
      await page
        .getByRole('row', { name: /Done.*Scores of all vehicles/ })
        .first()
        .click();
      await expect(page.getByRole('complementary', { name: 'Run' })).toContainText(/Scored\s*60,000/);
    });
  },
);

test('a weight set that totals .95 is refused with words', ONCE, async ({ lotwatch }) => {
  const { live, page } = lotwatch;
  await live.ready();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const avi = page.getByRole('group', { name: 'AVI', exact: true });
  await expect(avi.getByText('totals 1', { exact: true })).toBeVisible();
  await avi.getByRole('textbox', { name: 'Search (SEO)' }).fill('0.3');
  await expect(avi.getByText('totals .95, must total 1')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Cannot be saved yet: AVI totals .95, must total 1');
  await expect(page.getByRole('button', { name: 'Save and recompute' })).toBeDisabled();
  await avi.getByRole('textbox', { name: 'Answers (AEO)' }).fill('0.4');
  await page.getByRole('button', { name: 'Save and recompute' }).click();
  await expect(page.getByText('Saved. Scores are being recomputed.')).toBeVisible();
  await page.getByRole('link', { name: 'Formulas' }).click();
  await expect(page.getByText('Answers (AEO) .4', { exact: true })).toBeVisible();
});
