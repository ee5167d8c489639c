import type { Locator, Page } from '@playwright/test';

/** The review screen, by what a person or a screen reader finds on it. */
export class ReviewPage {
  readonly page: Page;
  readonly link: Locator;
  readonly values: Locator;
  readonly rows: Locator;
  readonly nothing: Locator;
  readonly decisions: Locator;

  constructor(page: Page) {
    this.page = page;
    this.link = page.getByRole('navigation').getByRole('link', { name: /^Review/ });
    this.values = page.getByRole('table', { name: 'Held values' });
    this.rows = this.values
      .getByRole('row')
      .filter({ has: page.getByRole('checkbox', { name: /^Select .* of / }) });
    this.nothing = page.getByRole('heading', { name: 'Nothing to review' });
    this.decisions = page.getByRole('table', { name: 'Decisions, newest first' });
  }

  /** The decision that waits to be carried out, in the corner of every screen. */
  get waitingDecision(): Locator {
    return this.page.getByRole('region', { name: 'Messages' }).locator('.is-verdict');
  }

  heldSync(source: string): Locator {
    return this.page.getByRole('region', { name: `Sync of ${source} held` });
  }

  async showDecisions(): Promise<void> {
    await this.page.getByText('Decided', { exact: true }).click();
  }
}
