/** What a key asks of the list. */
export type GridMove =
  | { readonly kind: 'to'; readonly index: number }
  /** Opens what the row represents: a group's members, a vehicle's page. */
  | { readonly kind: 'enter' }
  | { readonly kind: 'pick' }
  | { readonly kind: 'open' }
  /** Closes the group, or goes from a member up to it. */
  | { readonly kind: 'close' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'preview' }
  | { readonly kind: 'pause' }
  /** Rows of the other height. */
  | { readonly kind: 'height' }
  | { readonly kind: 'newest' };

type Key = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};

const LETTERS: Readonly<Record<string, GridMove>> = {
  c: { kind: 'copy' },
  d: { kind: 'height' },
  p: { kind: 'pause' },
  x: { kind: 'pick' },
};

/**
 * Pure: the tree grid's keys as ARIA describes them. Null leaves the key to the browser.
 * @param letters single letters act: people who speak to their computer switch them off
 */
export function gridMove(
  event: Key,
  index: number,
  count: number,
  page: number,
  letters: boolean,
): GridMove | null {
  if (event.altKey) return null;
  const to = (target: number): GridMove => ({
    kind: 'to',
    index: Math.max(0, Math.min(count - 1, target)),
  });
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'Home') return to(0);
    if (event.key === 'End') return to(count - 1);
    return event.key.toLowerCase() === 'c' ? { kind: 'copy' } : null;
  }
  switch (event.key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'PageDown':
      return to(index + page);
    case 'PageUp':
      return to(index - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(count - 1);
    case 'ArrowRight':
      return { kind: 'open' };
    case 'ArrowLeft':
      return { kind: 'close' };
    case 'Enter':
      return { kind: 'enter' };
    case ' ':
      return { kind: 'preview' };
    case 'Escape':
      return { kind: 'newest' };
    default:
      return letters ? (LETTERS[event.key.toLowerCase()] ?? null) : null;
  }
}
