import type { Dialog } from 'electron';

/** Everything the file source can read; "all files" for exports with names of their own. */
const FILTERS = [
  { name: 'Inventory', extensions: ['csv', 'tsv', 'txt', 'json', 'jsonl', 'ndjson'] },
  { name: 'All files', extensions: ['*'] },
];

/** Opens the system's dialog; null when the person closes it. */
export function filePicker(
  dialog: Pick<Dialog, 'showOpenDialog'>,
): (kind: 'file' | 'folder') => Promise<string | null> {
  return async (kind) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(
      kind === 'file' ? { properties: ['openFile'], filters: FILTERS } : { properties: ['openDirectory'] },
    );
    return canceled ? null : (filePaths[0] ?? null);
  };
}
