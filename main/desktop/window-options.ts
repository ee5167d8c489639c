import type { BrowserWindowConstructorOptions } from 'electron';
import type { openingBounds } from './window-bounds.ts';

/**
 * Every window of ours is made of these. Electron's defaults are set explicitly, so that neither
 * a newer Electron nor a careless edit changes it unseen (security.md 1-10).
 */
export function windowOptions(
  preload: string,
  dark: boolean,
  { bounds, smallest }: ReturnType<typeof openingBounds>,
): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Lotwatch',
    // The renderer's own page colours: no white flash before the first paint.
    backgroundColor: dark ? '#141517' : '#ffffff',
    webPreferences: {
      preload,
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
      safeDialogs: true,
      spellcheck: false,
      backgroundThrottling: true,
    },
  };
}
