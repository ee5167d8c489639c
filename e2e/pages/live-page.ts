import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The live screen, by what a person or a screen reader finds on it. */
export class LivePage {
  readonly page: Page;
  readonly list: Locator;
  readonly rows: Locator;
  readonly figures: Locator;
  readonly scores: Locator;
  readonly scoreRows: Locator;
  readonly recompute: Locator;
  readonly recomputing: Locator;
  readonly syncNow: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly paused: Locator;
  readonly job: Locator;
  readonly dealer: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('treegrid', { name: 'MSRP, price and status changes, newest first' });
    // The head is a row too.
    this.rows = this.list.getByRole('row').filter({ has: page.getByRole('gridcell') });
    this.scores = page.getByRole('grid', { name: 'Scores, newest first' });
    this.scoreRows = this.scores.getByRole('row').filter({ has: page.getByRole('gridcell') });
    this.recompute = page.getByRole('button', { name: 'Recompute scores' });
    this.recomputing = page.getByRole('progressbar', { name: /^Recomputing/ });
    this.figures = page.getByRole('region', { name: 'Figures' });
    this.syncNow = page.getByRole('button', { name: 'Sync now' });
    this.pause = page.getByRole('button', { name: 'Pause', exact: true });
    this.resume = page.getByRole('button', { name: 'Resume', exact: true });
    this.paused = page.getByRole('status').filter({ hasText: /^Paused/ });
    // Mantine names its list of options as it names the field.
    this.dealer = page.locator('input[aria-label="Dealer"]');
    this.job = page.getByRole('progressbar', { name: /^Syncing/ });
  }

  /** The list stands and nothing is being synced. */
  async ready(): Promise<void> {
    await expect(this.rows.first()).toBeVisible();
    await expect(this.page.getByRole('progressbar')).toHaveCount(0);
  }

  async chooseDealer(name: string): Promise<void> {
    await this.dealer.click();
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  /** What the visible rows say, from the top. */
  texts(): Promise<string[]> {
    return this.rows.allInnerTexts();
  }

  /** The text of the newest row; the list keeps the DOM order of what is shown. */
  async newest(): Promise<string> {
    return (await this.rows.first().innerText()).replaceAll(/\s+/g, ' ');
  }
}
