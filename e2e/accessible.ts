import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Lotwatch, expect } from './fixtures.ts';

/** Every success criterion of levels A and AA that a machine can judge. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * A VIN's button is named by the whole VIN while a narrow list shows its second half: part of the name, as 2.5.3
 * asks, but no word of its own, as the rule does.
 */
const WORD_BY_WORD = 'label-content-name-mismatch';

/**
 * Looks a screen is judged in. The page is the same in both adapters, so that each takes a theme; `npm test` judges the
 * first of each, both themes and both widths of the sketches, and `npm run e2e` all four.
 */
const JUDGED_IN = {
  desktop: [
    { colorScheme: 'light', width: 1280, height: 800 },
    { colorScheme: 'light', width: 1920, height: 1080 },
  ],
  browser: [
    { colorScheme: 'dark', width: 1920, height: 1080 },
    { colorScheme: 'dark', width: 1280, height: 800 },
  ],
} as const;

const LOOKS_EACH = process.env['LOTWATCH_E2E_SHORT'] === undefined ? 2 : 1;

/** A part that lies over a screen is judged in one look an adapter. */
/** Nothing that a machine can find is wrong with the page as it is. */
export async function expectAccessible(
  { page, kind }: Lotwatch,
  what: 'screen' | 'part' = 'screen',
): Promise<void> {
  for (const { colorScheme, width, height } of JUDGED_IN[kind].slice(0, what === 'part' ? 1 : LOOKS_EACH)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    expect({ colorScheme, width, violations: await violationsOf(page) }).toEqual({
      colorScheme,
      width,
      violations: [],
    });
  }
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  // Legacy mode: Electron cannot open the blank page in which axe otherwise gathers its results.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(WCAG)
    .disableRules(WORD_BY_WORD)
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n')}`,
  );
}
