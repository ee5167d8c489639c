import { LONGEST_NAME } from '../parse/header.ts';

/** A column of a feed as a look at it sees it. */
export type Column = {
  readonly index: number;
  /** As written. */
  readonly name: string;
  /** The name in lower-case words: "OurCash_Price" is "our cash price". */
  readonly words: string;
  /** Trimmed values of the rows looked at that are not blank. */
  readonly values: readonly string[];
};

export function columnsOf(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): readonly Column[] {
  return names.map((name, index) => ({
    index,
    name,
    words: wordsOf(name),
    values: rows.map((row) => (row[index] ?? '').trim()).filter((value) => value !== ''),
  }));
}

function wordsOf(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Share of the values for which `test` holds; 0 where there are none. */
export function shareOf(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

/** Share of the values that no other equals. */
export const distinctShare = (values: readonly string[]): number =>
  values.length === 0 ? 0 : new Set(values).size / values.length;
