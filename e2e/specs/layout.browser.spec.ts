import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { GUARD_CHECKS } from '../../shared/guard.ts';
import { lotwatchCommand } from '../command-line.ts';
import { withFeeds, writeFeed } from '../feeds.ts';
import type { Lotwatch } from '../fixtures.ts';
import { expect, test } from '../fixtures.ts';
import { OPEN_GUARD, hardLot, hardMarket } from '../hard-lot.ts';
import { canvasFaults, layoutFaults, watchCanvases } from '../layout-faults.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const SCHEMES = ['light', 'dark'] as const;
/** So far on that everything recorded today is of an earlier year. */
const LATER = 400 * 86_400_000;

/** Asks the core what no screen asks in one step. */
const call = (page: Page, name: string, input: unknown): Promise<unknown> =>
  page.evaluate(
    ([asked, given]) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://${location.host}/api/screen`);
        socket.addEventListener('open', () =>
          socket.send(JSON.stringify({ call: asked, id: 1, input: given })),
        );
        socket.addEventListener('message', ({ data }) => {
          resolve(JSON.parse(String(data)));
          socket.close();
        });
        socket.addEventListener('error', () => reject(new Error('no socket')));
      }),
    [name, input] as const,
  );

/** Our lot and a competitor's, with three days of which the last two are shown. */
async function fill({ page, live, dataDir }: Lotwatch, folder: string): Promise<void> {
  await live.ready();
  expect(await call(page, 'settings.set', { guard: OPEN_GUARD })).toMatchObject({ result: { ok: true } });
  const name = 'northwest-metropolitan-inventory-export';
  const ours = join(folder, `${name}.csv`);
  const theirs = join(folder, 'market.csv');
  await writeFeed(theirs, hardMarket(), 3);
  await lotwatchCommand(dataDir, 'sync', theirs, '--role', 'competitor');
  for (const day of [0, 1, 2] as const) {
    await writeFeed(ours, hardLot(day), 3 - day);
    await lotwatchCommand(dataDir, 'sync', ours);
    // What these figures do no price does: only moves that need no person are held back.
    const guardOff = GUARD_CHECKS.filter((check) => !check.endsWith(':jump'));
    const off = { source: name, settings: {}, guardOff };
    expect(await call(page, 'sources.update', off)).toMatchObject({ result: { ok: true } });
  }
  await expect(live.rows.first()).toBeVisible();
  await expect(live.scoreRows.first()).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}

test('nothing overlaps, sticks out or is cut, whatever the figures are', async ({ lotwatch }) => {
  const { page, live } = lotwatch;
  await watchCanvases(page);
  await withFeeds(async (folder) => {
    await fill(lotwatch, folder);
    await page.clock.setFixedTime(Date.now() + LATER);
    await page.reload();
    await expect(live.rows.first()).toBeVisible();
    await expect(live.scoreRows.first()).toBeVisible();
    const found: string[] = [];
    await page.evaluate(() => document.fonts.ready);
    const look = async (what: string): Promise<void> => {
      for (const size of SIZES)
        for (const colorScheme of SCHEMES) {
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          // Lists lay their lines out after the size is known.
          await page.evaluate(
            () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
          );
          const faults = [...(await layoutFaults(page)), ...(await canvasFaults(page))];
          const pictures = process.env['LOTWATCH_E2E_PICTURES'];
          if (pictures !== undefined)
            await page.screenshot({
              path: join(pictures, `${what.replaceAll(/\W+/g, '-')}-${size.width}-${colorScheme}.png`),
            });
          found.push(...faults.map((fault) => `${what}, ${size.width} ${colorScheme}: ${fault}`));
        }
    };
    await look('Live, newest');
    await live.list.getByRole('row').nth(1).focus();
    await page.keyboard.press('End');
    await look('Live, oldest');
    const group = live.rows.filter({ hasText: /vehicles ·/ }).first();
    await group.click();
    await expect(live.list.locator('[aria-level="2"]').first()).toBeVisible();
    await look('Live, an open group');
    // One that is sold elsewhere, too.
    await live.list
      .locator('[aria-level="2"]')
      .filter({ hasText: 'Grand Highlander' })
      .first()
      .getByRole('link')
      .click();
    await expect(page.getByRole('table', { name: 'Comparables' })).toBeVisible();
    await look('Vehicle');
    await page.getByRole('group', { name: 'Time shown' }).getByRole('button', { name: 'All' }).click();
    await page
      .getByRole('group', { name: 'What is shown' })
      .getByRole('button', { name: 'Scores' })
      .click();
    await look('Vehicle, scores');
    for (const screen of ['Vehicles', 'Today', 'Review', 'Jobs', 'Formulas', 'Diagnostics', 'Settings']) {
      await page
        .getByRole('navigation')
        .getByRole('link', { name: new RegExp(`^${screen}`) })
        .click();
      await expect(page.getByRole('main', { name: screen })).toBeVisible();
      await expect(page.locator('.panel, .empty').first()).toBeVisible();
      await look(screen);
      if (screen === 'Review') {
        await page.getByText('Large but plausible').click();
        await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
        await look('Review, what needs nobody');
      }
      if (screen === 'Jobs') {
        await page
          .getByRole('row', { name: /northwest/ })
          .first()
          .getByRole('link')
          .click();
        await expect(page.getByRole('complementary', { name: 'Run' })).toBeVisible();
        await look('Jobs, a run');
      }
    }
    expect(found).toEqual([]);
  });
});
