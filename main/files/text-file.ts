import { closeSync, readFileSync } from 'node:fs';
import { LotwatchError } from '../../shared/result.ts';
import { openToRead } from './open-file.ts';
import { retrying } from './retrying.ts';

/**
 * The one way to read a text that a person or a Windows tool may have written: Notepad and PowerShell begin files with a
 * byte order mark, and PowerShell's `>` writes UTF-16. (Feeds have a reader of their own, main/sources.)
 * @throws what the file system throws
 */
export function readTextFile(path: string): string {
  const fd = openToRead(path);
  try {
    return decoded(retrying(() => readFileSync(fd)));
  } finally {
    closeSync(fd);
  }
}

function decoded(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  // It takes the mark away.
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * @param name the file, for the message
 * @throws LotwatchError `bad-input` naming file, line and column; nothing of the content, which may be a secret
 */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new LotwatchError('bad-input', `${name} is not valid JSON: ${whereBroken(text)}.`);
  }
}

function whereBroken(text: string): string {
  const at = breakOf(text);
  const before = text.slice(0, at).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return at === text.length ? `it ends too early, at ${place}` : `see ${place}`;
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** What the engine does not report for every fault: the first character, counted from 0, at which this stops being JSON. */
export function breakOf(text: string): number {
  const closers: string[] = [];
  // What may stand next: a value, a key, a colon, or what comes after a value; just after its beginning, the end of a list or object, too.
  let next: 'value' | 'key' | 'colon' | 'after' = 'value';
  let mayClose = false;
  let at = 0;
  const read = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  for (;;) {
    read(SPACE);
    const character = text[at];
    if (character === undefined) return at;
    if (character === closers.at(-1) && (next === 'after' || mayClose)) {
      closers.pop();
      at += 1;
      next = 'after';
    } else if (next === 'after') {
      if (character !== ',' || closers.length === 0) return at;
      at += 1;
      next = closers.at(-1) === '}' ? 'key' : 'value';
    } else if (next === 'colon') {
      if (character !== ':') return at;
      at += 1;
      next = 'value';
    } else if (next === 'value' && (character === '{' || character === '[')) {
      closers.push(character === '{' ? '}' : ']');
      at += 1;
      next = character === '{' ? 'key' : 'value';
      mayClose = true;
      continue;
    } else {
      if ((next === 'key' && character !== '"') || read(SCALAR) === '') return at;
      next = next === 'key' ? 'colon' : 'after';
    }
    mayClose = false;
  }
}
