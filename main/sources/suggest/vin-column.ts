import { columnsOf, distinctShare, shareOf, type Column } from './column.ts';
import { isVinLike } from './judges.ts';

/** Of its values so many must be VINs for a column to be taken for that of the VINs, whatever it is called. */
const SURE = 0.9;
/** With fewer it is named to the person. */
const LIKELY = 0.4;

export type VinColumn = {
  readonly name: string;
  readonly isSure: boolean;
  /** A value of it. */
  readonly sample: string;
};

/**
 * The column whose values are VINs, judged as the wizard judges it; null where none looks like it. Two that hold
 * different VINs are never sure.
 */
export function vinColumnByValues(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  ignored: readonly string[] = [],
): VinColumn | null {
  // A file without a header has the first vehicle in its place.
  if (names.some((name) => isVinLike(name))) return null;
  const judged = columnsOf(names, rows)
    .filter(({ name }) => name.trim() !== '' && !ignored.includes(name.trim()))
    .map((column) => ({ column, share: shareOf(column.values, isVinLike) }))
    .filter(({ share }) => share >= LIKELY)
    .toSorted((a, b) => b.share - a.share);
  const [best] = judged;
  if (best === undefined) return null;
  const rivals = judged.filter(({ share }) => share >= SURE);
  const isSure =
    best.share >= SURE &&
    distinctShare(best.column.values) >= SURE &&
    rivals.every(({ column }) => isAlike(column, best.column));
  return {
    name: best.column.name,
    isSure,
    sample: best.column.values.find((value) => isVinLike(value)) ?? '',
  };
}

const isAlike = (a: Column, b: Column): boolean =>
  a === b || a.values.every((value, index) => value === b.values[index]);
