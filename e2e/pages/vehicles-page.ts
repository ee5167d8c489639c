import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The inventory list, by what a person or a screen reader finds on it. */
export class VehiclesPage {
  readonly page: Page;
  readonly link: Locator;
  readonly list: Locator;
  readonly rows: Locator;
  readonly sums: Locator;
  readonly search: Locator;
  readonly preview: Locator;
  readonly picked: Locator;
  readonly changed: Locator;

  constructor(page: Page) {
    this.page = page;
    this.link = page.getByRole('navigation').getByRole('link', { name: /^Vehicles/ });
    this.list = page.getByRole('grid', { name: 'Vehicles' });
    // The head is a row too.
    this.rows = this.list.getByRole('row').filter({ has: page.getByRole('gridcell') });
    this.sums = page.getByRole('group', { name: 'Sums' });
    this.search = page.getByRole('textbox', { name: 'Filter this list' });
    this.preview = page.getByRole('complementary', { name: 'Preview' });
    this.picked = page.getByRole('group', { name: 'What to do with the selected vehicles' });
    this.changed = page.getByRole('img', { name: 'Changed, not saved' });
  }

  /** By its line, from 0, whichever rows are in view. */
  row(index: number): Locator {
    return this.list.locator(`[data-index="${index}"]`);
  }

  tab(name: string | RegExp): Locator {
    return this.page.getByRole('tablist', { name: 'Views' }).getByRole('tab', { name });
  }

  head(name: string): Locator {
    return this.list.getByRole('columnheader').getByRole('button', { name, exact: true });
  }

  /** The screen stands with its rows. */
  async open(): Promise<void> {
    await this.link.click();
    await expect(this.row(0)).toBeVisible();
  }

  /** How many the list says it has. */
  async counted(vehicles: number): Promise<void> {
    await expect(this.sums).toContainText(new RegExp(`^${vehicles.toLocaleString('en-US')} `));
  }
}
