import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';
import { FEED_EXTENSIONS } from '../../shared/feed-files.ts';

/** Everything that can be read; "all files" for exports with names of their own. */
const FILE: OpenDialogOptions = {
  properties: ['openFile'],
  filters: [
    { name: 'Inventory', extensions: [...FEED_EXTENSIONS] },
    { name: 'All files', extensions: ['*'] },
  ],
};
const FOLDER: OpenDialogOptions = { properties: ['openDirectory'] };

/**
 * Opens the system's dialog; null when the person closes it. It belongs to the window: without one it could lie behind
 * it, and the window would take clicks meanwhile.
 */
export function filePicker(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: () => BrowserWindow | null,
): (kind: 'file' | 'folder') => Promise<string | null> {
  return async (kind) => {
    const options = kind === 'file' ? FILE : FOLDER;
    const parent = window();
    const { canceled, filePaths } = await (parent === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    return canceled ? null : (filePaths[0] ?? null);
  };
}
