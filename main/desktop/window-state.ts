import type { BrowserWindow } from 'electron';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log/log.ts';
import { parseJson, readTextFile } from '../files/text-file.ts';

const FILE = 'window.json';
/** A window that is dragged moves sixty times a second. */
const SETTLED_MS = 500;

export const windowStateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  display: z.enum(['normal', 'maximized', 'full-screen']),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** How a window was left; null where it never was open, or where that cannot be read. */
export function readKept<Kept>(dataDir: string, file: string, schema: z.ZodType<Kept>): Kept | null {
  try {
    return schema.parse(parseJson(readTextFile(join(dataDir, file)), file));
  } catch {
    return null;
  }
}

export const readWindowState = (dataDir: string): WindowState | null =>
  readKept(dataDir, FILE, windowStateSchema);

/**
 * Keeps how the window stands, in a file: only workers write the database, and this is a matter of this screen alone.
 * `more` = what is kept beside it. Returns a way to have it kept soon, for what no event of the window says.
 */
export function keepWindowState(
  window: BrowserWindow,
  dataDir: string,
  log: Log,
  { file, more }: { readonly file: string; readonly more: () => object } = { file: FILE, more: () => ({}) },
): () => void {
  let due: NodeJS.Timeout | null = null;
  const keep = (): void => {
    if (due !== null) clearTimeout(due);
    due = null;
    if (window.isDestroyed()) return;
    const { x, y, width, height } = window.getNormalBounds();
    const display = window.isFullScreen() ? 'full-screen' : window.isMaximized() ? 'maximized' : 'normal';
    try {
      const state = { bounds: { x, y, width, height }, display, ...more() };
      writeFileSync(join(dataDir, file), JSON.stringify(state));
    } catch (err) {
      log.warn({ err }, 'the place of the window was not kept');
    }
  };
  // The app may end without closing its window, as after a fault: what moves is kept soon.
  const soon = (): void => {
    due ??= setTimeout(keep, SETTLED_MS).unref();
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('enter-full-screen', soon);
  window.on('leave-full-screen', soon);
  window.on('close', keep);
  return soon;
}
