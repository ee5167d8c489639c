import type { Step, TargetKey } from './focus-targets.ts';
import { findByKey, keyOf, neighbourOf, tabStops, wayUp } from './focus-targets.ts';

/** Elements that had the focus lately: a dialog's opener is among them. */
const REMEMBERED = 8;
/** Places whose last focus is remembered. */
const PLACES = 50;
/** A screen may read its data first. */
const WAIT_MS = 5_000;
const DIALOG = '[role="dialog"]';

type Had = {
  readonly element: HTMLElement;
  readonly place: string;
  readonly way: readonly Step[];
  readonly inMain: boolean;
};

/**
 * Sees to it that the focus is never nowhere: when what had it leaves the page, it goes to the row that took its
 * place, back to what opened the dialog, or, on another page, to where it was there before, else to the page's
 * beginning. One rule for dialogs, decisions, dismissed messages and page changes; no component handles it by itself.
 * @param placeNow the fragment of the page that is shown
 * @returns the way to end it
 */
export function keepFocus(page: Document, placeNow: () => string): () => void {
  const lasting = new Map<string, TargetKey>();
  let lately: readonly HTMLElement[] = [];
  let had: Had | null = null;
  let awaited: { readonly key: TargetKey; readonly place: string; readonly until: number } | null = null;
  const main = (): HTMLElement | null => page.querySelector('main');

  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || target === page.body) return;
    const content = main();
    const inMain = content !== null && content.contains(target);
    had = { element: target, place: placeNow(), way: wayUp(target), inMain };
    lately = [target, ...lately.filter((one) => one !== target)].slice(0, REMEMBERED);
    if (!inMain || target === content) return;
    awaited = null;
    lasting.delete(had.place);
    lasting.set(had.place, keyOf(target, content));
    const [oldest] = lasting.keys();
    if (lasting.size > PLACES && oldest !== undefined) lasting.delete(oldest);
  };

  /** Where the focus was on this page, else its beginning; a screen that is still reading gets it when it is there. */
  const arrive = (place: string): void => {
    const content = main();
    if (content === null || page.querySelector(DIALOG) !== null) return;
    const key = lasting.get(place);
    const found = key === undefined ? null : findByKey(content, key);
    awaited = key === undefined || found ? null : { key, place, until: Date.now() + WAIT_MS };
    (found ?? content).focus({ preventScroll: found === null });
    // It may have had the focus already, and then no event comes.
    if (had !== null) had = { ...had, place };
  };

  const recover = ({ element, way, inMain, place }: Had): void => {
    const neighbour = neighbourOf(element, way);
    const dialog = way.find(({ parent }) => parent.isConnected)?.parent.closest(DIALOG);
    const opener = lately.find((one) => one.isConnected && one !== main());
    if (neighbour !== null) neighbour.focus();
    else if (dialog) tabStops(dialog)[0]?.focus();
    else if (inMain || opener === undefined) arrive(place);
    else opener.focus();
  };

  const look = (): void => {
    const place = placeNow();
    const content = main();
    const active = page.activeElement;
    if (awaited !== null && active === content && content !== null) {
      const found = awaited.place === place ? findByKey(content, awaited.key) : null;
      if (found !== null) found.focus();
      else if (awaited.place !== place || Date.now() > awaited.until) awaited = null;
      return;
    }
    // The page as a whole had it: on another page that means nothing.
    const isNowhere = active === null || active === page.body || active === content;
    if (had === null || !isNowhere) return;
    if (had.place !== place) arrive(place);
    else if (!had.element.isConnected && active !== content) recover(had);
  };

  const observer = new MutationObserver(look);
  observer.observe(page.body, { childList: true, subtree: true });
  page.addEventListener('focusin', onFocus);
  return () => {
    observer.disconnect();
    page.removeEventListener('focusin', onFocus);
  };
}
