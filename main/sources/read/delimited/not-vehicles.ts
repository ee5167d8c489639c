import { shortened } from '../../shortened.ts';
import { isVinLike } from '../../suggest/judges.ts';
import type { Header } from './header.ts';

/** Marks between cells that are not read, in a line that names a VIN. */
const OTHER_DELIMITER = /\bvin\b\s*([\^~:#!¦]|\|\||::| {2,})/i;

/** What a text without a column of VINs is instead: what was found, and what to do; null where nothing more can be said. */
export function insteadOfRows(
  { names, skipped }: Header,
  rows: readonly (readonly string[])[],
): string | null {
  const vehicle = names.find((name) => isVinLike(name));
  if (vehicle !== undefined)
    return `has no line of column names: its first line is a vehicle already (${vehicle}). Ask for a file with a header, or put one in`;
  const filled = names.filter((name) => name !== '');
  const [only = ''] = filled;
  const mark = OTHER_DELIMITER.exec([...skipped, only].join('\n'))?.[1];
  if (filled.length === 1 && mark !== undefined)
    return `parts its cells by “${mark}”; ask for commas, semicolons, tabs or “|” between them`;
  if (filled.length !== 1 || skipped.length > 3 || rows.flat().some(isVinLike)) return null;
  return `has no rows with columns; it says “${shortened([...skipped, only].join(' '), 80)}”. If that is a message, your feed provider knows what it means`;
}
