import { isAscii, isUtf8 } from 'node:buffer';

export const windows1252 = new TextDecoder('windows-1252');

/** Text of bytes[start, end). */
export type TextOf = (bytes: Buffer, start: number, end: number) => string;

/** Text of bytes[start, end), or null if it is not UTF-8. */
export function strictUtf8(bytes: Buffer, start: number, end: number): string | null {
  return isUtf8(bytes.subarray(start, end)) ? bytes.toString('utf8', start, end) : null;
}

/** How all of bytes[start, end) can be decoded alike, if they can; every ASCII text is Latin-1, which decodes by copying. */
export type CommonEncoding = 'latin1' | 'utf8' | null;

/** One look at a batch of whole records spares one at each of them. */
export function commonEncoding(bytes: Buffer, start: number, end: number): CommonEncoding {
  const all = bytes.subarray(start, end);
  return isAscii(all) ? 'latin1' : isUtf8(all) ? 'utf8' : null;
}

/** Text of one record: UTF-8 if it is that, else Windows-1252, in which every byte means something. */
export function recordText(bytes: Buffer, start: number, end: number): string {
  return strictUtf8(bytes, start, end) ?? windows1252.decode(bytes.subarray(start, end));
}

/**
 * Reads records of a file that names its encoding: UTF-8 if a record is that all the same, else the one named.
 * @param label null = as {@link recordText}
 * @throws RangeError for an encoding that is not known, or whose ASCII is not ASCII
 */
export function textReader(label: string | null): TextOf {
  if (label === null) return recordText;
  const decoder = new TextDecoder(label);
  if (decoder.encoding.startsWith('utf-16') || decoder.encoding === 'iso-2022-jp')
    throw new RangeError(label);
  return (bytes, start, end) => strictUtf8(bytes, start, end) ?? decoder.decode(bytes.subarray(start, end));
}
