import type { Origin } from './layout.ts';

function isBlankCode(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0xfeff;
}

/** `trim()` that costs two comparisons where there is nothing to trim. */
export function trimmed(text: string): string {
  const length = text.length;
  if (length === 0) return text;
  return isBlankCode(text.charCodeAt(0)) || isBlankCode(text.charCodeAt(length - 1)) ? text.trim() : text;
}

/** The text of a field in one row, trimmed; '' for blank, missing and unmapped. */
export function textOf(cells: readonly string[], origin: Origin): string {
  if (origin.first < 0) return origin.constant ?? '';
  const first = trimmed(cells[origin.first] ?? '');
  return origin.rest.length === 0 ? first : joined(cells, first, origin.rest);
}

function joined(cells: readonly string[], first: string, rest: readonly number[]): string {
  let text = first;
  for (const index of rest) {
    const part = trimmed(cells[index] ?? '');
    if (part !== '') text = text === '' ? part : `${text} ${part}`;
  }
  return text;
}

/** The filled cells of a group of columns, joined with ", ". */
export function groupOf(cells: readonly string[], group: readonly number[]): string {
  let text = '';
  for (const index of group) {
    const part = trimmed(cells[index] ?? '');
    if (part !== '') text = text === '' ? part : `${text}, ${part}`;
  }
  return text;
}

/** The same text in memory of its own: a part of a large text keeps all of it alive for as long as it is remembered. */
export const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
