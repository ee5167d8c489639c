import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Server } from '../adapters.ts';
import type { Lotwatch } from '../fixtures.ts';
import { expect, test } from '../fixtures.ts';

const SCREENS = ['Live', 'Review', 'Jobs', 'Formulas', 'Diagnostics', 'Settings'] as const;

const serverOf = ({ adapter }: Lotwatch): Server => {
  if (adapter.server === null) throw new Error('the browser adapter has a server');
  return adapter.server;
};
const pill = (page: Page) => page.getByRole('status').filter({ hasText: 'Not connected' });
const banner = (page: Page) => page.getByRole('alert');

/** What can be pressed while the server is away: it needs nothing of it. */
const NEEDS_NO_SERVER: readonly RegExp[] = [
  /^(?:Dismiss|Clear search|Copy VIN .*|Cancel|Close run|Back)$/,
  // Only what is shown, and kept until the server is back.
  /^(?:Pause|Resume|Clear|Show earlier|MSRP|Price|Scores|Status|30 d|90 d|All|Any move|Reason)(?: .*)?$/,
  /^(?:Pause scores|Resume scores|Smallest move shown|Reasons shown|\|Δ\| .*)$/,
  /^(?:Dense|Comfortable|Hide new|Reset|Dealer.*|Make, model.*|Edit the filter .*)$/,
  /^(?:AVI|ATI|CIS).*$/,
  /^−\$.*$/,
  // Sorting the runs that are shown.
  /^(?:State|Started|Source|As of|Rows|Vehicles|Added|Removed|Changes|Rejected|Events|Duration)$/,
  // Drafts of forms; storing them is off.
  /^(?:Defaults|Reset to defaults|Discard|Copy report|Sort by .*|Select .*)$/,
];

test('the page says that the server is gone, and nothing that needs it can be pressed', async ({
  lotwatch,
}) => {
  const { page, live } = lotwatch;
  await live.ready();
  // With what they show while there is a server, forms and all.
  for (const screen of SCREENS) await page.getByRole('link', { name: screen, exact: true }).click();
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeVisible();
  // Read last; a question that the end cuts off would be a message of its own.
  await expect(page.getByRole('region', { name: 'Network' }).getByRole('radiogroup')).toBeVisible();
  await serverOf(lotwatch).end();
  await expect(pill(page)).toBeVisible();
  await expect(banner(page)).toContainText('Connection to Lotwatch lost');
  await expect(banner(page)).toContainText(`127.0.0.1:${serverOf(lotwatch).port}`);
  for (const name of ['Sync now', 'Recompute scores']) {
    const button = page.getByRole('button', { name });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAttribute('title', 'Not while the connection to Lotwatch is lost');
  }
  for (const screen of SCREENS) {
    await page.getByRole('link', { name: screen, exact: true }).click();
    const left = (await pressable(page)).filter((name) => !NEEDS_NO_SERVER.some((one) => one.test(name)));
    expect({ screen, left }).toEqual({ screen, left: [] });
  }
});

/** Names of the buttons of a screen that are not off. */
async function pressable(page: Page): Promise<readonly string[]> {
  const buttons = page.getByRole('main').getByRole('button', { disabled: false });
  const names: string[] = [];
  for (const button of await buttons.all()) {
    const label = await button.getAttribute('aria-label');
    names.push((label ?? (await button.innerText())).replaceAll(/\s+/g, ' ').trim());
  }
  return names;
}

test('started again at the same port, the page is there again by itself and works', async ({
  lotwatch,
}) => {
  const { page, live } = lotwatch;
  await live.ready();
  await page.getByRole('link', { name: 'Jobs', exact: true }).click();
  await serverOf(lotwatch).end();
  await expect(pill(page)).toBeVisible();
  await serverOf(lotwatch).start();
  await expect(pill(page)).toHaveCount(0);
  await expect(banner(page)).toHaveCount(0);
  expect(page.url()).toMatch(/#\/jobs$/);
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  const before = await live.newest();
  await live.syncNow.click();
  await expect.poll(() => live.newest()).not.toBe(before);
  // What came of the press, also across the restart.
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(/changes?/);
});

test('a screen that was opened meanwhile has what it could not read as soon as the server is back', async ({
  lotwatch,
}) => {
  const { page, live } = lotwatch;
  await live.ready();
  await serverOf(lotwatch).end();
  await expect(pill(page)).toBeVisible();
  await page.getByRole('link', { name: 'Review', exact: true }).click();
  const failure = page.getByText(/could not be loaded/);
  await expect(failure).toBeVisible();
  await serverOf(lotwatch).start();
  await expect(pill(page)).toHaveCount(0);
  await expect(failure).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /Nothing/ })).toBeVisible();
});

test('a server that does not know the page says so, and the new address brings the same tab back', async ({
  lotwatch,
}) => {
  const { page, live } = lotwatch;
  const dataDir = await mkdtemp(join(tmpdir(), 'lotwatch-e2e-other-'));
  try {
    await live.ready();
    await page.getByRole('link', { name: 'Diagnostics' }).click();
    await serverOf(lotwatch).end();
    const url = await serverOf(lotwatch).start({ dataDir });
    await expect(banner(page)).toContainText(/restarted and does not know this page.*Open the address/);
    // Typed into the address bar of this tab: the page is not loaded again, only its fragment differs.
    await page.evaluate((address) => {
      location.href = address;
    }, url);
    await expect(pill(page)).toHaveCount(0);
    expect(page.url()).toMatch(/#\/diagnostics$/);
    await serverOf(lotwatch).end();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('a used address says that it was used, while the page waits', async ({ lotwatch }) => {
  const { page, live } = lotwatch;
  await live.ready();
  await serverOf(lotwatch).end();
  await lotwatch.adapter.context.clearCookies();
  await serverOf(lotwatch).start();
  await expect(banner(page)).toContainText('does not know this page');
  await page.evaluate(() => {
    location.hash = '#token=used-before';
  });
  await expect(banner(page)).toContainText('no longer valid');
  await page.reload();
  await expect(banner(page)).toContainText('This page is not signed in');
});
