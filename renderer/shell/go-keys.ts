import type { ViewName } from '../stores/navigation.ts';

/** G, then one of these. */
const PLACES: Readonly<Record<string, ViewName>> = {
  l: 'live',
  v: 'vehicles',
  r: 'review',
  j: 'jobs',
  f: 'formulas',
  d: 'diagnostics',
  ',': 'settings',
};
/** So long a G waits for its second key. */
const WAIT_MS = 1_500;
const LISTS = '[role="grid"], [role="treegrid"], table';
const TYPING = 'input, textarea, select, [contenteditable]';

/**
 * G and a letter go to a screen, `/` to its filter. Only while a list has the focus, or the page as a whole, where one
 * arrives: nowhere else could a letter be typed by mistake.
 * @returns the way to end it
 */
export function followGoKeys(
  page: Document,
  isOn: () => boolean,
  go: (view: ViewName) => void,
): () => void {
  let since = 0;
  const onKey = (event: KeyboardEvent): void => {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
    if (!(target instanceof HTMLElement) || target.closest(TYPING)) return;
    if (target.closest(LISTS) === null && !target.matches('main, body')) return;
    const key = event.key.toLowerCase();
    const place = event.timeStamp - since < WAIT_MS ? PLACES[key] : undefined;
    since = 0;
    if (place !== undefined) go(place);
    else if (key === 'g') since = event.timeStamp;
    else if (key === '/') {
      const field = page.querySelector<HTMLElement>('main [aria-keyshortcuts="/"]');
      if (field === null) return;
      field.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Before the list sees the second letter: "G F" is no filter.
  page.addEventListener('keydown', onKey, { capture: true });
  return () => page.removeEventListener('keydown', onKey, { capture: true });
}
