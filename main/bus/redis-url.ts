import { LotwatchError } from '../../shared/result.ts';
import type { BusTarget } from './control.ts';

/** A server as it was asked for, taken apart. Holds the password: never logged, never sent to a screen. */
export type RedisAddress = {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
};

const DEFAULT_PORT = 6379;
const FORM = 'redis://user:password@host:6379/0, or rediss:// with TLS';

/** @throws LotwatchError `bad-input`; its message never repeats the address, which may hold a password. */
export function parseRedisUrl(text: string): RedisAddress {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw new LotwatchError('bad-input', `The Redis address is not of the form ${FORM}`);
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw new LotwatchError(
      'bad-input',
      `The Redis address begins with ${url.protocol}//; it must be of the form ${FORM}`,
    );
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const database = url.pathname.replace(/^\//, '');
  if (host === '')
    throw new LotwatchError('bad-input', `The Redis address names no host; it must be of the form ${FORM}`);
  if (!/^\d{0,5}$/.test(database)) {
    throw new LotwatchError('bad-input', 'The database in the Redis address must be a number, such as /0');
  }
  return {
    host,
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    tls: url.protocol === 'rediss:',
    username: decoded(url.username),
    password: decoded(url.password),
    database: Number(database || '0'),
  };
}

function decoded(part: string): string | null {
  if (part === '') return null;
  try {
    return decodeURIComponent(part);
  } catch {
    // A bare % in a password.
    return part;
  }
}

/** For people: without user name and password. */
export function publicUrl({ host, port, tls, database }: RedisAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'rediss' : 'redis'}://${name}:${port}/${database}`;
}

/** Which log it is, whoever asks for it. */
export const targetName = (target: BusTarget): string =>
  `${publicUrl(parseRedisUrl(target.url))} ${target.namespace ?? ''}`.trim();

/** Keys in one hash slot, and the seed's channels (rules 21). */
export type RedisNames = {
  readonly log: string;
  readonly meta: string;
  readonly state: string;
  readonly channel: (type: string) => string;
};

export function redisNames(namespace: string | null): RedisNames {
  const prefix = namespace === null || namespace === '' ? '' : `${namespace.replace(/:+$/, '')}:`;
  const base = `{${prefix}lotwatch}`;
  return {
    log: `${base}:log`,
    meta: `${base}:meta`,
    state: `${base}:state`,
    channel: (type) => `${prefix}${type}`,
  };
}
