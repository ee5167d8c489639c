import { tabStops } from './focus-targets.ts';

/** The parts of a screen in their order: what is marked as one, else its panels, between header and footer. */
const PANES = 'header.header, nav.nav, main [data-pane], main .panel:not(:has([data-pane])), footer.footer';
/** Where one goes first: to the rows of a list, not to its heading. */
const BEST = '[role="row"][tabindex="0"], [role="tab"][tabindex="0"], [aria-current="page"]';

/** Puts the focus into the next part of the screen that can have it (`step` -1: the one before), beginning again at the ends. */
export function toNextPane(page: Document, step: 1 | -1): void {
  const panes = [...page.querySelectorAll<HTMLElement>(PANES)].filter((pane) => targetIn(pane) !== null);
  const now = panes.findLastIndex((pane) => pane.contains(page.activeElement));
  // From the page as a whole the first step is to what it shows.
  const start = now >= 0 ? now + step : panes.findIndex((pane) => pane.closest('main') !== null);
  const next = panes[(Math.max(start, now >= 0 ? start : 0) + panes.length) % panes.length];
  if (next !== undefined) targetIn(next)?.focus();
}

const targetIn = (pane: HTMLElement): HTMLElement | null =>
  pane.querySelector<HTMLElement>(BEST) ?? tabStops(pane)[0] ?? null;
