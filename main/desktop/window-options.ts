import type { BrowserWindowConstructorOptions } from 'electron';

/**
 * Every window of ours is made of these. What Electron already defaults to is said all the same, so that neither
 * a newer Electron nor a careless edit changes it unseen (security.md 1-10).
 */
export function windowOptions(preload: string, dark: boolean): BrowserWindowConstructorOptions {
  return {
    width: 1360,
    height: 860,
    minWidth: 1024,
    minHeight: 640,
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
