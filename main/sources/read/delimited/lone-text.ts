import { recordText } from '../decode.ts';

const QUOTE = 34;
/** A longer text is no heading. */
const LONGEST = 80;
/** How many rows follow, in a cell of its own: no year and no price. */
const COUNT = /^\(?\d{1,3}\)?$|^\(?\d{1,6} ?(?:units?|vehicles?|cars?|trucks?)\)?$/i;

/** A text that stands alone in its row, but for the number of rows below it. */
export type LoneText = { readonly text: string; readonly column: number };

/**
 * The text that stands alone in a record; null for nearly every record, told by its ends or its first cells.
 * @param width columns of the file
 */
export function loneText(
  bytes: Buffer,
  start: number,
  end: number,
  delimiter: number,
  width: number,
): LoneText | null {
  if (width < 2 || end - start > width + 3 * LONGEST) return null;
  const first = bytes[start];
  if (first !== delimiter && bytes[end - 1] !== delimiter && first !== QUOTE) {
    // Not `indexOf`: it would look through all that is at hand for a delimiter that the line has not.
    for (let at = start; at < end; at += 1) if (bytes[at] === delimiter) return null;
  }
  // Where they are, not what they say: nearly every record has a third, and nothing of it is read.
  const filled: (readonly [from: number, to: number, column: number])[] = [];
  let column = 0;
  let cell = start;
  let isBlank = true;
  let isQuoted = false;
  for (let at = start; at <= end; at += 1) {
    const byte = at === end ? delimiter : (bytes[at] ?? 0);
    if (byte === QUOTE) isQuoted = !isQuoted;
    if (byte !== delimiter || (isQuoted && at < end)) {
      if (byte > 32 && byte !== QUOTE) isBlank = false;
      continue;
    }
    if (!isBlank) {
      if (filled.length === 2) return null;
      filled.push([cell, at, column]);
    }
    column += 1;
    cell = at + 1;
    isBlank = true;
  }
  const textOf = ([from, to]: readonly [number, number, number]): string =>
    recordText(bytes, from, to).replace(/^["\s]+|["\s]+$/g, '');
  const [head, count] = filled;
  if (head === undefined) return null;
  const text = textOf(head);
  if (text.length > LONGEST || !/\p{L}/u.test(text)) return null;
  return count === undefined || COUNT.test(textOf(count)) ? { text, column: head[2] } : null;
}
