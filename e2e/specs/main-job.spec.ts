import { expect, test } from '../fixtures.ts';

test('start, sync the sample, see the changes, pause, resume, restart, still there', async ({
  lotwatch,
}) => {
  await test.step('the first start shows the sample at work', async () => {
    await lotwatch.live.ready();
    await expect(lotwatch.page.getByText('You are looking at sample data').first()).toBeVisible();
    await expect(
      lotwatch.page.getByRole('button', { name: 'Use your own inventory' }).first(),
    ).toBeVisible();
  });
  const firstDay = await lotwatch.live.newest();

  await test.step('each sync plays the next day', async () => {
    await lotwatch.live.syncNow.click();
    await expect.poll(() => lotwatch.live.newest()).not.toBe(firstDay);
    await lotwatch.live.ready();
    expect((await lotwatch.live.texts()).join('\n')).toMatch(/[▲▼].*\$[\d,]+[\s\S]*%/);
  });

  await test.step('paused, the list stands still and counts what comes', async () => {
    await lotwatch.live.pause.click();
    const shown = await lotwatch.live.texts();
    await lotwatch.live.syncNow.click();
    await expect(lotwatch.live.paused).toHaveText(/^Paused · \d+\+? new$/);
    await expect(lotwatch.page.getByRole('progressbar')).toHaveCount(0);
    expect(await lotwatch.live.texts()).toEqual(shown);
    await lotwatch.live.resume.click();
    await expect(lotwatch.live.paused).toHaveCount(0);
    await expect.poll(() => lotwatch.live.texts()).not.toEqual(shown);
  });

  await test.step('what was shown is there again after a restart', async () => {
    const before = await lotwatch.live.texts();
    await lotwatch.restart();
    await lotwatch.live.ready();
    await expect.poll(() => lotwatch.live.texts()).toEqual(before);
  });
});

test('a reload of the page keeps the session and shows the same', async ({ lotwatch }) => {
  await lotwatch.live.ready();
  const before = await lotwatch.live.texts();
  await lotwatch.page.reload();
  await lotwatch.live.ready();
  await expect.poll(() => lotwatch.live.texts()).toEqual(before);
});
