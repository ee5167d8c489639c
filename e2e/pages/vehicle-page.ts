import type { Locator, Page } from '@playwright/test';

/** The page of one vehicle, by what a person or a screen reader finds on it. */
export class VehiclePage {
  readonly page: Page;
  readonly scores: Locator;
  readonly parts: Locator;
  readonly comparables: Locator;
  readonly recompute: Locator;

  constructor(page: Page) {
    this.page = page;
    this.scores = page.getByRole('region', { name: 'Scores' });
    this.parts = this.scores.getByRole('table').getByRole('row');
    this.comparables = page.getByRole('table', { name: 'Comparables' });
    this.recompute = page.getByRole('button', { name: 'Recompute', exact: true });
  }

  why(name: string): Locator {
    return this.scores.getByRole('heading', { name: new RegExp(`^Why is ${name} \\d+\\?$`) });
  }

  /** Shows the parts of one of the three scores. */
  async choose(name: string): Promise<void> {
    await this.scores.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  /** The points of each part in order, and what stands beside "Sum". */
  async points(): Promise<{ readonly parts: readonly number[]; readonly sum: number }> {
    const texts = await this.parts.filter({ hasText: /of \d[\d.]*$/ }).allInnerTexts();
    const figures = texts.map((row) => Number(/([\d.]+)\s+of [\d.]+\s*$/.exec(row)?.[1]));
    return { parts: figures.slice(0, -1), sum: figures.at(-1) ?? Number.NaN };
  }
}
