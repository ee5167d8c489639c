/** Unpacked bytes of a feed. 100,000 vehicles with long descriptions take some 300 MB; a bomb takes more. */
export const MAX_FEED_BYTES: number = 1024 ** 3;

/** What a download may take. Each is a guard against a server that never ends, not a figure anybody tunes. */
export type HttpLimits = {
  /** Until the connection stands, TLS included, ms: a server that takes longer is not there. */
  readonly connectMs: number;
  /** Without a byte, ms. Large feeds are made on demand, and some servers think first. */
  readonly idleMs: number;
  /** Of the whole download with its tries, ms: a feed that drips slower than this would meet its next schedule. */
  readonly totalMs: number;
  /** Unpacked bytes. */
  readonly maxBytes: number;
  readonly redirects: number;
  readonly tries: number;
  /** Before the second try, ms, doubled before each further one; up to half of it is added by chance. */
  readonly backOffMs: number;
  /** The longest Retry-After that is waited for, ms; a longer one is left to the next schedule. */
  readonly retryAfterMs: number;
  /** A file on an ftp server that was written to within this time may still be being written, ms. */
  readonly settleMs: number;
};

export const HTTP_LIMITS: HttpLimits = {
  connectMs: 10_000,
  idleMs: 30_000,
  totalMs: 15 * 60_000,
  maxBytes: MAX_FEED_BYTES,
  redirects: 5,
  tries: 3,
  backOffMs: 1_000,
  retryAfterMs: 60_000,
  settleMs: 2_000,
};
