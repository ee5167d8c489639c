import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';

/** Every success criterion of levels A and AA that a machine can judge. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the live screen has no accessibility violation, ${colorScheme}`, async ({ lotwatch }) => {
    await lotwatch.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await lotwatch.live.ready();
    // Legacy mode: Electron cannot open the blank page in which axe otherwise gathers its results.
    const { violations } = await new AxeBuilder({ page: lotwatch.page })
      .setLegacyMode(true)
      .withTags(WCAG)
      .analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n')}`,
    );
    expect(found).toEqual([]);
  });
}
