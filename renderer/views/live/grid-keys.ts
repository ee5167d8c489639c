import { asked, type Key } from '../../keys/press.ts';
import type { KeyAsk } from '../../keys/table.ts';

/** What a key asks of the list: another row, or one of the things that `text/keys.ts` says. */
export type GridMove = { readonly kind: 'to'; readonly index: number } | { readonly kind: KeyAsk<'live'> };

/**
 * Pure: the tree grid's keys as ARIA describes them. Null leaves the key to the browser.
 * @param letters single letters act: people who speak to their computer switch them off
 */
export function gridMove(
  { key, ctrlKey, metaKey, altKey }: Key,
  index: number,
  count: number,
  page: number,
  letters: boolean,
): GridMove | null {
  // With Shift a list goes to the same row, and takes it into the selection by itself.
  const press = { key, ctrlKey, metaKey, altKey };
  const going = asked('list', press, letters);
  if (going === null) {
    const kind = asked('live', press, letters);
    return kind === null ? null : { kind };
  }
  const target = {
    down: index + 1,
    up: index - 1,
    pageDown: index + page,
    pageUp: index - page,
    first: 0,
    last: count - 1,
  }[going];
  return { kind: 'to', index: Math.max(0, Math.min(count - 1, target)) };
}
