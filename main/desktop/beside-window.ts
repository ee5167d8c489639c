import { BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import type { Log } from '../log/log.ts';
import { reviveWindow } from './crash-policy.ts';
import type { IpcAdapter } from './ipc.ts';
import { APP_URL } from './origin.ts';
import { openingBounds, type Area } from './window-bounds.ts';
import { windowOptions } from './window-options.ts';
import { keepWindowState, readKept, windowStateSchema } from './window-state.ts';
import { bringToFront, loadPage, showAsLeft } from './window-steps.ts';

const FILE = 'window-beside.json';
/** What it showed, and whether it was open when the app ended. */
const besideSchema = windowStateSchema.extend({ route: z.string().startsWith('#/'), open: z.boolean() });

/** The second window of the console, for a second display: any screen, or the wall. There is at most one. */
export type BesideWindow = {
  /** Opens it on a screen (the fragment of its address), or shows that in the open one. */
  open(route: string): void;
  /** Opens it as it was left, where it was open when the app ended. */
  reopen(): void;
};

export function createBesideWindow(options: {
  readonly adapter: IpcAdapter;
  readonly log: Log;
  readonly preload: string;
  readonly dataDir: string;
  readonly dark: () => boolean;
  /** The first window: the second comes up on another display where there is one. */
  readonly first: () => BrowserWindow | null;
  /** Whether the app is ending: a window that closes with it comes back with it. */
  readonly quitting: () => boolean;
}): BesideWindow {
  const { adapter, log, dataDir } = options;
  let window: BrowserWindow | null = null;
  let route = '#/wall';

  const make = (): BrowserWindow => {
    const left = readBeside(dataDir);
    const opening = openingBounds(left?.bounds ?? null, besideAreas(left === null, options.first()));
    const opened = new BrowserWindow(windowOptions(options.preload, options.dark(), opening));
    let closing = false;
    opened.on('close', () => {
      closing = true;
    });
    const keep = keepWindowState(opened, dataDir, log, {
      file: FILE,
      more: () => ({ route, open: !closing || options.quitting() }),
    });
    adapter.admit(opened);
    reviveWindow(opened, log, Date.now, () => APP_URL + route);
    opened.webContents.on('did-navigate-in-page', (_event, url) => {
      const { hash } = new URL(url);
      if (hash.startsWith('#/')) route = hash;
      keep();
    });
    showAsLeft(opened, left);
    opened.once('ready-to-show', keep);
    opened.on('closed', () => {
      window = null;
    });
    return opened;
  };

  const open = (wanted: string): void => {
    route = wanted;
    const isNew = window === null;
    window ??= make();
    loadPage(window, APP_URL + route, log);
    if (!isNew) bringToFront(window);
  };

  return {
    open,
    reopen: () => {
      const left = readBeside(dataDir);
      if (left?.open === true) open(left.route);
    },
  };
}

const readBeside = (dataDir: string) => readKept(dataDir, FILE, besideSchema);

/**
 * Where it may stand, the first for one that has no place yet: a new one comes up on a display without the first window, one
 * whose display is gone on the primary.
 */
function besideAreas(isNew: boolean, first: BrowserWindow | null): [Area, ...Area[]] {
  const primary = screen.getPrimaryDisplay();
  const all = screen.getAllDisplays();
  const taken = first === null ? null : screen.getDisplayMatching(first.getBounds()).id;
  const free = isNew ? all.find(({ id }) => id !== taken) : undefined;
  return [(free ?? primary).workArea, ...all.map(({ workArea }) => workArea)];
}
