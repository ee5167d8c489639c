import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LogEntry, Receipt } from './bus.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RedisNames } from './redis-url.ts';

/**
 * One round trip for a batch: numbers the entries, appends them, keeps the last known state of their listings and
 * publishes those that are for the channels. All of it or, where Redis refuses to write, nothing: a script that fails
 * within keeps what it did, so keys of another kind are refused first, and what a user may not be allowed to do, to
 * publish, comes before what is written. A numbering that somebody has spoilt is begun anew.
 * The last number is set once, at the end, to what it is, and not counted up entry by entry: Redis 7.0 cuts an
 * append-only file that ends within a transaction after the last whole command instead of before the transaction, and
 * at the next start does that half of it, too. Counted up, the number would then be ahead of the log for good, and every
 * console would receive changes that never happened.
 */
const APPEND = `
for i, kind in ipairs({'stream', 'hash', 'hash'}) do
  local found = redis.call('TYPE', KEYS[i]).ok
  if found ~= kind and found ~= 'none' then return redis.error_reply('WRONGTYPE ' .. KEYS[i] .. ' is a ' .. found) end
end
redis.call('HSETNX', KEYS[2], 'epoch', ARGV[1])
if #ARGV == 2 then redis.call('XTRIM', KEYS[1], 'MINID', '0') end
local epoch = redis.call('HGET', KEYS[2], 'epoch')
local n = tonumber(redis.call('HGET', KEYS[2], 'n') or '0')
if not n or n < 0 or n ~= math.floor(n) or n > 9e13 or epoch == '' or #epoch > 100 then
  epoch, n = ARGV[1], 0
  redis.call('HSET', KEYS[2], 'epoch', epoch, 'n', n)
end
for i = 3, #ARGV, 9 do
  if ARGV[i + 8] ~= '' then redis.call('PUBLISH', ARGV[i + 8], ARGV[i + 2]) end
end
local places = {epoch}
for i = 3, #ARGV, 9 do
  n = n + 1
  places[#places + 1] = n
  places[#places + 1] = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'n', n, 'epoch', epoch, 'id', ARGV[i],
    'type', ARGV[i + 1], 'json', ARGV[i + 2], 'facts', ARGV[i + 3], 'extra', ARGV[i + 4], 'origin', ARGV[i + 5])
  if ARGV[i + 6] ~= '' then
    local known = redis.call('HGET', KEYS[3], ARGV[i + 6])
    local good, state = pcall(cjson.decode, known or '{}')
    if not good or type(state) ~= 'table' then state = {} end
    for key, value in pairs(cjson.decode(ARGV[i + 7])) do state[key] = value end
    state.n = n
    redis.call('HSET', KEYS[3], ARGV[i + 6], cjson.encode(state))
  end
end
if #ARGV > 2 then redis.call('HSET', KEYS[2], 'n', n) end
return places
`;
const APPEND_SHA = createHash('sha1').update(APPEND).digest('hex');

const receiptSchema = z.array(z.union([z.string(), z.number()])).min(1);

/** @param epoch the name of the numbering should this be its first entry. */
export async function appendToLog(
  connection: RedisConnection,
  names: RedisNames,
  entries: readonly LogEntry[],
  { maxLength, epoch }: { readonly maxLength: number; readonly epoch: string },
): Promise<Receipt> {
  const args = ['3', names.log, names.meta, names.state, epoch, String(maxLength)];
  for (const { id, type, json, facts, extra, origin, state, announce } of entries) {
    args.push(id, type, json, facts, extra, origin);
    args.push(state?.field ?? '', state?.patch ?? '', announce ? names.channel(type) : '');
  }
  const [kept, ...places] = receiptSchema.parse(await evaluate(connection, args));
  return {
    epoch: String(kept),
    places: entries.map((_, i) => ({ n: Number(places[2 * i]), entry: String(places[2 * i + 1]) })),
  };
}

async function evaluate(connection: RedisConnection, args: readonly string[]): Promise<unknown> {
  try {
    return await connection.send(['EVALSHA', APPEND_SHA, ...args]);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    // A restarted server, or one whose scripts were flushed.
    await connection.send(['SCRIPT', 'LOAD', APPEND]);
    return connection.send(['EVALSHA', APPEND_SHA, ...args]);
  }
}

/** Appends nothing, but is refused where an append would be: a replica, a user without the rights. */
export const probeLog = (connection: RedisConnection, names: RedisNames): Promise<Receipt> =>
  appendToLog(connection, names, [], { maxLength: 1, epoch: randomUUID() });
