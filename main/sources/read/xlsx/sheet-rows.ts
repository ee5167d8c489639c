import { numberText } from './cell-text.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Sheet, Workbook } from './workbook.ts';
import { walk, type Attributes, type Parts } from './xml-parts.ts';

/** Columns a sheet can have. */
const MOST_COLUMNS = 16_384;

/** The rows of a sheet, cells as texts; rows without any text are left out. */
export function* sheetRows(
  parts: Parts,
  { styles, from1904 }: Pick<Workbook, 'styles' | 'from1904'>,
  strings: SharedStrings,
  sheet: Sheet,
): Generator<readonly string[]> {
  const done: string[][] = [];
  let row: string[] = [];
  let column = -1;
  let cell: Attributes = {};
  let text = '';
  let isText = false;
  let isReading = false;
  const put = (): void => {
    const value = textOf(cell, text);
    if (value === '' || column >= MOST_COLUMNS) return;
    while (row.length < column) row.push('');
    row[column] = value;
  };
  const textOf = (attributes: Attributes, written: string): string => {
    const kind = attributes['t'] ?? 'n';
    if (kind === 's') return strings.at(Number(written));
    // What a formula could not compute is no value.
    if (kind === 'e') return '';
    if (kind === 'b') return written === '1' ? 'TRUE' : 'FALSE';
    if (kind !== 'n') return written;
    return numberText(written, styles[Number(attributes['s'] ?? 0)], from1904);
  };
  const steps = walk(parts, sheet.entry, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = [];
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1;
        cell = attributes;
        text = '';
      } else if (name === 'rPh') isReading = true;
      else if (name === 'v' || name === 't') isText = !isReading;
    },
    text: (part) => {
      if (isText) text += part;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isText = false;
      else if (name === 'rPh') isReading = false;
      else if (name === 'c') put();
      else if (name === 'row' && row.some((value) => value.trim() !== '')) done.push(row);
    },
  });
  for (const _ of steps) yield* done.splice(0);
  yield* done;
}

/** "BC12" is column 54, counted from 0; null where it is not said. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
