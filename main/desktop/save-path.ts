import type { BrowserWindow, Dialog, SaveDialogOptions } from 'electron';
import type { ExportFormat } from '../../shared/lot-list/export.ts';

const FILTERS: Record<ExportFormat, { readonly name: string; readonly extensions: string[] }> = {
  csv: { name: 'CSV table', extensions: ['csv'] },
  xlsx: { name: 'Excel workbook', extensions: ['xlsx'] },
};

/** Asks where a table is to be saved; null when the person closes the dialog. It belongs to the window, like the one that opens files. */
export function savePicker(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  window: () => BrowserWindow | null,
): (name: string, format: ExportFormat) => Promise<string | null> {
  return async (name, format) => {
    const options: SaveDialogOptions = {
      defaultPath: name,
      filters: [FILTERS[format]],
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    };
    const parent = window();
    const { canceled, filePath } = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    return canceled || filePath === '' ? null : filePath;
  };
}
