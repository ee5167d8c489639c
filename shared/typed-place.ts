/** Texts in which a person names a file, a folder or an address: typed, pasted, or written by a script. */

const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
  ['«', '»'],
  ['<', '>'],
];
/** Blanks, and the marks without a width that Windows' file properties put before a copied path. */
const EDGES = /^[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff]+$/g;

/** Without blanks around it and without the quotes that "Copy as path" and command lines put around it. */
export function plainPlace(typed: string): string {
  const text = typed.replace(EDGES, '');
  const quoted = QUOTES.some(
    ([open, close]) => text.length > 1 && text.startsWith(open) && text.endsWith(close),
  );
  return quoted ? plainPlace(text.slice(1, -1)) : text;
}

/** What a server is, by the scheme of its address: it decides how it lets people in. */
export type ServerKind = 'web' | 'sftp' | 'ftp';

/** Of an address; whatever is none of the file servers' is the web's. */
export const serverKind = (typed: string): ServerKind => {
  const [scheme] = plainPlace(typed).toLowerCase().split(':');
  return scheme === 'sftp' ? 'sftp' : scheme === 'ftp' || scheme === 'ftps' ? 'ftp' : 'web';
};

/** Whether a text names an address and not a path: `C:\feeds` has a colon, too, and `file:///feeds` is a path. */
export const isAddress = (typed: string): boolean =>
  /^(?!file:)[a-z][a-z\d+.-]+:\/\//i.test(plainPlace(typed));
