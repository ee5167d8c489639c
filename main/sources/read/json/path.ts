import { isVinLike } from '../../suggest/judges.ts';

/** Stands for "the entries of this list" in a {@link JsonPath}. */
export const ENTRIES = '[]';
/** Stands for "what is under any key of this object": a list whose entries have keys. */
export const KEYED = '{}';

/** The same where the keys are VINs or numbers: what else stands beside them is no entry. */
export const BY_VIN = '{vin}';
export const NUMBERED = '{#}';

/** Keys from the root to the records: `['data', 'results', '[]']`; `[]` alone for objects that stand at the root. */
export type JsonPath = readonly string[];

/** Whether a segment leads where the target's does, though its key may be another. */
export function isOnTarget(wanted: string | undefined, segment: string): boolean {
  if (wanted === undefined) return false;
  if (wanted === ENTRIES || segment === ENTRIES) return wanted === segment;
  if (wanted === segment) return true;
  return (wanted !== NUMBERED || isNumberKey(segment)) && (wanted !== BY_VIN || isVinKey(segment));
}

export const isVinKey = (key: string): boolean => key.length === 17 && isVinLike(key);
export const isNumberKey = (key: string): boolean => /^\d{1,12}$/.test(key);
/** Whether any key will do. */
export const isKeyed = (segment: string | undefined): boolean =>
  segment === KEYED || segment === NUMBERED || segment === BY_VIN;

/** Whether two paths differ in names of keys alone. */
export const isSiblingPath = (a: JsonPath, b: JsonPath): boolean =>
  a.length === b.length && a.every((wanted, at) => isOnTarget(wanted, b[at] ?? ENTRIES));

/** "data.results", "data.results[]" or "data.*" as a path; null where nothing is said. */
export function pathOf(text: string | null | undefined): JsonPath | null {
  if (text === null || text === undefined || text.trim() === '') return null;
  const path = text
    .trim()
    .replace(/^\$\.?/, '')
    .replaceAll('[*]', ENTRIES)
    .split('.')
    .flatMap((part) => part.replaceAll(ENTRIES, `.${ENTRIES}`).split('.'))
    .filter((part) => part !== '')
    .map((part) => (part === '*' ? KEYED : part));
  return path.at(-1) === ENTRIES || isKeyed(path.at(-1)) ? path : [...path, ENTRIES];
}

/** How a person writes a path. */
export const pathText = (path: JsonPath): string =>
  path
    .map((part) => (isKeyed(part) ? '*' : part))
    .join('.')
    .replaceAll(`.${ENTRIES}`, ENTRIES) || 'the root';
