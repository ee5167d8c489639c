import type { BrowserWindow, SaveDialogOptions } from 'electron';
import { expect, it } from 'vitest';
import { savePicker } from './save-path.ts';

type Answer = { readonly canceled: boolean; readonly filePath: string };

function pickerOver(parent: BrowserWindow | null, answer: Answer) {
  const asked: { parent: BrowserWindow | null; options: SaveDialogOptions }[] = [];
  const dialog = {
    showSaveDialog: async (first: BrowserWindow | SaveDialogOptions, second?: SaveDialogOptions) => {
      asked.push(
        second === undefined
          ? { parent: null, options: first as SaveDialogOptions }
          : { parent: first as BrowserWindow, options: second },
      );
      return answer;
    },
  };
  return { asked, save: savePicker(dialog, () => parent) };
}

it('the save dialog belongs to its window, proposes the name, and asks before it writes over a file', async () => {
  // Only its identity matters.
  const window = { id: 1 } as BrowserWindow;
  const { asked, save } = pickerOver(window, { canceled: false, filePath: '/out.xlsx' });
  expect(await save('Vehicles.xlsx', 'xlsx')).toBe('/out.xlsx');
  expect(asked).toMatchObject([
    { parent: window, options: { defaultPath: 'Vehicles.xlsx', filters: [{ extensions: ['xlsx'] }] } },
  ]);
  expect(asked[0]?.options.properties).toContain('showOverwriteConfirmation');
});

it('a dialog that is closed saves nothing', async () => {
  const { asked, save } = pickerOver(null, { canceled: true, filePath: '' });
  expect(await save('Vehicles.csv', 'csv')).toBeNull();
  expect(asked).toMatchObject([{ parent: null }]);
});
