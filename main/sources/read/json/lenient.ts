/** What programs write where JSON has no word for it: a missing number, mostly. Python's truths come along. */
const WORDS: Readonly<Record<string, string>> = {
  NaN: 'null', nan: 'null', Infinity: 'null', inf: 'null', undefined: 'null', None: 'null', True: 'true', False: 'false',
}; // prettier-ignore
const WORD = /[-+]?\b(NaN|nan|Infinity|inf|undefined|None|True|False)\b/g;

/**
 * The value of a JSON text in which NaN, Infinity and undefined, as Python and JavaScript write them, are missing values.
 * @throws SyntaxError as JSON.parse does, about the text as it stands
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const repaired = withoutWords(text);
    if (repaired === text) throw error;
    try {
      return JSON.parse(repaired);
    } catch {
      throw error;
    }
  }
}

/** The same text with those words replaced, where they stand outside of quotes. */
function withoutWords(text: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('"', at);
    const outside = open < 0 ? text.length : open;
    parts.push(text.slice(at, outside).replace(WORD, (_, word: string) => WORDS[word] ?? 'null'));
    if (open < 0) break;
    at = quoteEnd(text, open);
    parts.push(text.slice(open, at));
  }
  return parts.join('');
}

function quoteEnd(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text.charCodeAt(at) !== 34) at += text.charCodeAt(at) === 92 ? 2 : 1;
  return Math.min(at + 1, text.length);
}
