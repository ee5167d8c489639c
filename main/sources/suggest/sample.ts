/** What is stored of a source's choices: the columns of its fields, as written. */
export type StoredChoices = {
  readonly columns: Readonly<Record<string, string>>;
  readonly letters: string;
};

export type Sample = {
  readonly names: readonly string[];
  /** Whether a name tells the VIN; where none does, the layout has a stand-in. */
  readonly hasVin: boolean;
  /** Cells of the first rows; some hundreds are enough. */
  readonly rows: readonly (readonly string[])[];
  /** Whether no value of the column in the whole file passes; asked only where none of `rows` does. */
  readonly isBlank: (index: number, speaks: (value: string) => boolean) => boolean;
};
