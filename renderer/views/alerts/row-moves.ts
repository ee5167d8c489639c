import type { KeyboardEvent } from 'react';
import type { KeyAsk } from '../../keys/table.ts';
import { asked } from '../../keys/press.ts';

const PAGE = 10;
/** Rows that can have the focus. */
const ROWS = '[role="row"][data-row]';

/** Where the key leads from row `at` of `count`; null where it is no such key. */
const targetOf = (ask: KeyAsk<'list'>, at: number, count: number): number =>
  ({
    down: at + 1,
    up: at - 1,
    pageDown: at + PAGE,
    pageUp: at - PAGE,
    first: 0,
    last: count - 1,
  })[ask];

/** The keys of every list, on a list whose rows are elements: puts the focus there. True where it was such a key. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): boolean {
  const ask = asked('list', event, false);
  if (ask === null) return false;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(ROWS)];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = Math.min(rows.length - 1, Math.max(0, targetOf(ask, at, rows.length)));
  rows[to]?.focus();
  event.preventDefault();
  return true;
}
