import { createClient } from 'redis';
import { DeadlineError } from './redis-failure.ts';
import { tlsOptionsFor } from '../net/trust.ts';
import type { RedisAddress } from './redis-url.ts';

/** One connection that is never revived: whoever owns it makes a new one (redis.md, findings 2 and 3). */
export type RedisConnection = {
  /** Rejects when the server has not answered within `ms`. */
  send(args: readonly string[], ms?: number): Promise<unknown>;
  subscribe(channel: string, listener: (message: string, channel: string) => void): Promise<void>;
  unsubscribe(channel: string): Promise<void>;
  /** Settles with the reason when the connection ends, whoever ends it. */
  readonly ended: Promise<unknown>;
  /** At once, in any state. Idempotent. */
  destroy(): void;
};

/** Every call on Redis settles within this time, whatever the server does. */
const CALL_DEADLINE_MS = 3_000;
/** Longer than a tail's wait for entries and than two pings. */
const SOCKET_TIMEOUT_MS = 5_000;

export type ConnectOptions = {
  readonly address: RedisAddress;
  readonly resp: 2 | 3;
  readonly name: string;
  /** Ms between pings of an otherwise silent connection; absent = its own calls show that it lives. */
  readonly pingInterval?: number;
};

/** @throws whatever kept it from being ready within the deadline; nothing stays open then. */
export async function connectRedis({
  address,
  resp,
  name,
  pingInterval,
}: ConnectOptions): Promise<RedisConnection> {
  const { host, port, tls, username, password, database } = address;
  const common = {
    host,
    port,
    connectTimeout: CALL_DEADLINE_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    // We make new connections ourselves: a client that waits between attempts leaves calls unsettled.
    reconnectStrategy: false,
  } as const;
  const client = createClient({
    RESP: resp,
    name,
    database,
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(pingInterval === undefined ? {} : { pingInterval }),
    disableOfflineQueue: true,
    // Ours is below; theirs is an AbortSignal a call, which lives for as long as the timeout.
    commandOptions: { timeout: 0 },
    maintNotifications: 'disabled',
    socket: tls ? { ...common, tls: true, ...tlsOptionsFor(host) } : common,
  });
  const end = Promise.withResolvers<unknown>();
  client.on('error', end.resolve);
  client.on('terminated', end.resolve);
  client.on('end', () => end.resolve(new Error('Socket closed')));
  const destroy = (): void => client.destroy();
  try {
    await within(client.connect(), CALL_DEADLINE_MS);
  } catch (error) {
    destroy();
    throw error;
  }
  return {
    send: (args, ms = CALL_DEADLINE_MS) => within(client.sendCommand([...args]), ms),
    subscribe: (channel, listener) => within(client.subscribe(channel, listener), CALL_DEADLINE_MS),
    unsubscribe: (channel) => within(client.unsubscribe(channel), CALL_DEADLINE_MS),
    ended: end.promise,
    destroy,
  };
}

/** The same promise, given up after `ms`. What comes later is ignored. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new DeadlineError(`No answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
}
