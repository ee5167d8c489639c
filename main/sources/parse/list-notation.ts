/** Longer lists are read as plain text; no vehicle has so many photos or options. */
const LONGEST = 200_000;
const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };
/** What stands for nothing in the languages that write such lists. */
const NOTHING: ReadonlySet<string> = new Set([
  'null',
  'none',
  'nan',
  'undefined',
  'n/a',
  '#n/a',
  '-',
  '()',
  'set()',
  'tuple()',
  'list()',
]);
/** Whether a cell as a whole says that there is none, as programs write it. */
export const isNothing = (cell: string): boolean =>
  cell.length <= 12 && NOTHING.has(cell.trim().toLowerCase());
/** What is meant by an entry that is an object. */
const NAMES = ['url', 'href', 'src', 'link', 'name', 'title', 'description', 'text', 'value', 'label'];

/**
 * The entries of a list that a program wrote into one cell: JSON's ["a","b"], Python's ['a', 'b'], Postgres's {a,b}, and
 * [] for none. Null where the text is no such list as a whole ("[PKG] Tow [HD]" is none).
 */
export function listIn(cell: string): readonly string[] | null {
  const text = cell.trim();
  const close = CLOSERS[text.charAt(0)];
  if (close === undefined || !text.endsWith(close) || text.length > LONGEST) return null;
  return ofJson(text) ?? quotedOrBare(text);
}

function ofJson(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.flatMap((entry) => textsOf(entry)) : null;
  } catch {
    return null;
  }
}

function textsOf(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  if (typeof entry === 'number') return [String(entry)];
  if (Array.isArray(entry)) return entry.flatMap((inner) => textsOf(inner));
  if (typeof entry !== 'object' || entry === null) return [];
  const fields = new Map(
    Object.entries(entry).map(([key, value]) => [key.toLowerCase(), value as unknown]),
  );
  const name = NAMES.find((key) => typeof fields.get(key) === 'string');
  return name === undefined ? [] : textsOf(fields.get(name));
}

/** Entries in either quotes or none, between commas; after a quoted one a blank will do, as numpy writes. */
function quotedOrBare(text: string): readonly string[] | null {
  const entries: string[] = [];
  const end = text.length - 1;
  let at = 1;
  let isParted = true;
  let wasQuoted = false;
  while (at < end) {
    const mark = text.charAt(at);
    if (mark.trim() === '') at += 1;
    // Python's older notation: u'Tow'.
    else if (isParted && /^[ub]['"]/.test(text.slice(at, at + 2))) at += 1;
    else if (mark === ',') {
      isParted = true;
      at += 1;
    } else if (mark === '"' || mark === "'") {
      if (!isParted && !wasQuoted) return null;
      const entry = quoted(text, at, end, mark);
      if (entry === null) return null;
      entries.push(entry.value);
      at = entry.end;
      [isParted, wasQuoted] = [false, true];
    } else {
      if (!isParted) return null;
      const comma = text.indexOf(',', at);
      const stop = comma < 0 || comma > end ? end : comma;
      const bare = text.slice(at, stop).trim();
      // {a: 1} is an object.
      if (text.startsWith('{') && /^[^:/]*:(?:\s|\d|$)/.test(bare)) return null;
      if (/[[\]{}()]/.test(bare) && !/^[^[\]{}()]*(?:\([^()]*\)[^[\]{}()]*)+$/.test(bare)) return null;
      if (!NOTHING.has(bare.toLowerCase())) entries.push(bare);
      at = stop;
      [isParted, wasQuoted] = [false, false];
    }
  }
  // One bare text in round brackets is a remark: "(call us)".
  return text.startsWith('(') && (!wasQuoted || entries.length === 0) ? null : entries;
}

function quoted(
  text: string,
  start: number,
  limit: number,
  mark: string,
): { value: string; end: number } | null {
  let value = '';
  let at = start + 1;
  while (at < limit) {
    const close = text.indexOf(mark, at);
    if (close < 0 || close >= limit) return null;
    const slash = text.indexOf('\\', at);
    if (slash < 0 || slash > close) return { value: value + text.slice(at, close), end: close + 1 };
    value += text.slice(at, slash) + text.charAt(slash + 1);
    at = slash + 2;
  }
  return null;
}
