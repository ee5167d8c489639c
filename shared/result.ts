/**
 * How calls across the contract answer: expected failures are data with one of a closed set of codes.
 * A broken contract (wrong sender, wrong payload) is not a Result: the transport refuses it loudly.
 */
const ERROR_CODES = [
  'bad-input', // the caller's values are off; the message says which
  'not-found', // no such source, run, vehicle …
  'busy', // it is already running, or another process holds it
  'cancelled', // a person stopped it
  'source', // a file, folder or feed could not be used
  'store', // the database refused: full disk, read-only folder, newer version
  'unavailable', // this adapter or machine cannot do it (no file dialog in a browser, say)
  'internal', // a fault of ours; the log has the details
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What went wrong, in words a person can act on. Never holds a secret or a stack. */
export type Failure = { readonly code: ErrorCode; readonly message: string };

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (code: ErrorCode, message: string): Result<never> => ({
  ok: false,
  error: { code, message },
});

/** An expected failure on its way up to the nearest boundary, where it becomes a {@link Failure}. */
export class LotwatchError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LotwatchError';
    this.code = code;
  }
}

/** Turns anything thrown into a Failure; what is not ours becomes `internal` with its message. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof LotwatchError) return { code: thrown.code, message: thrown.message };
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
