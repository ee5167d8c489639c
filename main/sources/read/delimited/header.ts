import { LotwatchError } from '../../../../shared/result.ts';
import { normaliseHeader } from '../../parse/header.ts';
import { vinNames } from '../../parse/vin-columns.ts';
import type { ReadSettings } from '../../snapshot.ts';
import { recordText } from '../decode.ts';
import type { OpenedFile } from '../opened-file.ts';
import { sniffDelimiter } from '../sniff.ts';
import { quotedRecordEnd } from './quoted-end.ts';
import { splitRows, type Dialect } from './read-rows.ts';

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
/** A longer first line is no list of column names. */
const LONGEST_HEADER = 1 << 19;
/** Twice what a spreadsheet can have: what names more columns is no list of vehicles, and each would be looked at. */
const MOST_COLUMNS = 32_768;
/** Filled lines among which the column names are looked for. */
const MOST_TITLES = 20;

export type Header = {
  readonly text: string;
  readonly names: readonly string[];
  readonly dialect: Dialect;
  /** Filled lines above it, as written. */
  readonly skipped: readonly string[];
};

/** A filled line of the head, read as a header; `next` is where the line after it starts. */
type Line = Omit<Header, 'skipped'> & { readonly next: number; readonly written: string };

/**
 * Reads the header and leaves the window at the first row. A report's title may stand above it: the header is the first
 * line that holds a VIN column; where none does, the first filled line.
 */
export function readHeader({ file, window }: OpenedFile, settings: ReadSettings): Header {
  const live = window.bytes.subarray(0, window.end);
  const newline = live.includes(NEWLINE) || !live.includes(CARRIAGE_RETURN) ? NEWLINE : CARRIAGE_RETURN;
  const lines: Line[] = [];
  let start = window.start;
  while (lines.length < MOST_TITLES && start < window.end) {
    const line = lineAt(live, start, newline);
    if (typeof line === 'number') {
      start = line;
      continue;
    }
    if (line.next - start > LONGEST_HEADER) break;
    start = line.next;
    lines.push(line);
    if (isHeader(line.names, settings)) break;
  }
  const [first] = lines;
  if (first === undefined) {
    throw new LotwatchError(
      'source',
      `${file} does not start with a line of column names. Nothing was changed.`,
    );
  }
  const last = lines.at(-1) ?? first;
  const chosen = isHeader(last.names, settings) ? last : widest(lines, first);
  const columns = filled(chosen);
  if (columns > MOST_COLUMNS) {
    throw new LotwatchError(
      'source',
      `${file} names ${columns} columns in one line, and no list of vehicles has so many: it is damaged, or something else. Ask for the file again. Nothing was changed.`,
    );
  }
  window.start = Math.min(chosen.next, window.end);
  const above = lines.slice(0, lines.indexOf(chosen));
  return { ...chosen, skipped: above.map(({ written }) => written) };
}

const filled = ({ names }: Line): number => names.filter((name) => name !== '').length;

/** Where no line names a VIN: the first that has more than half of the columns that the widest one has. */
function widest(lines: readonly Line[], first: Line): Line {
  const most = Math.max(...lines.map((line) => filled(line)));
  return lines.find((line) => 2 * filled(line) > most) ?? first;
}

/** Whether these can be the names of columns: one is the VIN's, and a person's word counts for that. */
function isHeader(names: readonly string[], settings: ReadSettings): boolean {
  const usual = new Set(vinNames(settings.mapping));
  return names.some(
    (name) => usual.has(normaliseHeader(name)) && settings.ignored?.includes(name) !== true,
  );
}

/** The line that starts at `start`, or where the next one does if this one says nothing. */
function lineAt(live: Buffer, start: number, newline: number): Line | number {
  const limit = live.length;
  const lineEnd = live.indexOf(newline, start);
  const line = recordText(live, start, lineEnd < 0 ? limit : lineEnd).trim();
  // Excel's own way to name the delimiter.
  if (lineEnd >= 0 && (/^[\s,;|]*$/.test(line) || /^sep=(.)$/i.test(line))) return lineEnd + 1;
  const delimiter = sniffDelimiter(line);
  const found = quotedRecordEnd(live, start, limit, true, delimiter.charCodeAt(0), newline);
  const end = found < 0 ? (lineEnd < 0 ? limit : lineEnd) : found;
  const text = recordText(live, start, Math.min(end, start + LONGEST_HEADER + 1));
  const ending = newline === NEWLINE ? '\n' : '\r';
  const [split = []] = splitRows(`${text}${ending}`, { delimiter, newline: ending, width: 0, needed: 0 });
  const names = split.map((name) => name.trim());
  const needed = names.findLastIndex((name) => name !== '') + 1;
  return {
    text: names.join('\n'),
    names,
    dialect: { delimiter, newline: ending, width: names.length, needed },
    next: end + 1,
    written: names.filter((name) => name !== '').join(delimiter),
  };
}
