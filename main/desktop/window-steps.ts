import type { BrowserWindow } from 'electron';
import type { Log } from '../log/log.ts';
import type { WindowState } from './window-state.ts';

/** What both windows of the console do alike. */

export function loadPage(window: BrowserWindow, url: string, log: Log): void {
  window.loadURL(url).catch((err: unknown) => log.error({ err }, 'the page did not load'));
}

/** Once there is something to see: as it was left, null = never before. */
export function showAsLeft(window: BrowserWindow, left: WindowState | null): void {
  window.once('ready-to-show', () => {
    if (left?.display === 'maximized') window.maximize();
    if (left?.display === 'full-screen') window.setFullScreen(true);
    window.show();
  });
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
