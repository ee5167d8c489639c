import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeConsole } from '../consoles.fixture.ts';
import { checkRedis } from './redis-check.ts';
import { hasRedisServer, makeRedisServer } from './redis-server.fixture.ts';
import { freePort } from '../free-port.fixture.ts';
import { openRedisBus } from './redis.ts';

const cleanUp: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

/** A certificate for localhost that signs itself: its own authority. */
function certificate(dir: string): { key: string; cert: string } {
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const made = spawnSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert,
  ]); // prettier-ignore
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return { key, cert };
}

/** In front of a server: refuses HELLO as servers and proxies without RESP 3 do, and passes on everything else. */
async function withoutHello(
  port: number,
): Promise<{ port: number; refused: () => number; server: Server }> {
  let refused = 0;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    upstream.pipe(client);
    client.on('data', (part) => {
      if (!/\r\nHELLO\r\n/i.test(part.toString('latin1'))) return void upstream.write(part);
      refused += 1;
      client.write("-ERR unknown command 'HELLO'\r\n");
    });
    for (const socket of [client, upstream]) {
      socket.on('error', () => undefined);
      socket.on('close', () => [client, upstream].forEach((one) => one.destroy()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  cleanUp.push(() => void server.close());
  return { port: address.port, refused: () => refused, server };
}

describe.skipIf(!hasRedisServer)('a Redis over TLS and an older one (needs redis-server)', () => {
  it('shares over rediss:// with an authority that the machine trusts, and with no other', async () => {
    const tlsPort = await freePort();
    const redis = await makeRedisServer(['--tls-port', String(tlsPort), '--tls-auth-clients', 'no']);
    cleanUp.push(() => redis.end());
    const { key, cert } = certificate(redis.dir);
    redis.configure('--tls-cert-file', cert, '--tls-key-file', key);
    await redis.start();
    const url = `rediss://localhost:${tlsPort}`;
    const lot = makeConsole();
    cleanUp.push(() => lot.end());
    const file = lot.file('VIN,Make,Model,Year,Price\n1HGCM82633A004352,Honda,Accord,2003,9000\n');

    const refused = lot.cli({ REDIS_URL: url }, 'sync', file, '--dealer', 'TEST');
    expect(refused.code).toBe(0);
    expect(refused.err).toMatch(/wait for Redis.*certificate this machine does not trust/);

    const trusted = { REDIS_URL: url, NODE_EXTRA_CA_CERTS: cert };
    expect(lot.cli(trusted, 'recompute').err).toBe('');
    expect(Number(redis.cli('XLEN', '{lotwatch}:log'))).toBeGreaterThan(0);
    expect(lot.rows('SELECT count(*) AS n FROM outbox WHERE target IS NULL')).toEqual([{ n: 0 }]);
  });

  it('speaks RESP 2 with a server that knows no HELLO', async () => {
    const redis = await makeRedisServer();
    cleanUp.push(() => redis.end());
    await redis.start();
    const old = await withoutHello(redis.port);
    const target = { url: `redis://127.0.0.1:${old.port}`, namespace: null };
    expect(await checkRedis(target)).toMatchObject({ ok: true, message: 'Connected.' });

    const bus = openRedisBus({ target, maxLength: 100, now: Date.now, onListenerError: () => undefined });
    cleanUp.push(() => bus.close());
    const received: string[] = [];
    bus.subscribe('msrp:change', (json) => received.push(json));
    await expect.poll(() => bus.state.status).toBe('redis');
    const seen: string[] = [];
    bus.tail({
      start: async () => '0-0',
      take: async (entries) => (seen.push(...entries.map(({ id }) => id)), null),
    });
    const part = { type: 'msrp:change', json: '{}', facts: '{}', extra: '', origin: 'x', state: null };
    await bus.append([{ ...part, id: 'a', announce: true }]);
    await expect.poll(() => [received, seen]).toEqual([['{}'], ['a']]);
    expect(old.refused()).toBeGreaterThan(1);
  });
});
