import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { FEED_EXTENSIONS } from '../../shared/feed-files.ts';
import { isDataFile } from '../sources/locate.ts';
import { filePicker } from './pick-path.ts';

type Asked = { readonly parent: BrowserWindow | null; readonly options: OpenDialogOptions };

/** A dialog in which the person always chooses the same file. */
function pickerOver(parent: BrowserWindow | null) {
  const asked: Asked[] = [];
  const dialog = {
    showOpenDialog: async (first: BrowserWindow | OpenDialogOptions, second?: OpenDialogOptions) => {
      asked.push(
        second === undefined
          ? { parent: null, options: first as OpenDialogOptions }
          : { parent: first as BrowserWindow, options: second },
      );
      return { canceled: false, filePaths: ['/lot.xml'] };
    },
  };
  return { asked, pick: filePicker(dialog, () => parent) };
}

describe('the file dialog', () => {
  it('offers every kind of file that can be read, XML among them', async () => {
    const { asked, pick } = pickerOver(null);
    expect(await pick('file')).toBe('/lot.xml');
    const offered = asked[0]?.options.filters?.[0]?.extensions ?? [];
    expect(offered).toContain('xml');
    expect(offered).toEqual([...FEED_EXTENSIONS]);
    expect(offered.filter((extension) => !isDataFile(`lot.${extension}`))).toEqual([]);
  });

  it('belongs to the window it was asked from, so that it does not get lost behind it', async () => {
    // Only its identity matters.
    const window = { id: 1 } as BrowserWindow;
    const { asked, pick } = pickerOver(window);
    await pick('file');
    await pick('folder');
    expect(asked.map(({ parent }) => parent)).toEqual([window, window]);
  });

  it('opens alone where no window is open', async () => {
    const { asked, pick } = pickerOver(null);
    await pick('folder');
    expect(asked).toMatchObject([{ parent: null, options: { properties: ['openDirectory'] } }]);
  });
});
