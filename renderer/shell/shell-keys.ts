import type { KeyAsk } from '../keys/table.ts';
import { asked, isLetter, pressOf } from '../keys/press.ts';
import { toNextPane } from './panes.ts';

/** So long a G waits for its second key. */
const WAIT_MS = 1_500;
const LISTS = '[role="grid"], [role="treegrid"], table';
const TYPING = 'input, textarea, select, [contenteditable]';
const DIALOG = '[role="dialog"]';

/**
 * G and a letter go to a screen, `/` to its filter, `?` shows the keys, F6 goes to the next part of the screen. Letters
 * act only while a list has the focus, or the page as a whole, where one arrives: nowhere else could one be typed by mistake.
 * @returns the way to end it
 */
export function followShellKeys(
  page: Document,
  to: {
    readonly letters: () => boolean;
    readonly go: (screen: KeyAsk<'goTo'>) => void;
    readonly showKeys: () => void;
  },
): () => void {
  let since = 0;

  const letter = (event: KeyboardEvent): boolean => {
    const place = event.timeStamp - since < WAIT_MS ? asked('goTo', event, true) : null;
    since = 0;
    const ask = asked('everywhere', event, true);
    if (place !== null) to.go(place);
    else if (pressOf(event) === 'G') since = event.timeStamp;
    else if (ask === 'sheet') to.showKeys();
    else if (ask === 'filter') {
      const field = page.querySelector<HTMLElement>('main [aria-keyshortcuts="/"]');
      field?.focus();
      return field !== null;
    } else return false;
    return true;
  };

  const onKey = (event: KeyboardEvent): void => {
    const { target } = event;
    if (event.defaultPrevented || !(target instanceof HTMLElement)) return;
    // A dialog has keys of its own.
    if (target.closest(DIALOG) !== null) return;
    const ask = asked('everywhere', event, false);
    if (ask === 'nextPane' || ask === 'lastPane') toNextPane(page, ask === 'nextPane' ? 1 : -1);
    else {
      if (!isLetter(pressOf(event)) || !to.letters() || target.closest(TYPING) !== null) return;
      if (target.closest(LISTS) === null && !target.matches('main, body')) return;
      if (!letter(event)) return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  // Before the list sees the second letter: "G F" is no filter.
  page.addEventListener('keydown', onKey, { capture: true });
  return () => page.removeEventListener('keydown', onKey, { capture: true });
}
