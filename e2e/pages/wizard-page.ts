import type { Locator, Page } from '@playwright/test';

/** The way to an own inventory, by what a person or a screen reader finds on it. */
export class WizardPage {
  readonly page: Page;
  readonly dialog: Locator;
  readonly start: Locator;
  readonly path: Locator;
  readonly next: Locator;
  readonly save: Locator;
  readonly columns: Locator;
  readonly preview: Locator;

  constructor(page: Page) {
    this.page = page;
    this.start = page.getByRole('button', { name: 'Use your own inventory' }).first();
    this.dialog = page.getByRole('dialog');
    this.path = this.dialog.getByRole('textbox', { name: 'File, folder or address' });
    this.next = this.dialog.getByRole('button', { name: 'Continue' });
    this.save = this.dialog.getByRole('button', { name: 'Save and sync' });
    this.columns = this.dialog.getByRole('table', { name: 'First rows of the file' });
    this.preview = this.dialog.getByRole('region', { name: 'What the next sync would do' });
  }

  /** What a column is read as; a person can choose another. */
  fieldOf(column: string): Locator {
    // Mantine names its list of options as it names the field.
    return this.dialog.locator(`input[aria-label="Field of the column ${column}"]`);
  }
}
