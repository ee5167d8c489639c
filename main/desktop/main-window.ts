import { BrowserWindow, screen } from 'electron';
import type { Log } from '../log/log.ts';
import { reviveWindow } from './crash-policy.ts';
import type { IpcAdapter } from './ipc.ts';
import { APP_URL } from './origin.ts';
import { openingBounds } from './window-bounds.ts';
import { windowOptions } from './window-options.ts';
import { keepWindowState, readWindowState } from './window-state.ts';
import { bringToFront, loadPage, showAsLeft } from './window-steps.ts';

/** The one window of the console. */
export type MainWindow = {
  /** Opens it, or brings the open one to the front. */
  show(): void;
  /** The open one, for dialogs that belong to it. */
  current(): BrowserWindow | null;
  /** Loads our page afresh, whatever the window shows. */
  reload(): void;
};

export function createMainWindow(options: {
  readonly adapter: IpcAdapter;
  readonly log: Log;
  readonly preload: string;
  /** Where it is kept how the window was left. */
  readonly dataDir: string;
  readonly dark: () => boolean;
}): MainWindow {
  const { adapter, log } = options;
  let window: BrowserWindow | null = null;

  const open = (): BrowserWindow => {
    const left = readWindowState(options.dataDir);
    // A new window comes up where the person is.
    const here = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const opening = openingBounds(left?.bounds ?? null, [here.workArea, ...areas]);
    const opened = new BrowserWindow(windowOptions(options.preload, options.dark(), opening));
    keepWindowState(opened, options.dataDir, log);
    adapter.admit(opened);
    reviveWindow(opened, log);
    showAsLeft(opened, left);
    opened.on('closed', () => {
      window = null;
    });
    loadPage(opened, APP_URL, log);
    return opened;
  };
  return {
    show() {
      if (window === null) {
        window = open();
        return;
      }
      bringToFront(window);
    },
    current: () => window,
    reload() {
      if (window !== null) loadPage(window, APP_URL, log);
    },
  };
}
