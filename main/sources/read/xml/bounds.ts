import { NEEDS_MORE, UNCLOSED } from '../delimited/quoted-end.ts';

const LESS = 60;
const GREATER = 62;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const DOUBLE = 34;
const SINGLE = 39;
/** Elements nested deeper than this are no vehicle, but an attempt to fill memory. */
const DEEPEST = 128;

const COMMENT = Buffer.from('<!--');
const COMMENT_END = Buffer.from('-->');
const CDATA = Buffer.from('<![CDATA[');
const CDATA_END = Buffer.from(']]>');
const INSTRUCTION_END = Buffer.from('?>');

let stopped = 0;

/** How far the last {@link elementEnd} came that answered UNCLOSED. */
export const unclosedAt = (): number => stopped;

const nameStarts = new Int32Array(DEEPEST);
const nameEnds = new Int32Array(DEEPEST);

/** Whether a byte ends the name in a tag. */
function endsName(byte: number): boolean {
  return byte <= 32 || byte === GREATER || byte === SLASH;
}

/** The position after the name that starts at `at`. */
export function nameEnd(bytes: Buffer, at: number, limit: number): number {
  let i = at;
  while (i < limit && !endsName(bytes[i] ?? 0)) i += 1;
  return i;
}

/**
 * The position after the tag, comment, CDATA section or instruction that starts with the "<" at `at`;
 * {@link NEEDS_MORE} if it goes on after `limit`, {@link UNCLOSED} if it is none of these (a DTD is none).
 */
export function markupEnd(bytes: Buffer, at: number, limit: number): number {
  if (at + 1 >= limit) return NEEDS_MORE;
  const second = bytes[at + 1] ?? 0;
  if (second === QUESTION) return after(bytes, INSTRUCTION_END, at + 2, limit);
  if (second === BANG) {
    if (startsWith(bytes, at, limit, COMMENT))
      return at + 4 > limit ? NEEDS_MORE : after(bytes, COMMENT_END, at + 4, limit);
    if (startsWith(bytes, at, limit, CDATA))
      return at + 9 > limit ? NEEDS_MORE : after(bytes, CDATA_END, at + 9, limit);
    return UNCLOSED;
  }
  for (let i = at + 1; i < limit; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === GREATER) return i + 1;
    if (byte === LESS) return UNCLOSED;
    if (byte === DOUBLE || byte === SINGLE) {
      i += 1;
      while (i < limit && bytes[i] !== byte) i += 1;
    }
  }
  return NEEDS_MORE;
}

/** Whether the bytes at hand begin with `mark`, as far as they go. */
function startsWith(bytes: Buffer, at: number, limit: number, mark: Buffer): boolean {
  const length = Math.min(mark.length, limit - at);
  return mark.compare(bytes, at, at + length, 0, length) === 0;
}

function after(bytes: Buffer, mark: Buffer, from: number, limit: number): number {
  const found = bytes.subarray(0, limit).indexOf(mark, from);
  return found < 0 ? NEEDS_MORE : found + mark.length;
}

/** Whether the tag that ends before `end` closes itself. */
export const isEmptyTag = (bytes: Buffer, end: number): boolean => bytes[end - 2] === SLASH;

/**
 * The position after the element whose start tag begins at `start`; {@link NEEDS_MORE} if it goes on after `limit`,
 * {@link UNCLOSED} if its tags do not match or nest too deep.
 */
export function elementEnd(bytes: Buffer, start: number, limit: number): number {
  let depth = 0;
  let i = start;
  for (;;) {
    const end = markupEnd(bytes, i, limit);
    stopped = i;
    if (end < 0) return end;
    const second = bytes[i + 1] ?? 0;
    if (second === SLASH) {
      depth -= 1;
      if (depth < 0 || !isNamed(bytes, i + 2, nameStarts[depth] ?? 0, nameEnds[depth] ?? 0))
        return UNCLOSED;
      if (depth === 0) return end;
    } else if (second !== BANG && second !== QUESTION) {
      if (isEmptyTag(bytes, end)) {
        if (depth === 0) return end;
      } else {
        if (depth >= DEEPEST) return UNCLOSED;
        nameStarts[depth] = i + 1;
        nameEnds[depth] = nameEnd(bytes, i + 1, end);
        depth += 1;
      }
    }
    i = end;
    while (i < limit && bytes[i] !== LESS) i += 1;
    if (i >= limit) return NEEDS_MORE;
  }
}

/** Whether the name at `at` is the same as bytes[start, end). */
function isNamed(bytes: Buffer, at: number, start: number, end: number): boolean {
  for (let i = start, j = at; i < end; i += 1, j += 1) if (bytes[i] !== bytes[j]) return false;
  return endsName(bytes[at + end - start] ?? 0);
}

/** Whether the name at `at` is `name`. */
export function hasName(bytes: Buffer, at: number, limit: number, name: Buffer): boolean {
  const end = at + name.length;
  return end < limit && name.compare(bytes, at, end) === 0 && endsName(bytes[end] ?? 0);
}
