import { screen, within } from '@testing-library/react';
import { useEffect } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { capsOf } from '../keys/press.ts';
import { KEYS, type KeyPlace } from '../keys/table.ts';
import { renderView } from '../testing/render.tsx';
import { text } from '../text.ts';
import { KEY_WORDS } from '../text/keys.ts';
import { KeySheet } from './key-sheet.tsx';
import { followShellKeys } from './shell-keys.ts';

const went = vi.fn<(view: string) => void>();
const showed = vi.fn<() => void>();
afterEach(() => {
  went.mockClear();
  showed.mockClear();
});

/** A screen in small: a list with its filter, a preview, and what is around them. */
function Screen({ letters }: { readonly letters: boolean }) {
  useEffect(
    () => followShellKeys(document, { letters: () => letters, go: went, showKeys: showed }),
    [letters],
  );
  return (
    <>
      <header className="header">
        <button type="button">Sync</button>
      </header>
      <main>
        <div data-pane>
          <input aria-label="Filter" aria-keyshortcuts="/" />
        </div>
        <div data-pane>
          <button type="button">Heading</button>
          <div role="grid">
            <div role="row" tabIndex={0}>
              <span role="gridcell">Row</span>
            </div>
          </div>
        </div>
      </main>
      <footer className="footer">
        <button type="button">Keys</button>
      </footer>
    </>
  );
}
const row = (): HTMLElement => screen.getByRole('row');
const shown = async (letters = true) => renderView(<Screen letters={letters} />);

it('G and a letter go to a screen, while a list has the focus', async () => {
  const { user } = await shown();
  row().focus();
  for (const [view, [letter]] of Object.entries(KEYS.goTo)) {
    await user.keyboard(`g${letter.toLowerCase()}`);
    expect(went).toHaveBeenLastCalledWith(view);
  }
});

it('a letter that is typed into a field is text, and nothing elsewhere', async () => {
  const { user } = await shown();
  await user.type(screen.getByLabelText('Filter'), 'gl?/');
  expect(screen.getByLabelText<HTMLInputElement>('Filter').value).toBe('gl?/');
  screen.getByRole('button', { name: 'Sync' }).focus();
  await user.keyboard('gl?');
  expect(went).not.toHaveBeenCalled();
  expect(showed).not.toHaveBeenCalled();
});

it('? shows the keys and / goes to the filter; neither where letters are off', async () => {
  const { user, unmount } = await shown();
  row().focus();
  await user.keyboard('?');
  expect(showed).toHaveBeenCalledOnce();
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByLabelText('Filter'));
  unmount();
  const off = await shown(false);
  row().focus();
  await off.user.keyboard('?/gl');
  expect(document.activeElement).toBe(row());
  expect(showed).toHaveBeenCalledOnce();
  expect(went).not.toHaveBeenCalled();
});

it('F6 goes round the parts of the screen, to the rows of a list; Shift F6 back; letters off or not', async () => {
  const { user } = await shown(false);
  const parts = [
    screen.getByLabelText('Filter'),
    row(),
    screen.getByRole('button', { name: 'Keys' }),
    screen.getByRole('button', { name: 'Sync' }),
  ];
  for (const part of [...parts, parts[0]]) {
    await user.keyboard('{F6}');
    expect(document.activeElement).toBe(part);
  }
  await user.keyboard('{Shift>}{F6}{/Shift}');
  expect(document.activeElement).toBe(parts[3]);
});

it('the sheet lists every key of the table, and marks letters that are off', async () => {
  const { stores, user } = await renderView(<KeySheet />, { preferences: { singleKeys: false } });
  stores.keySheet.setState(true, true);
  const sheet = await screen.findByRole('dialog', { name: text.keys.title });
  for (const place of Object.keys(KEYS) as KeyPlace[]) {
    const section = within(sheet).getByRole('region', { name: text.keys.places[place] });
    const meaning: Readonly<Record<string, string>> = KEY_WORDS[place];
    for (const [ask, presses] of Object.entries(KEYS[place])) {
      const line = within(section).getByText(meaning[ask] ?? '').parentElement;
      expect(line?.textContent).toContain(capsOf(presses[0]).join(''));
    }
  }
  expect(within(sheet).getByText(KEY_WORDS.vehicles.watch).parentElement?.className).toBe('is-off');
  expect(within(sheet).getByText(KEY_WORDS.vehicles.save).parentElement?.className).not.toBe('is-off');
  await user.keyboard('{Escape}');
  expect(stores.keySheet.getState()).toBe(false);
});
