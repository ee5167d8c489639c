/**
 * Who may speak to the gateway at all. It listens on loopback only, but a browser on this machine also carries
 * words of foreign pages: a name of theirs that resolves to 127.0.0.1 (DNS rebinding) shows in `Host`, a request
 * made by their page in `Origin`.
 */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** `host` is the header as it came, with its port. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  if (host === undefined) return false;
  const name = host.toLowerCase();
  return LOOPBACK_NAMES.some((own) => name === `${own}:${port}` || (port === 80 && name === own));
}

/** Absent (programs, and pages that load by address) or the page we served. "null" is a stranger. */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
}
