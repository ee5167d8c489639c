import { detached } from './cells.ts';

const CACHE_SIZE = 1024;
/** Longer texts are not said twice. */
const LONGEST_TEXT = 100;

/**
 * Remembers what few texts mean that stand in many rows (years, dates, conditions); takes in no more when full.
 * `undefined` is not remembered.
 */
export function cached<T>(known: Map<string, T>, text: string, read: (text: string) => T): T {
  const value = known.get(text);
  if (value !== undefined) return value;
  const fresh = read(text);
  if (known.size < CACHE_SIZE && text.length <= LONGEST_TEXT) known.set(detached(text), fresh);
  return fresh;
}
