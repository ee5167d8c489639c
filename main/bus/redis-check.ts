import type { BusTest } from '../../shared/diagnostics.ts';
import type { BusTarget } from './control.ts';
import { explainFailure } from './redis-failure.ts';
import { openRedisSession } from './redis-session.ts';
import { parseRedisUrl, redisNames, type RedisAddress } from './redis-url.ts';
import { toFailure } from '../../shared/result.ts';

/** Connects as the bus would, asks once, and leaves. Never rejects; settles within 5 s in every state of the server. */
export async function checkRedis(target: BusTarget): Promise<BusTest> {
  let address: RedisAddress;
  try {
    address = parseRedisUrl(target.url);
  } catch (error) {
    return refused(toFailure(error).message);
  }
  const first = await attempt(address, target, 3);
  return first === 'older' ? asTest(await attempt(address, target, 2), address) : first;
}

async function attempt(address: RedisAddress, target: BusTarget, resp: 2 | 3): Promise<BusTest | 'older'> {
  try {
    const session = await openRedisSession(
      address,
      redisNames(target.namespace),
      resp,
      new AbortController().signal,
    );
    try {
      const from = performance.now();
      await session.commands.send(['PING'], 1_000);
      const latencyMs = performance.now() - from;
      return {
        ok: true,
        message: 'Connected.',
        latencyMs,
        serverVersion: await versionOf(session.commands),
      };
    } finally {
      session.end(new Error('Done'));
    }
  } catch (error) {
    const failure = explainFailure(error, address);
    return failure.oldProtocol && resp === 3 ? 'older' : refused(failure.message);
  }
}

/** A user may not be allowed to ask. */
async function versionOf(commands: {
  send(args: readonly string[], ms?: number): Promise<unknown>;
}): Promise<string | null> {
  const info = await commands.send(['INFO', 'server'], 1_000).catch(() => '');
  return /redis_version:(\S+)/.exec(String(info))?.[1] ?? null;
}

const asTest = (found: BusTest | 'older', address: RedisAddress): BusTest =>
  found === 'older' ? refused(`Redis at ${address.host} speaks an older protocol.`) : found;

const refused = (message: string): BusTest => ({
  ok: false,
  message,
  latencyMs: null,
  serverVersion: null,
});
