import { z } from 'zod';
import { mend } from './mend.ts';

/**
 * Reads what is stored as JSON, and rows of lists, so that one part that cannot be read (another version's, or a damaged
 * one) costs that part and nothing else. What was lost is reported once: to the log, or on the command line.
 */
type Listener = (message: string) => void;
let listener: Listener = () => undefined;
const said = new Set<string>();
const MOST_SAID = 1_000;

/** Sets the reporter of what cannot be read, called once for each fault. One for a process; threads have their own. */
export function onUnreadable(listen: Listener): void {
  listener = listen;
  said.clear();
}

export function sayUnreadable(message: string): void {
  if (said.has(message) || said.size >= MOST_SAID) return;
  said.add(message);
  listener(message);
}

/** For people: which part, what stands there, why it cannot be used, what counts instead. */
export function faultsOf<T>(what: string, schema: z.ZodType<T>, stored: unknown, fallback: T): string[] {
  return mend(schema, stored, fallback).faults.map(({ path, found, reason, used }) => {
    const part = path === '' ? what : `${what}: ${path}`;
    const instead = used === undefined ? 'it is left out' : `${used} is used instead`;
    return `${part} is ${found ?? 'missing'} (${reason}); ${instead}.`;
  });
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Part by part; see {@link mend}. @param what names it for people: "Settings", "source toyota" */
export function readJson<T>(what: string, text: string, schema: z.ZodType<T>, fallback: T): T {
  const stored = parseJson(text);
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  for (const message of faultsOf(what, schema, stored, fallback)) sayUnreadable(message);
  return mend(schema, stored, fallback).value;
}

/** The rows that can be read, in their order. @param what one of them is: "run", "event" */
export function readRows<Row, T>(what: string, rows: Iterable<Row>, read: (row: Row) => T): T[] {
  const legible: T[] = [];
  for (const row of rows) {
    const value = readRow(what, row, read);
    if (value !== null) legible.push(value);
  }
  return legible;
}

/** One of them; null where it cannot be read. */
export function readRow<Row, T>(what: string, row: Row, read: (row: Row) => T): T | null {
  try {
    return read(row);
  } catch (error) {
    if (!(error instanceof z.ZodError) && !(error instanceof SyntaxError)) throw error;
    const why = error instanceof z.ZodError ? firstIssue(error) : error.message;
    sayUnreadable(`One ${what} cannot be read and is left out: ${why}`);
    return null;
  }
}

const firstIssue = ({ issues: [issue] }: z.ZodError): string =>
  issue === undefined ? 'it does not fit' : `${issue.path.join('.')}: ${issue.message}`;
