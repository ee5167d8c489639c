import { LotwatchError } from '../../shared/result.ts';
import { publicUrl, type RedisAddress } from './redis-url.ts';

/** Why Redis cannot be used, in words that say what to do. */
export type RedisFailure = {
  readonly message: string;
  /** Trying again soon cannot help: somebody must change something first. */
  readonly lasting: boolean;
  /** The server does not know HELLO or RESP 3: the older protocol may do. */
  readonly oldProtocol: boolean;
};

/** A call that did not settle in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** What was read could not be dealt with here: mostly nothing of the server's. */
export class TakeError extends Error {
  override readonly name = 'TakeError';

  constructor(cause: unknown) {
    super('What was read could not be dealt with', { cause });
  }
}

/** The server speaks something else than what it was asked in. */
export class WrongProtocolError extends Error {
  override readonly name = 'WrongProtocolError';
  /** Redis without TLS where TLS was asked for. */
  readonly isPlain: boolean;

  constructor(isPlain: boolean) {
    super('Another protocol');
    this.isPlain = isPlain;
  }
}

type Kind = { readonly matches: RegExp; readonly says: string; readonly lasting: boolean };

const REPLIES: readonly Kind[] = [
  {
    matches: /^WRONGPASS|invalid password|AUTH.*without any password/i,
    says: 'refuses the user name or password; check them in the address',
    lasting: true,
  },
  {
    matches: /^NOAUTH|Authentication required/i,
    says: 'asks for a password, and the address has none',
    lasting: true,
  },
  {
    matches: /NOPERM|no permissions|user executing the script can't|can't run this command/i,
    says: 'does not give this user the permissions Lotwatch needs',
    lasting: true,
  },
  {
    matches: /WRONGTYPE/i,
    says: 'has something else under the keys of Lotwatch: remove it, or choose another namespace (EVENT_NS)',
    lasting: true,
  },
  { matches: /READONLY/i, says: 'is a read-only replica; use the address of the primary', lasting: true },
  {
    matches: /DB index is out of range|invalid DB index/i,
    says: 'has no database of that number',
    lasting: true,
  },
  { matches: /max number of clients/i, says: 'takes no more connections', lasting: false },
  { matches: /^LOADING/i, says: 'is still loading its data', lasting: false },
  { matches: /^MISCONF/i, says: 'cannot save to its disk and refuses to write', lasting: false },
  { matches: /^OOM/i, says: 'is out of memory and refuses to write', lasting: false },
  { matches: /^(MASTERDOWN|CLUSTERDOWN)/i, says: 'has lost its primary', lasting: false },
];

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections: nothing listens there',
  ENOTFOUND: 'cannot be found: no such host',
  EAI_AGAIN: 'cannot be found: the name service does not answer',
  EHOSTUNREACH: 'cannot be reached: no way to that host',
  ENETUNREACH: 'cannot be reached: no network',
  ETIMEDOUT: 'does not answer',
  ECONNRESET: 'closed the connection',
  EPIPE: 'closed the connection',
};

const NOT_REDIS = 'does not speak the Redis protocol; check host, port and redis:// or rediss://';
const TRUST =
  'install its authority in the system, or name its file in Settings, Network (LOTWATCH_CA_FILE)';
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

export function explainFailure(error: unknown, address: RedisAddress): RedisFailure {
  const server = `Redis at ${publicUrl(address)}`;
  const text = messageOf(error);
  const lasting = (says: string): RedisFailure => ({
    message: `${server} ${says}.`,
    lasting: true,
    oldProtocol: false,
  });
  const passing = (says: string): RedisFailure => ({
    message: `${server} ${says}.`,
    lasting: false,
    oldProtocol: false,
  });
  if (error instanceof TakeError) {
    // The log was asked meanwhile: that was the bus itself, which has said what was wrong.
    if (error.cause instanceof LotwatchError && error.cause.code === 'unavailable')
      return { message: error.cause.message, lasting: false, oldProtocol: false };
    return passing(
      `answers, but what it sent could not be stored here (${scrub(messageOf(error.cause), address)}); it is read again`,
    );
  }
  if (error instanceof DeadlineError) return passing('accepts connections but does not answer');
  if (error instanceof WrongProtocolError) {
    return lasting(error.isPlain ? 'does not speak TLS; use redis:// instead of rediss://' : NOT_REDIS);
  }
  const reply = REPLIES.find(({ matches }) => matches.test(text));
  if (reply !== undefined)
    return { message: `${server} ${reply.says}.`, lasting: reply.lasting, oldProtocol: false };
  if (/NOPROTO|unknown command.*HELLO/i.test(text)) {
    return { message: `${server} speaks an older protocol than RESP 2.`, lasting: true, oldProtocol: true };
  }
  const code = codeOf(error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return lasting('has a certificate for another name; use the name it was issued for');
  if (CERTIFICATE.test(code))
    return lasting(`has a certificate this machine does not trust (${code}); ${TRUST}`);
  if (/^ERR_SSL|^ERR_TLS|^EPROTO/.test(code))
    return lasting('does not speak TLS as this machine does; try redis:// instead of rediss://');
  const known = CODES[code];
  if (known !== undefined) return passing(known);
  if (/Unknown RESP type/i.test(text)) return lasting(NOT_REDIS);
  if (/Connection timeout|Socket timeout/i.test(text)) return passing('does not answer');
  if (/Socket closed|client is closed|client is offline|disconnect/i.test(text))
    return passing('closed the connection');
  return passing(`failed: ${scrub(text, address)}`);
}

/** The password goes nowhere, also where a server repeats it. */
function scrub(text: string, { password }: RedisAddress): string {
  // Before it is cut: half a password would no longer be recognised.
  const safe = password === null || password === '' ? text : text.replaceAll(password, '***');
  return safe.replaceAll(/\s+/g, ' ').slice(0, 200);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  // Both addresses of a name failed.
  if (error instanceof AggregateError) return error.errors.map(codeOf).find((code) => code !== '') ?? '';
  return error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : '';
}
