import { WHOLE_LOT } from '../shared/list-filter.ts';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LotState } from '../shared/lot.ts';
import type { TaggedFrame } from '../shared/wire.ts';
import { hasRedisServer, makeRedisServer, type RedisServer } from './bus/redis-server.fixture.ts';
import { freePort } from './free-port.fixture.ts';
import { call, makeConsole, report, syncInside, until } from './consoles.fixture.ts';
import type { Core } from './core.ts';
import { openGateway, type Gateway } from './gateway/gateway.ts';
import { ask } from './gateway/scripted-gateway.ts';
import { silentLog } from './log/log.ts';

const VIN = '1HGCM82633A004352';
const csv = (price: number): string =>
  `VIN,MSRP,Price,Year,Make,Model\n${VIN},40000,${price},2026,Ford,F-150\n`;
/** What `quit` may take in every state of the server. */
const QUIT_MS = 3_000;

let gateways: Gateway[];
let a: ReturnType<typeof makeConsole>;
let b: ReturnType<typeof makeConsole>;
beforeEach(() => {
  gateways = [];
  [a, b] = [makeConsole(), makeConsole()];
});
afterEach(async () => {
  for (const gateway of gateways) await gateway.close();
  await Promise.all([a.end(), b.end()]);
});

/** What other programs receive. */
const openDiagnostics = async (core: Core) => {
  const gateway = await openGateway({
    core,
    port: 0,
    token: null,
    rendererDir: a.dataDir,
    log: silentLog(),
  });
  gateways.push(gateway);
  return async () => JSON.parse((await ask({ port: gateway.port }, 'GET', '/api/diagnostics/redis')).body);
};
const prices = async (core: Core): Promise<(number | null)[]> =>
  (await call(core, 'changes.page', { before: null, limit: 50 })).rows.map((row) =>
    row.kind === 'event' && 'new' in row && typeof row.new === 'number' ? row.new : null,
  );
/** Syncs a price inside the console and waits until its screen has it. */
const shows = async (core: Core, price: number): Promise<void> => {
  await syncInside(core, a.file(csv(price)));
  await expect.poll(async () => (await prices(core))[0]).toBe(price);
};
/** The bus as the pill of a screen received it, newest last. */
const watchBus = (core: Core): LotState['bus'][] => {
  const notified: LotState['bus'][] = [];
  const take = (batch: readonly TaggedFrame[]): void => {
    for (const { frame } of batch) {
      if (frame.kind === 'gap') continue;
      const { bus } = frame.data as Partial<LotState>;
      if (bus !== undefined) notified.push(bus);
    }
  };
  core
    .openScreen({ adapter: 'browser' }, take)
    .subscribe({ subscribe: 'lot', subscription: 1, position: null, filter: WHOLE_LOT });
  return notified;
};
const quitsInTime = async (): Promise<void> => {
  for (const gateway of gateways.splice(0)) await gateway.close();
  const from = performance.now();
  await a.close();
  expect(performance.now() - from).toBeLessThan(QUIT_MS);
};

describe('a console whose Redis is not there', { timeout: 60_000 }, () => {
  it('starts without waiting for a server that accepts and is silent, works, says so and quits', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    try {
      const core = await a.open({ REDIS_URL: `redis://127.0.0.1:${port}` });
      // Nothing is known of the server yet: the start did not wait for its deadline.
      const diagnostics = await openDiagnostics(core);
      expect(await diagnostics()).toMatchObject({
        busStatus: 'connecting',
        status: 'configured',
        connected: false,
        message: expect.stringMatching(/^Connecting to Redis; until then this console works on its own/),
      });
      const notified = watchBus(core);
      await syncInside(core, a.file(csv(39_000)));
      await shows(core, 38_500);
      await until(core, 'fallback-local');
      expect(await diagnostics()).toMatchObject({
        busStatus: 'fallback-local',
        status: 'fallback-local',
        message: expect.stringContaining('accepts connections but does not answer'),
      });
      await expect.poll(() => notified.at(-1)?.status).toBe('fallback-local');
      await quitsInTime();
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });

  it('says local and names no server where none is configured', async () => {
    const diagnostics = await openDiagnostics(await a.open({}));
    expect(await diagnostics()).toMatchObject({
      redisUrl: null,
      busStatus: 'local',
      status: 'fallback-local',
      connected: false,
      message: 'No Redis is configured; this console works on its own.',
    });
  });

  it('syncs and shows events while nothing listens, and quits in time', async () => {
    const port = await freePort();
    const core = await a.open({ REDIS_URL: `redis://127.0.0.1:${port}` });
    const diagnostics = await openDiagnostics(core);
    await until(core, 'fallback-local');
    await syncInside(core, a.file(csv(39_000)));
    await shows(core, 38_500);
    const { outbox, ...notified } = await diagnostics();
    expect(outbox).toBe(a.rows('SELECT 1 FROM outbox').length);
    expect(outbox).toBeGreaterThan(0);
    expect(notified).toMatchObject({
      redisUrl: `redis://127.0.0.1:${port}/0`,
      status: 'fallback-local',
      message: expect.stringMatching(
        new RegExp(`works on its own and ${outbox} events wait for it.*refuses connections`),
      ),
    });
    await quitsInTime();
  });
});

describe.skipIf(!hasRedisServer)(
  'a console whose Redis comes and goes (needs redis-server)',
  { timeout: 90_000 },
  () => {
    let server: RedisServer;
    beforeEach(async () => {
      server = await makeRedisServer(['--appendonly', 'yes', '--appendfsync', 'always']);
    });
    afterEach(() => server.end());

    it('sends everything as soon as Redis appears, and says that it is shared', async () => {
      const env = { REDIS_URL: server.url };
      const [core, other] = [await a.open(env), await b.open(env)];
      const [diagnostics, notified] = [await openDiagnostics(core), watchBus(core)];
      await until(core, 'fallback-local');
      await syncInside(core, a.file(csv(39_000)));
      await shows(core, 38_500);
      expect((await report(core)).outbox).toBeGreaterThan(0);
      expect(await prices(other)).toEqual([]);

      await server.start();
      await expect.poll(async () => (await report(core)).outbox, { timeout: 40_000 }).toBe(0);
      expect(await diagnostics()).toMatchObject({
        busStatus: 'redis',
        status: 'configured',
        connected: true,
        outbox: 0,
        message: 'Connected to Redis; events are shared with other consoles and programs.',
      });
      await expect.poll(() => notified.at(-1)?.status).toBe('redis');
      await expect.poll(() => prices(other), { timeout: 40_000 }).toEqual([38_500]);
      expect(b.rows('SELECT id FROM journal ORDER BY id')).toEqual(
        a.rows('SELECT id FROM journal ORDER BY id'),
      );
    });

    it('works on when Redis vanishes for good, says since when and why, quits in time and keeps what waits', async () => {
      await server.start();
      const env = { REDIS_URL: server.url };
      const core = await a.open(env);
      const [diagnostics, notified] = [await openDiagnostics(core), watchBus(core)];
      await until(core, 'redis');
      await syncInside(core, a.file(csv(39_000)));
      await shows(core, 38_500);
      await expect.poll(async () => (await report(core)).outbox).toBe(0);
      const before = Date.now();
      await server.kill();
      await until(core, 'fallback-local');
      await expect.poll(async () => (await report(core)).state.reason).toMatch(/refuses connections/);
      const { since } = (await report(core)).state;
      expect(Date.parse(since)).toBeGreaterThanOrEqual(before);

      for (const price of [38_000, 37_500, 37_000]) await shows(core, price);
      // However often it was tried: it is away since it went.
      await expect
        .poll(async () => Date.parse((await report(core)).lastError?.at ?? since))
        .toBeGreaterThan(Date.parse(since));
      const { outbox } = await report(core);
      expect(outbox).toBeGreaterThanOrEqual(3);
      expect(await diagnostics()).toMatchObject({
        busStatus: 'fallback-local',
        status: 'fallback-local',
        connected: false,
        since,
        outbox,
        lastError: { message: expect.stringContaining('refuses connections') },
      });
      expect(notified.at(-1)).toMatchObject({ status: 'fallback-local', since });
      await quitsInTime();

      const again = await a.open(env);
      expect((await prices(again)).slice(0, 3)).toEqual([37_000, 37_500, 38_000]);
      expect((await report(again)).outbox).toBe(outbox);
    });
  },
);
