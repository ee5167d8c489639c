import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BusStatus } from '../../shared/bus-state.ts';
import type { LogEntry, LoggedEntry } from './bus.ts';
import { testBus } from './conformance.ts';
import { hasRedisServer, makeRedisServer, type RedisServer } from './redis-server.fixture.ts';
import { freePort } from '../free-port.fixture.ts';
import { openRedisBus, type RedisBus } from './redis.ts';

const buses: RedisBus[] = [];
const open = (
  url: string,
  onListenerError: (error: unknown) => void = () => undefined,
  namespace: string | null = null,
) => {
  const bus = openRedisBus({
    target: { url, namespace },
    maxLength: 1_000,
    now: Date.now,
    onListenerError,
  });
  buses.push(bus);
  return bus;
};
/** Settles when the bus says so. */
const until = (bus: RedisBus, status: BusStatus): Promise<void> =>
  expect
    .poll(() => bus.state.status, { interval: 5 })
    .toBe(status)
    .then(() => undefined);
/** Milliseconds `work` takes to settle, however it does. */
const settling = async (work: Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work.catch(() => undefined);
  return performance.now() - from;
};
const entry = (id: string, vin = 'V'): LogEntry => ({
  id,
  type: 'msrp:change',
  json: `{"id":"${id}"}`,
  facts: '{"year":2026,"make":"Ford"}',
  extra: '{}',
  origin: 'test',
  state: { field: `d|${vin}`, patch: `{"msrp":${id.length},"origin":"test"}` },
  announce: true,
});

afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.close()));
});

describe.skipIf(!hasRedisServer)('the Redis bus (needs redis-server)', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await makeRedisServer(['--appendonly', 'yes', '--appendfsync', 'always']);
    await server.start();
  });
  afterAll(() => server.end());

  testBus(async (onListenerError) => {
    const bus = open(server.url, onListenerError);
    await until(bus, 'redis');
    return bus;
  });

  /** Everything the tail brings, from the log's beginning. */
  const collect = (bus: RedisBus, after = '0-0'): LoggedEntry[] => {
    const received: LoggedEntry[] = [];
    bus.tail({
      start: async () => received.at(-1)?.entry ?? after,
      take: async (entries) => (received.push(...entries), null),
    });
    return received;
  };

  it('numbers a batch, keeps the state, publishes what is for the channels, and the tail brings it', async () => {
    const bus = open(server.url, undefined, 'one');
    await until(bus, 'redis');
    const channel: string[] = [];
    bus.subscribe('msrp:change', (json) => channel.push(json));
    await expect.poll(() => server.cli('PUBSUB', 'NUMSUB', 'one:msrp:change')).toMatch(/1$/);
    const received = collect(bus);
    const receipt = await bus.append([entry('a'), { ...entry('bb'), announce: false }, entry('ccc', 'W')]);
    expect(receipt?.places.map(({ n }) => n)).toEqual([1, 2, 3]);
    await expect.poll(() => received.length).toBe(3);
    expect(received.map(({ id, n, epoch, entry: place }) => [id, n, epoch, place])).toEqual(
      ['a', 'bb', 'ccc'].map((id, i) => [id, i + 1, receipt?.epoch, receipt?.places[i]?.entry]),
    );
    await expect.poll(() => channel).toEqual(['{"id":"a"}', '{"id":"ccc"}']);
    const { rows } = await bus.log.scanState('0');
    const state = new Map(rows.map(([field, json]) => [field, JSON.parse(json)]));
    expect(state.get('d|V')).toEqual({ msrp: 2, origin: 'test', n: 2 });
    expect(server.cli('--raw', 'KEYS', '{one:*').split('\n').toSorted()).toEqual([
      '{one:lotwatch}:log',
      '{one:lotwatch}:meta',
      '{one:lotwatch}:state',
    ]);
  });

  it('loads its script again when the server has forgotten it', async () => {
    const bus = open(server.url, undefined, 'script');
    await until(bus, 'redis');
    await bus.append([entry('a')]);
    server.cli('SCRIPT', 'FLUSH');
    expect((await bus.append([entry('b')]))?.places[0]?.n).toBe(2);
    expect(bus.state.status).toBe('redis');
  });

  it('comes back by itself after its connections were cut, and the tail goes on where it was', async () => {
    const bus = open(server.url, undefined, 'cut');
    await until(bus, 'redis');
    const received = collect(bus);
    for (let round = 1; round <= 5; round += 1) {
      server.cli('CLIENT', 'KILL', 'TYPE', 'normal');
      server.cli('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await expect
        .poll(() =>
          bus.append([entry(`e${round}`)]).then(
            () => true,
            () => false,
          ),
        )
        .toBe(true);
      await expect.poll(() => received.length).toBe(round);
    }
    expect(received.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    expect(bus.figures.reconnects).toBeGreaterThanOrEqual(5);
  });

  it('settles every call within its deadline while the server is stopped, says so, and goes on afterwards', async () => {
    const bus = open(server.url, undefined, 'stopped');
    await until(bus, 'redis');
    server.signal('SIGSTOP');
    try {
      const calls = [
        bus.append([entry('a')]),
        bus.announce('msrp:change', '1'),
        bus.log.bounds('0-0'),
        bus.log.scanState('0'),
      ];
      for (const took of await Promise.all(calls.map(settling))) expect(took).toBeLessThan(3_500);
      await until(bus, 'fallback-local');
      expect(bus.state.reason).toMatch(/does not answer|accepts connections but/);
      const other = open(server.url, undefined, 'stopped');
      expect(await settling(other.append([entry('b')]))).toBeLessThan(100);
      expect(await settling(other.close())).toBeLessThan(1_000);
    } finally {
      server.signal('SIGCONT');
    }
    await until(bus, 'redis');
  });

  it('reports a server that was killed, and its return', async () => {
    const bus = open(server.url, undefined, 'killed');
    await until(bus, 'redis');
    await server.kill();
    await until(bus, 'fallback-local');
    await expect.poll(() => bus.state.reason).toMatch(/refuses connections/);
    await server.start();
    await until(bus, 'redis');
  });

  const refused = async (url: string, says: RegExp): Promise<RedisBus> => {
    const from = performance.now();
    const bus = open(url);
    await until(bus, 'fallback-local');
    expect(performance.now() - from).toBeLessThan(1_500);
    expect(bus.state.reason).toMatch(says);
    return bus;
  };

  it('reports a wrong password and a missing one apart, once, and retries neither', async () => {
    const guarded = await makeRedisServer(['--requirepass', 'right horse'], 'right horse');
    await guarded.start();
    try {
      const wrong = await refused(
        `redis://:hunter2-secret@127.0.0.1:${guarded.port}`,
        /refuses the user name or password/,
      );
      await refused(guarded.url, /asks for a password/);
      expect(JSON.stringify([wrong.state, wrong.figures])).not.toContain('hunter2');
      expect(guarded.cli('INFO', 'stats')).toMatch(
        /acl_access_denied_auth:1\r?\n|total_connections_received:[1-9]\r?\n/,
      );
      await until(open(`redis://:right%20horse@127.0.0.1:${guarded.port}`), 'redis');
      guarded.cli(
        'ACL',
        'SETUSER',
        'reader',
        'on',
        '>pw',
        '~*',
        '&*',
        '+@read',
        '+@connection',
        '+evalsha',
        '+script',
      );
      await refused(
        `redis://reader:pw@127.0.0.1:${guarded.port}`,
        /does not give this user the permissions/,
      );
    } finally {
      await guarded.end();
    }
  });

  it('reports a read-only replica', async () => {
    const replica = await makeRedisServer([
      '--replicaof',
      '127.0.0.1',
      String(server.port),
      '--replica-read-only',
      'yes',
    ]);
    await replica.start();
    try {
      await expect.poll(() => replica.cli('INFO', 'replication')).toMatch(/master_link_status:up/);
      await refused(replica.url, /read-only replica/);
    } finally {
      await replica.end();
    }
  });

  it('reports a server without TLS, and a certificate it does not trust', async () => {
    await refused(server.url.replace('redis:', 'rediss:'), /TLS|closed the connection/);
    const [key, cert] = [join(server.dir, 'key.pem'), join(server.dir, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-keyout', key, '-out', cert];
    spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '1',
      ...subject,
    ]);
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) =>
      socket.on('error', () => undefined),
    );
    const port = await listen(tls);
    await refused(`rediss://localhost:${port}`, /certificate this machine does not trust/);
    tls.close();
  });
});

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

describe('the Redis bus without a Redis', () => {
  it('says that nothing listens there, within a second', async () => {
    const from = performance.now();
    const bus = open(`redis://127.0.0.1:${await freePort()}`);
    expect(bus.state.status).toBe('connecting');
    await until(bus, 'fallback-local');
    expect(performance.now() - from).toBeLessThan(1_500);
    expect(bus.state.reason).toMatch(/refuses connections/);
  });

  it('gives up on a server that accepts and is silent, within its deadline, and quits at once', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    const bus = open(`redis://127.0.0.1:${await listen(silent)}`);
    expect(await settling(bus.append([]))).toBeLessThan(100);
    await until(bus, 'fallback-local');
    expect(bus.state.reason).toMatch(/accepts connections but does not answer/);
    expect(await settling(bus.close())).toBeLessThan(3_000);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('reports a server that speaks another protocol', async () => {
    const web = createServer((socket) =>
      socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    const bus = open(`redis://127.0.0.1:${await listen(web)}`);
    await until(bus, 'fallback-local');
    expect(bus.state.reason).toMatch(/does not speak the Redis protocol/);
    web.close();
  });
});
