/** Results of {@link quotedRecordEnd} that are no position. */
export const NEEDS_MORE = -1;
export const UNCLOSED = -2;

const QUOTE = 34;

/**
 * Where a record that holds a quote ends: the position of its line end, found as Papa Parse finds it. A quote
 * opens a field only as its first character; inside, two quotes are one; a quote closes the field if a delimiter
 * or a line end follows, white space between them allowed; any other quote is text.
 * @param limit end of the bytes at hand, and `atEnd` whether that is the end of the file
 * @returns the position of the line end (`limit` for the last record of a file), {@link NEEDS_MORE} if the bytes
 *   at hand do not suffice, {@link UNCLOSED} if the file ends inside a quoted field
 */
export function quotedRecordEnd(
  bytes: Buffer,
  start: number,
  limit: number,
  atEnd: boolean,
  delimiter: number,
  newline: number,
): number {
  let i = start;
  fields: for (;;) {
    if (i < limit && bytes[i] === QUOTE) {
      i += 1;
      for (;;) {
        while (i < limit && bytes[i] !== QUOTE) i += 1;
        if (i >= limit) return atEnd ? UNCLOSED : NEEDS_MORE;
        i += 1;
        if (i >= limit) return atEnd ? limit : NEEDS_MORE;
        if (bytes[i] === QUOTE) {
          i += 1;
          continue;
        }
        const after = skipBlank(bytes, i, limit, delimiter, newline);
        if (after >= limit) {
          if (!atEnd) return NEEDS_MORE;
          continue;
        }
        if (bytes[after] === delimiter) {
          i = after + 1;
          continue fields;
        }
        if (bytes[after] === newline) return after;
      }
    }
    while (i < limit && bytes[i] !== delimiter && bytes[i] !== newline) i += 1;
    if (i >= limit) return atEnd ? limit : NEEDS_MORE;
    if (bytes[i] === newline) return i;
    i += 1;
  }
}

/** First position from `i` on that is no white space (as String.trim sees it), or is the delimiter or line end. */
function skipBlank(bytes: Buffer, i: number, limit: number, delimiter: number, newline: number): number {
  let at = i;
  while (at < limit) {
    const byte = bytes[at] ?? 0;
    if (byte === delimiter || byte === newline) return at;
    if (byte === 32 || (byte >= 9 && byte <= 13)) at += 1;
    else {
      // A character cut by the end of the bytes at hand: they do not suffice.
      if (byte >= 0x80 && at + 2 >= limit) return limit;
      const width = byte < 0x80 ? 0 : wideBlank(bytes, at);
      if (width === 0) return at;
      at += width;
    }
  }
  return at;
}

/** Bytes of a non-ASCII space in UTF-8, or 0. */
function wideBlank(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first === 0xc2) return bytes[at + 1] === 0xa0 ? 2 : 0;
  const code =
    ((first & 0x0f) << 12) | (((bytes[at + 1] ?? 0) & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
  if (first < 0xe1 || first > 0xef || !/^\s$/.test(String.fromCharCode(code))) return 0;
  return 3;
}
