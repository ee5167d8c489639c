import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { LotwatchError } from '../../shared/result.ts';
import { readTextFile } from '../files/text-file.ts';

/** The file of authorities that was set, read: as text, null = none. */
let added: string | null = null;
let made: { readonly added: string | null; readonly context: SecureContext | null } | null = null;

/**
 * Trusts the authorities in a PEM file beside the others, from the next connection on; null = no such file.
 * @throws LotwatchError `bad-input` when it cannot be read or holds no certificate; what was trusted before stays.
 */
export function trustAlso(caFile: string | null): void {
  added = caFile === null ? null : readAuthorities(caFile);
}

/**
 * Whom connections with TLS trust: the authorities of the system's store and of the file that was set, beside those of
 * Node and NODE_EXTRA_CA_CERTS. Node leaves the store out, and the packaged app ignores the variable (a fuse), so a
 * company's own authority that is installed in the system must be enough. Null = just what Node trusts. Made at the
 * first connection with TLS: reading and parsing take a tenth of a second.
 */
function trustedAuthorities(): SecureContext | null {
  if (made?.added === added) return made.context;
  const known = getCACertificates('default');
  const others = systemStore().filter((pem) => !known.includes(pem));
  if (added !== null) others.push(added);
  const context = others.length === 0 ? null : createSecureContext({ ca: [...known, ...others] });
  made = { added, context };
  return context;
}

/** What a connection with TLS to a host is told: whom to trust, and the name that the certificate must have. */
export function tlsOptionsFor(host: string): { servername?: string; secureContext?: SecureContext } {
  const secureContext = trustedAuthorities();
  return {
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(secureContext === null ? {} : { secureContext }),
  };
}

/** A store that cannot be read adds nothing. */
function systemStore(): string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}

function readAuthorities(path: string): string {
  const unusable = (why: string): LotwatchError =>
    new LotwatchError('bad-input', `The file of certificate authorities ${path} cannot be used: ${why}.`);
  let text: string;
  try {
    text = readTextFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    throw unusable(code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`);
  }
  try {
    void new X509Certificate(text);
  } catch {
    throw unusable('there is no certificate in PEM form in it ("-----BEGIN CERTIFICATE-----")');
  }
  return text;
}
