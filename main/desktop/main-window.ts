import { BrowserWindow, screen } from 'electron';
import type { Log } from '../log/log.ts';
import { reviveWindow } from './crash-policy.ts';
import type { IpcAdapter } from './ipc.ts';
import { APP_URL } from './origin.ts';
import { openingBounds } from './window-bounds.ts';
import { windowOptions } from './window-options.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

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

  const load = (into: BrowserWindow): void => {
    into.loadURL(APP_URL).catch((err: unknown) => log.error({ err }, 'the page did not load'));
  };
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
    opened.once('ready-to-show', () => {
      if (left?.display === 'maximized') opened.maximize();
      if (left?.display === 'full-screen') opened.setFullScreen(true);
      opened.show();
    });
    opened.on('closed', () => {
      window = null;
    });
    load(opened);
    return opened;
  };
  return {
    show() {
      if (window === null) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    current: () => window,
    reload() {
      if (window !== null) load(window);
    },
  };
}
