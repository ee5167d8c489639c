/** Counting in titles and descriptions: words, numbers, and whether a name stands there as words. */

const TAG = /<[a-z/!][^>]*>/gi;
const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/gi;

/** Dealers paste HTML into descriptions; its tags are neither words nor facts. */
function withoutMarkup(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  return text.replace(TAG, ' ').replace(ENTITY, ' ');
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Letters and digits of any script; punctuation, dashes, curly quotes and symbols are not. */
function isWordCode(code: number): boolean {
  if (code < 128) return isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return false;
  return !(code >= 0x2000 && code <= 0x2bff) && !(code >= 0x3000 && code <= 0x303f);
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0;

/**
 * Words (runs without a space that hold a letter or digit) and distinct numbers. A number starts a word: "2.5L"
 * and "18,201" count, the digits in "V6" or in a VIN's middle do not; "18,201" and "18201" are one.
 */
export function measureText(source: string): { words: number; numbers: number } {
  const text = withoutMarkup(source);
  const length = text.length;
  const seen = new Set<string>();
  let words = 0;
  let inWord = false; // a word character has been met since the last space
  let previous = false; // the character before is a word character
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    const wordCode = isWordCode(code);
    if (wordCode && !inWord) {
      inWord = true;
      words += 1;
    } else if (!wordCode && isSpace(code)) {
      inWord = false;
    }
    if (!previous && isDigit(code)) {
      const start = i;
      while (i + 1 < length) {
        const next = text.charCodeAt(i + 1);
        const joins = (next === 44 || next === 46) && i + 2 < length && isDigit(text.charCodeAt(i + 2));
        if (!isDigit(next) && !joins) break;
        i += 1;
      }
      seen.add(text.slice(start, i + 1).replaceAll(',', ''));
    }
    previous = wordCode;
  }
  return { words, numbers: seen.size };
}

/** One space or dash may stand where the name has none: "RAV4" finds "RAV 4". */
const isJoiner = (code: number): boolean => code === 32 || code === 45;

function matchesAt(text: string, start: number, name: string): boolean {
  let i = start;
  let gap = false;
  for (let j = 0; j < name.length; j += 1) {
    const code = name.charCodeAt(j);
    if (!isWordCode(code)) {
      gap = true;
      continue;
    }
    if (gap) while (i < text.length && !isWordCode(text.charCodeAt(i))) i += 1;
    else if (i > start && isJoiner(text.charCodeAt(i)) && text.charCodeAt(i + 1) === code) i += 1;
    gap = false;
    if (text.charCodeAt(i) !== code) return false;
    i += 1;
  }
  return i > start && (i >= text.length || !isWordCode(text.charCodeAt(i)));
}

/**
 * True if `name` stands in `text` as whole words. Both lower case; separators inside are free ("RAV 4" = "RAV4"),
 * the edges are not: "SE" is not found in "Sedan".
 */
export function containsName(text: string, name: string): boolean {
  let first = 0;
  while (first < name.length && !isWordCode(name.charCodeAt(first))) first += 1;
  if (first === name.length) return false;
  const initial = name.charAt(first);
  for (let at = text.indexOf(initial); at >= 0; at = text.indexOf(initial, at + 1)) {
    if (at > 0 && isWordCode(text.charCodeAt(at - 1))) continue;
    if (matchesAt(text, at, first === 0 ? name : name.slice(first))) return true;
  }
  return false;
}
