import type { Encoding } from './byte-window.ts';

/** The encoding by its byte order mark, or by the zeros UTF-16 has; `skip` is the length of the mark. */
export function sniffEncoding(head: Buffer): { encoding: Encoding; skip: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  if (head.length >= 4) {
    const [a, b, c, d] = head;
    if (a !== 0 && b === 0 && c !== 0 && d === 0) return { encoding: 'utf-16le', skip: 0 };
    if (a === 0 && b !== 0 && c === 0 && d !== 0) return { encoding: 'utf-16be', skip: 0 };
  }
  return { encoding: 'utf-8', skip: 0 };
}

/** Whether the text is XML; web pages were refused before (foreign.ts). */
export function looksLikeXml(text: Buffer): boolean {
  return /^\s*<[?!\p{L}_]/u.test(text.toString('utf8', 0, 512));
}

/** Whether the text is JSON: what a file's first characters show. */
export function looksLikeJson(text: Buffer): boolean {
  const start = text.toString('utf8', 0, 512).trimStart();
  return start.startsWith('{') || /^\[\s*(?:[[{"\]\d-]|true\b|false\b|null\b|$)/.test(start);
}

const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The delimiter of a header line: the candidate that stands there most often outside quotes; ',' if none does. */
export function sniffDelimiter(header: string): string {
  const times = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  for (let i = 0; i < header.length; i += 1) {
    const character = header.charAt(i);
    // A doubled quote closes and opens again, with nothing between.
    const close = character === '"' ? header.indexOf('"', i + 1) : -1;
    if (close > 0) i = close;
    else if (times.has(character)) times.set(character, (times.get(character) ?? 0) + 1);
  }
  let best: string = DELIMITERS[0];
  for (const delimiter of DELIMITERS)
    if ((times.get(delimiter) ?? 0) > (times.get(best) ?? 0)) best = delimiter;
  return best;
}
