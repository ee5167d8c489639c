import type { Origin } from './layout.ts';
import { isNothing, listIn } from './list-notation.ts';

// Nothing before the mark: white space there would be walked again from each of its characters.
const ADDRESS_BREAK = /[,;](?=\s*(?:https?:|\/\/))/i;
/** Entries of one vehicle; more are a broken feed, and each is compared with all before it. */
const MOST_ENTRIES = 500;
const NO_ITEMS: readonly string[] = Object.freeze([]);

function clean(parts: readonly string[], into: string[]): void {
  for (const part of parts) {
    if (into.length >= MOST_ENTRIES) return;
    const item = part.trim();
    if (item !== '' && !into.includes(item)) into.push(item);
  }
}

/**
 * Adds the photo addresses of one cell: one per line, or between pipes, or between commas. An address may itself
 * hold commas, so only a comma before the next address separates.
 */
export function addPhotos(cell: string, into: string[]): void {
  if (cell === '' || isNothing(cell)) return;
  const written = listIn(cell);
  if (written !== null) clean(written, into);
  else if (cell.includes('\n')) clean(cell.split('\n'), into);
  else if (cell.includes('|')) clean(cell.split('|'), into);
  else clean(cell.split(/^(?:https?:|\/\/)/i.test(cell.trim()) ? ADDRESS_BREAK : /[,;]/), into);
}

/** Adds the options of one cell: lines, else pipes, else semicolons, else commas. */
export function addOptions(cell: string, into: string[]): void {
  if (cell === '' || isNothing(cell)) return;
  const written = listIn(cell);
  if (written !== null) {
    clean(written, into);
    return;
  }
  const separator = ['\n', '|', ';'].find((candidate) => cell.includes(candidate)) ?? ',';
  clean(cell.split(separator), into);
}

/** The entries of all columns of a list, or of what stands for them. */
export function listOf(
  cells: readonly string[],
  origin: Origin,
  addTo: (cell: string, into: string[]) => void,
): readonly string[] {
  if (origin.first < 0) {
    if (origin.constant === null) return NO_ITEMS;
    const constant: string[] = [];
    addTo(origin.constant, constant);
    return constant;
  }
  const items: string[] = [];
  addTo(cells[origin.first] ?? '', items);
  for (const index of origin.rest) addTo(cells[index] ?? '', items);
  return items;
}
