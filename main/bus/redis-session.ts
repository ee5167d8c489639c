import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { LogBounds, LoggedEntry, SharedLogAccess, TailHandler } from './bus.ts';
import { connectRedis, within, type RedisConnection } from './redis-connection.ts';
import { TakeError, WrongProtocolError } from './redis-failure.ts';
import { parseEntries, parseRead, sizeOf } from './redis-entries.ts';
import { probeLog } from './redis-script.ts';
import { sniff } from './redis-sniff.ts';
import type { RedisAddress, RedisNames } from './redis-url.ts';

/** The three connections of a bus while all three hold; the first that breaks ends them all. */
export type RedisSession = {
  readonly commands: RedisConnection;
  readonly listener: RedisConnection;
  readonly log: SharedLogAccess;
  /** Settles with the reason when the session ends. */
  readonly ended: Promise<unknown>;
  /** Time of the last answered ping, ms. */
  latency(): number | null;
  /** Reads the log from now on; a handler that rejects ends the session. */
  tail(handler: TailHandler): void;
  end(reason: unknown): void;
};

const PING_MS = 2_000;
/** A read of the log waits this long for entries; well below the socket's own timeout (rules 25). */
const BLOCK_MS = 2_000;
const BLOCK_DEADLINE_MS = BLOCK_MS + 3_000;
const READ_ENTRIES = 1_000;
/** Characters of a page and of what is gathered, about: where others write huge entries, fewer are read at once. */
const READ_CHARS = 4_000_000;
const GATHERED_CHARS = 16_000_000;
/** While entries are applied more are read, up to so many: they go together, which costs a transaction less a page. */
const GATHERED_ENTRIES = 10_000;
/** All of a handshake: connections, proof that we may write. */
const HANDSHAKE_MS = 3_000;
/** A TLS handshake that takes longer is looked into: Redis without TLS says nothing to it. */
const SLOW_TLS_MS = 400;
const SNIFF_MS = 500;

/** @throws what Redis or the network says against it, within HANDSHAKE_MS; nothing stays open then. */
export async function openRedisSession(
  address: RedisAddress,
  names: RedisNames,
  resp: 2 | 3,
  stop: AbortSignal,
): Promise<RedisSession> {
  const open: RedisConnection[] = [];
  let abandoned = false;
  const connect = async (name: string, pingInterval?: number): Promise<RedisConnection> => {
    const options = { address, resp, name: `lotwatch-${name}` };
    const connection = await connectRedis(
      pingInterval === undefined ? options : { ...options, pingInterval },
    );
    open.push(connection);
    if (abandoned) connection.destroy();
    return connection;
  };
  const handshake = async (): Promise<[RedisConnection, RedisConnection]> => {
    // The first alone: a fault is reported once, and a wrong password is tried once.
    const commands = await connect('commands');
    await probeLog(commands, names);
    return [commands, await connect('channels', PING_MS)];
  };
  const trouble = Promise.withResolvers<never>();
  trouble.promise.catch(() => undefined);
  const onStop = (): void => trouble.reject(stop.reason);
  stop.addEventListener('abort', onStop);
  const slow = setTimeout(() => {
    if (!address.tls || open.length > 0) return;
    void sniff(address.host, address.port, SNIFF_MS).then((speaks) => {
      if (speaks === 'redis') trouble.reject(new WrongProtocolError(true));
    });
  }, SLOW_TLS_MS);
  try {
    const [commands, listener] = await within(Promise.race([handshake(), trouble.promise]), HANDSHAKE_MS);
    // Opened once something is to be read: its reads are its only sign of life, and a silent one would be given up.
    return runSession(commands, listener, () => connect('tail'), names);
  } catch (error) {
    abandoned = true;
    for (const connection of open) connection.destroy();
    const isMute =
      open.length === 0 && !address.tls && error instanceof Error && /Socket closed/i.test(error.message);
    if (isMute && (await sniff(address.host, address.port, SNIFF_MS)) === 'other')
      throw new WrongProtocolError(false);
    throw error;
  } finally {
    clearTimeout(slow);
    stop.removeEventListener('abort', onStop);
  }
}

function runSession(
  commands: RedisConnection,
  listener: RedisConnection,
  openReader: () => Promise<RedisConnection>,
  names: RedisNames,
): RedisSession {
  const ended = Promise.withResolvers<unknown>();
  const open = [commands, listener];
  let isOpen = true;
  let latency: number | null = null;
  const end = (reason: unknown): void => {
    if (!isOpen) return;
    isOpen = false;
    clearInterval(pings);
    for (const connection of open) connection.destroy();
    ended.resolve(reason);
  };
  const watch = (connection: RedisConnection): void => void connection.ended.then(end);
  const ping = async (): Promise<void> => {
    const from = performance.now();
    try {
      await commands.send(['PING']);
      latency = performance.now() - from;
    } catch (error) {
      end(error);
    }
  };
  const pings = setInterval(() => void ping(), PING_MS);
  void ping();
  open.forEach(watch);

  const tail = async (handler: TailHandler): Promise<void> => {
    let after = await handler.start();
    const reader = await openReader();
    open.push(reader);
    watch(reader);
    if (!isOpen) reader.destroy();
    // Reading goes on while entries are applied: neither waits for the other.
    const gathered: LoggedEntry[] = [];
    let applied: Promise<void> | null = null;
    let chars = 0;
    let page = READ_ENTRIES;
    /** How often the log was begun anew: what an earlier reading still brings is not of this one. */
    let readings = 0;
    const apply = (): void => {
      chars = 0;
      applied = handler.take(gathered.splice(0)).then(
        (from) => {
          applied = null;
          if (from !== null) {
            [after, chars] = [from, 0];
            readings += 1;
            gathered.length = 0;
          }
          if (gathered.length > 0 && isOpen) apply();
        },
        (error: unknown) => {
          throw new TakeError(error);
        },
      );
      // The loop below may be waiting for entries; a failure must not wait for them.
      applied.catch(end);
    };
    const isFull = (): boolean => gathered.length >= GATHERED_ENTRIES || chars >= GATHERED_CHARS;
    while (isOpen) {
      const reading = readings;
      const args = ['XREAD', 'COUNT', String(page), 'BLOCK', String(BLOCK_MS), 'STREAMS', names.log, after];
      const entries = parseRead(await reader.send(args, BLOCK_DEADLINE_MS), names.log);
      const last = entries.at(-1);
      if (last === undefined || reading !== readings) continue;
      after = last.entry;
      const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
      page =
        size > READ_CHARS
          ? Math.ceil((entries.length * READ_CHARS) / size)
          : Math.min(READ_ENTRIES, 2 * page);
      chars += size;
      gathered.push(...entries);
      if (applied === null) apply();
      // Whoever applies them may have to wait for a long import; the connection must not seem dead meanwhile.
      while (isFull() && isOpen) {
        await Promise.race([applied, sleep(PING_MS, null, { ref: false })]);
        await reader.send(['PING']);
      }
    }
  };
  return {
    commands,
    listener,
    log: logAccess(commands, names),
    ended: ended.promise,
    latency: () => latency,
    tail: (handler) => void tail(handler).catch(end),
    end,
  };
}

const pairSchema = z.tuple([z.string().nullable(), z.string().nullable()]);
const scanSchema = z.tuple([z.string(), z.array(z.string())]);

function logAccess(commands: RedisConnection, names: RedisNames): SharedLogAccess {
  /** One read after the other would see the log at different moments. */
  const atOnce = async (...reads: readonly (readonly string[])[]): Promise<unknown[]> => {
    const answers = await Promise.all([['MULTI'], ...reads, ['EXEC']].map((args) => commands.send(args)));
    return z.array(z.unknown()).parse(answers.at(-1));
  };
  return {
    bounds: async (entry): Promise<LogBounds> => {
      const [meta, first, last, asked] = await atOnce(
        ['HMGET', names.meta, 'epoch', 'n'],
        ['XRANGE', names.log, '-', '+', 'COUNT', '1'],
        ['XREVRANGE', names.log, '+', '-', 'COUNT', '1'],
        ['XRANGE', names.log, entry, entry],
      );
      const [epoch, n] = pairSchema.parse(meta);
      return {
        epoch: epoch ?? '',
        // Of a number that is none the script that appends makes a new numbering.
        n: Number.isSafeInteger(Number(n)) ? Number(n) : 0,
        first: parseEntries(first)[0]?.entry ?? null,
        last: parseEntries(last)[0]?.entry ?? null,
        asked: parseEntries(asked).length > 0,
      };
    },
    range: async (from, to, limit) =>
      parseEntries(await commands.send(['XRANGE', names.log, from, to, 'COUNT', String(limit)])),
    scanState: async (cursor) => {
      const [next, flat] = scanSchema.parse(
        await commands.send(['HSCAN', names.state, cursor, 'COUNT', '1000']),
      );
      const rows: [string, string][] = [];
      for (let i = 0; i + 1 < flat.length; i += 2) rows.push([flat[i] ?? '', flat[i + 1] ?? '']);
      return { cursor: next, rows };
    },
  };
}
