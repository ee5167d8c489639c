/** Why a message was not taken, and whether trying again may help. Its message never holds a secret or a query. */
export class SendFailure extends Error {
  readonly isRetryable: boolean;
  /** What the receiver asked to wait, ms. */
  readonly waitMs: number | null;

  constructor(message: string, isRetryable: boolean, waitMs: number | null = null) {
    super(message);
    this.name = 'SendFailure';
    this.isRetryable = isRetryable;
    this.waitMs = waitMs;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no server of that name',
  EAI_AGAIN: 'the name of the server could not be looked up',
  ECONNREFUSED: 'nothing answers on that port',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  EHOSTUNREACH: 'the server cannot be reached from here',
  ENETUNREACH: 'there is no network to it from here',
  ETIMEDOUT: 'it did not answer in time',
};
const TLS = /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/;

/** What Node says of a broken connection, in words. A certificate may be put right, too: it is tried again. */
export function connectionFailure(error: unknown, at: string): SendFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new SendFailure(`${at} cannot be trusted: its TLS certificate is for another name.`, true);
  if (TLS.test(code))
    return new SendFailure(`${at} cannot be trusted: its TLS certificate was refused (${code}).`, true);
  return new SendFailure(
    `${at}: ${WORDS[code] ?? `the connection failed (${code === '' ? 'no reason given' : code})`}.`,
    true,
  );
}
