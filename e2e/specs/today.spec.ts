import { z } from 'zod';
import { lotwatchCommand } from '../command-line.ts';
import { expect, test, ONCE } from '../fixtures.ts';

const summarySchema = z.object({
  moves: z.array(z.object({ vin: z.string(), vehicles: z.number() })),
  totals: z.object({ priceChanges: z.number() }),
});

test(
  'the day in a page is reached by keys, and says what the command line says',
  ONCE,
  async ({ lotwatch }) => {
    const { page, live } = lotwatch;
    await live.ready();
    await live.rows.first().focus();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expect(page.getByRole('heading', { name: 'What happened on the lot', level: 2 })).toBeVisible();
    const printed = await lotwatchCommand(lotwatch.dataDir, 'summary', '--json');
    const summary = summarySchema.parse(JSON.parse(printed));
    expect(summary.totals.priceChanges).toBeGreaterThan(0);
    await expect(page.getByText('Price changes', { exact: true }).locator('..')).toContainText(
      summary.totals.priceChanges.toLocaleString('en-US'),
    );
    const moves = page.getByRole('region', { name: 'Biggest moves' });
    await expect(moves.getByRole('row')).toHaveCount(summary.moves.length + 1);
    for (const { vin } of summary.moves.filter(({ vehicles }) => vehicles === 1))
      await expect(moves).toContainText(vin);
  },
);
