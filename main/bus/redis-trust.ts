import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

let context: SecureContext | null | undefined;

/**
 * Trust in the authorities of the system's store beside those of Node and NODE_EXTRA_CA_CERTS: Node leaves the store
 * out, and the packaged app ignores the variable (a fuse), so a company's own authority that is installed in the
 * system must be enough. Null = the store adds nothing to what Node trusts. Made once, at the first connection with
 * TLS: reading and parsing take a tenth of a second.
 */
export function trustOfSystem(): SecureContext | null {
  if (context !== undefined) return context;
  const known = getCACertificates('default');
  const others = systemStore().filter((pem) => !known.includes(pem));
  context = others.length === 0 ? null : createSecureContext({ ca: [...known, ...others] });
  return context;
}

/** A store that cannot be read adds nothing. */
function systemStore(): string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}
