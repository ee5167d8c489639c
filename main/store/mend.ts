import type { z } from 'zod';

/** A part of something stored that does not fit its schema, and what counts instead. */
export type Fault = {
  /** "guard.jumpPercent"; '' = the whole. */
  readonly path: string;
  /** As stored, shortened; undefined = not there. */
  readonly found: string | undefined;
  /** What the schema says of it. */
  readonly reason: string;
  /** What is used, shortened; undefined = it is left out. */
  readonly used: string | undefined;
};

export type Mended<T> = { readonly value: T; readonly faults: readonly Fault[] };

type Path = readonly PropertyKey[];
type Container = Record<PropertyKey, unknown>;

const MOST_ROUNDS = 100;
const LONGEST_SHOWN = 60;

/**
 * What is stored, with every part that does not fit replaced by the default's, and parts the default does not have (an
 * entry of a list, a key of a later version) left out; the others stay. Where a part's default does not fit beside the
 * rest, what holds it takes its own.
 */
export function mend<T>(schema: z.ZodType<T>, stored: unknown, fallback: T): Mended<T> {
  const faults: Fault[] = [];
  let candidate: unknown = structuredClone(stored);
  const tried = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const parsed = schema.safeParse(candidate);
    if (parsed.success) return { value: parsed.data, faults };
    const [issue] = parsed.error.issues.toSorted(byLastEntry);
    if (issue === undefined) break;
    if (issue.code === 'unrecognized_keys' && isContainer(at(candidate, issue.path))) {
      const holder = at(candidate, issue.path) as Container;
      for (const key of issue.keys) {
        faults.push(fault([...issue.path, key], holder[key], 'not known here', undefined));
        delete holder[key];
      }
      continue;
    }
    let path: Path = issue.path;
    while (
      path.length > 0 &&
      (tried.has(JSON.stringify(path)) || !isContainer(at(candidate, path.slice(0, -1))))
    )
      path = path.slice(0, -1);
    if (path.length === 0) {
      faults.push(fault([], candidate, issue.message, fallback));
      return { value: fallback, faults };
    }
    tried.add(JSON.stringify(path));
    // An entry of a list has no default: it is left out.
    const instead = typeof path.at(-1) === 'number' ? undefined : at(fallback, path);
    faults.push(fault(path, at(candidate, path), issue.message, instead));
    candidate = withPart(candidate, path, instead, tried);
  }
  return { value: fallback, faults: [fault([], stored, 'does not fit', fallback)] };
}

/** Entries of a list from its end: leaving one out moves those after it. */
const byLastEntry = (a: z.core.$ZodIssue, b: z.core.$ZodIssue): number => {
  const [left, right] = [a.path.at(-1), b.path.at(-1)];
  return typeof left === 'number' && typeof right === 'number' ? right - left : 0;
};

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (part, key) => (isContainer(part) && Object.hasOwn(part, key) ? part[key] : undefined),
    value,
  );

function withPart(whole: unknown, path: Path, instead: unknown, tried: Set<string>): unknown {
  const holder = at(whole, path.slice(0, -1));
  const key = path.at(-1);
  if (!isContainer(holder) || key === undefined) return whole;
  if (Array.isArray(holder) && typeof key === 'number') {
    holder.splice(key, 1);
    // The place is another entry's now.
    tried.delete(JSON.stringify(path));
  } else if (instead === undefined) delete holder[key];
  else holder[key] = structuredClone(instead);
  return whole;
}

const fault = (path: Path, found: unknown, reason: string, used: unknown): Fault => ({
  path: path.map(String).join('.'),
  found: shown(found),
  reason,
  used: shown(used),
});

function shown(value: unknown): string | undefined {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return undefined;
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
