import { LotwatchError } from '../../../shared/result.ts';
import { shortened } from '../shortened.ts';

const AS_CSV = 'export the inventory as CSV';
/** Files of other programs, by their first bytes, whatever they are called. */
const SIGNATURES: readonly (readonly [hex: string, what: string])[] = [
  ['d0cf11e0', 'an old Excel workbook, or one with a password; save it as XLSX or CSV without a password'],
  ['25504446', `a PDF; ${AS_CSV}`],
  ['526172211a07', 'a RAR archive; ask for a zip archive, or for the inventory itself'],
  ['377abcaf271c', 'a 7-Zip archive; ask for a zip archive, or for the inventory itself'],
  ['425a68', 'packed with bzip2; ask for a zip or gzip archive, or for the inventory itself'],
  ['fd377a585a00', 'packed with xz; ask for a zip or gzip archive, or for the inventory itself'],
  ['28b52ffd', 'packed with zstd; ask for a zip or gzip archive, or for the inventory itself'],
  ['89504e47', `a picture; ${AS_CSV}`],
  ['ffd8ff', `a picture; ${AS_CSV}`],
  ['47494638', `a picture; ${AS_CSV}`],
  ['53514c69746520666f726d6174', `a database (SQLite); ${AS_CSV}`],
  ['50415231', `a Parquet file; ${AS_CSV}`],
  ['000100005374616e64617264', `a database (Access); ${AS_CSV}`],
];
const TAR_AT = 257;
/** A page of a shop may have a link to its login, too. */
const SHORT_PAGE = 20_000;

/** Texts that are no inventory, by how they begin. */
const TEXTS: readonly (readonly [start: RegExp, what: string])[] = [
  [/^\{\\rtf/, `a document (RTF); ${AS_CSV}`],
  [/^-----BEGIN PGP/, 'encrypted (PGP); ask for the inventory itself, or decrypt it before'],
  [/^HTTP\/\d\.\d \d{3}/, 'an answer of a web server with its headers; save the answer’s body alone'],
  [/^(?:return-path|received|delivered-to|mime-version|from|message-id): .*\r?\n[\w-]+: /i, 'an e-mail; save its attachment'],
  [/^(?:create table|insert into|drop table|begin transaction)\b/i, `a database dump (SQL); ${AS_CSV}`],
  [/^(?:---\s*\r?\n(?:-|\w)|- +"?\w[\w ]*"?: )/, `YAML, which Lotwatch does not read; ask for JSON or CSV`],
  [
    /^(?:(?:var|let|const)\s+[\w$]+\s*=|window\.[\w$.]+\s*=|(?:\/\*\*\/\s*)?[\w$.]+\(\s*[[{]|(?:while\s*\(1\);|for\s*\(;;\);|\)\]\}'))/,
    'JavaScript around the data, not the data itself; ask for plain JSON',
  ],
  [/^"\s*[[{][[{\s]*\\"/, 'JSON that is written as one text in quotes (encoded twice); ask for it without the quotes around it'],
]; // prettier-ignore
/** What a program writes that has nothing to say. */
const NOTHING = /^(?:null|none|undefined|nan|true|false|ok|-?\d{1,12}|""|'')$/i;

/** Refuses what is no inventory by how it begins. `text` is what `raw` says, without a mark of its encoding. */
export function refuseForeign(file: string, raw: Buffer, text: Buffer): void {
  const refuse = (what: string): never => {
    throw new LotwatchError('source', `${file} is ${what}. Nothing was changed.`);
  };
  const hex = raw.toString('hex', 0, 16);
  for (const [signature, what] of SIGNATURES) if (hex.startsWith(signature)) refuse(what);
  if (raw.toString('latin1', TAR_AT, TAR_AT + 5) === 'ustar')
    refuse('a tar archive; ask for a zip archive, or for the inventory itself');
  const start = text.toString('utf8', 0, 2048).trimStart();
  if (start === '' && text.toString('utf8').trim() === '') refuse('empty: nothing but white space');
  if (isWebPage(start.toLowerCase())) refuse(pageOf(text.toString('utf8').toLowerCase()));
  if (text.subarray(0, 4096).includes(0)) refuse('a binary file, not an inventory; export it as CSV');
  for (const [pattern, what] of TEXTS) if (pattern.test(start)) refuse(what);
  if (NOTHING.test(start.trim())) {
    throw new LotwatchError(
      'source',
      `${file} says “${start.trim()}” and nothing else: no inventory. Ask your feed provider. Nothing was changed.`,
    );
  }
  const word = oneText(start);
  if (word !== null) {
    throw new LotwatchError(
      'source',
      `${file} is one text in quotes, “${shortened(word, 80)}”, not an inventory. Ask your feed provider. Nothing was changed.`,
    );
  }
}

/** Whether the first tag, after comments and instructions, is that of a web page. */
function isWebPage(start: string): boolean {
  const first = start.replace(/^(?:\s*<(?:!--[\s\S]*?--|\?[\s\S]*?\?)>)+/, '').trimStart();
  return (
    /^<(?:!doctype html|html|head|body|script|meta|title)\b/.test(first) ||
    /^<table\b[^>]*>\s*<(?:tr|thead|tbody|caption|colgroup)\b/.test(first) ||
    (first.startsWith('<!--') && start.includes('<html'))
  );
}

function pageOf(page: string): string {
  const asks = page.length < SHORT_PAGE && /\b(?:log|sign)[ -]?(?:in|on)\b/.test(page);
  if (asks || /type=["']?password/.test(page))
    return 'a web page that asks for a login, not an inventory: the address needs a user name, a key or a new link; ask your feed provider for one';
  if (/<table\b[\s\S]*<t[dh]\b/.test(page))
    return 'a web page with a table in it, which some programs call .xls; save it as XLSX or CSV';
  return 'a web page, not an inventory: probably an error or a login page';
}

/** The text of a JSON that is nothing but one text; null for anything else. */
function oneText(start: string): string | null {
  if (!start.startsWith('"') || start.length >= 2000) return null;
  try {
    const value: unknown = JSON.parse(start);
    return typeof value === 'string' && !/[,;\t|\n]/.test(value) ? value : null;
  } catch {
    return null;
  }
}
