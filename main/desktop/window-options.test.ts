import { expect, it } from 'vitest';
import { openingBounds } from './window-bounds.ts';
import { windowOptions } from './window-options.ts';

const opening = openingBounds(null, [{ x: 0, y: 0, width: 1920, height: 1040 }]);

/** security.md 2-4, 6, 8-11: each line fails when its rule is removed or turned around. */
it.each(
  Object.entries({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    navigateOnDragDrop: false,
    backgroundThrottling: true,
  }),
)('says %s: %s', (name, value) => {
  const { webPreferences } = windowOptions('/app/preload.cjs', false, opening);
  expect(Object.entries(webPreferences ?? {})).toContainEqual([name, value]);
});

it('a window loads our preload, is never smaller than 1024 x 640 and waits for its first paint', () => {
  const options = windowOptions('/app/preload.cjs', true, opening);
  expect(options).toMatchObject({ minWidth: 1024, minHeight: 640, show: false });
  expect(options.webPreferences?.preload).toBe('/app/preload.cjs');
});
