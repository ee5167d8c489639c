import { isAscii, LONGEST_NAME } from '../parse/header.ts';

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
  const values = names.map((): string[] => []);
  // By what the rows hold: of a hundred thousand names most have no value in any of them.
  for (const row of rows) {
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index]?.trim() ?? '';
      if (value !== '') values[index]?.push(value);
    }
  }
  return names.map((name, index) => ({
    index,
    name,
    words: wordsOf(name),
    values: values[index] ?? [],
  }));
}

function wordsOf(name: string): string {
  const parted = name.slice(0, LONGEST_NAME).replace(/([a-z])([A-Z])/g, '$1 $2');
  const words = isAscii(parted)
    ? parted.replace(/[^a-z\d#]+/gi, ' ')
    : parted.replace(/[^\p{L}\p{N}#]+/gu, ' ');
  return words.trim().toLowerCase();
}

/** Share of the values for which `test` holds; 0 where there are none. */
export function shareOf(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

/** Share of the values that no other equals. */
export const distinctShare = (values: readonly string[]): number =>
  values.length === 0 ? 0 : new Set(values).size / values.length;
