import { isUtf8 } from 'node:buffer';

const windows1252 = new TextDecoder('windows-1252');

/** Text of bytes[start, end), or null if it is not UTF-8. */
export function strictUtf8(bytes: Buffer, start: number, end: number): string | null {
  return isUtf8(bytes.subarray(start, end)) ? bytes.toString('utf8', start, end) : null;
}

/** Text of one record: UTF-8 if it is that, else Windows-1252, in which every byte means something. */
export function recordText(bytes: Buffer, start: number, end: number): string {
  return strictUtf8(bytes, start, end) ?? windows1252.decode(bytes.subarray(start, end));
}
