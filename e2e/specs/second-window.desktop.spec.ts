import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test, type Lotwatch } from '../fixtures.ts';

const appOf = ({ adapter }: Lotwatch): ElectronApplication => {
  if (adapter.app === null) throw new Error('only the desktop has an Electron application');
  return adapter.app;
};
/** The window that shows the wall, once it stands. */
async function wallOf(lotwatch: Lotwatch): Promise<Page> {
  const find = () =>
    appOf(lotwatch)
      .windows()
      .find((page) => page.url().endsWith('#/wall'));
  await expect.poll(() => find() !== undefined).toBe(true);
  const wall = find();
  if (wall === undefined) throw new Error('no window shows the wall');
  await expect(wall.getByRole('region', { name: /^Last changes/ })).toBeVisible();
  return wall;
}
const places = (lotwatch: Lotwatch) =>
  appOf(lotwatch).evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.webContents.getURL().endsWith('#/wall'))
      .map((window) => window.getBounds()),
  );

test('the wall opens in a second window, which comes back in its place after a restart until it is closed', async ({
  lotwatch,
}) => {
  const place = { x: 40, y: 30, width: 1100, height: 660 };
  await lotwatch.live.ready();
  await lotwatch.page.keyboard.press('Control+k');
  await lotwatch.page.keyboard.type('>wall in a second window');
  await lotwatch.page.keyboard.press('Enter');
  // It speaks to the core as the first window does: rows come.
  await expect((await wallOf(lotwatch)).getByRole('listitem').first()).toBeVisible();
  await appOf(lotwatch).evaluate(({ BrowserWindow }, bounds) => {
    const wall = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().endsWith('#/wall'),
    );
    wall?.setBounds(bounds);
  }, place);
  await lotwatch.restart();
  await wallOf(lotwatch);
  expect(await places(lotwatch)).toEqual([place]);
  await appOf(lotwatch).evaluate(({ BrowserWindow }) => {
    const wall = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().endsWith('#/wall'),
    );
    wall?.close();
  });
  await expect.poll(() => places(lotwatch)).toEqual([]);
  const kept = JSON.parse(await readFile(join(lotwatch.dataDir, 'window-beside.json'), 'utf8'));
  expect(kept).toMatchObject({ open: false, route: '#/wall' });
});
