import { afterEach, describe, expect, it } from 'vitest';
import { call, makeConsole, report, syncInside, until } from './consoles.fixture.ts';
import { hasRedisServer, makeRedisServer, type RedisServer } from './bus/redis-server.fixture.ts';
import type { SecretStore } from './adapter.ts';

const CANARY = 'canary-4711';
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

async function redisServer(password?: string): Promise<RedisServer> {
  const server = await makeRedisServer(password === undefined ? [] : ['--requirepass', password], password);
  cleanUp.push(() => server.end());
  await server.start();
  return server;
}

function keptInMemory(): SecretStore {
  let kept: string | null = null;
  return {
    kind: 'keychain',
    read: async () => kept,
    write: async (secret) => {
      kept = secret;
    },
  };
}

const lotOf = (price: number): string =>
  `VIN,Make,Model,Year,Price\n1HGCM82633A004352,Honda,Accord,2003,${price}\n`;
const idsIn = (server: RedisServer): string[] =>
  server
    .cli('XRANGE', '{lotwatch}:log', '-', '+')
    .split('\n')
    .filter((_line, i, all) => all[i - 1]?.trim() === 'id');

describe.skipIf(!hasRedisServer)('Redis switched in Settings (needs redis-server)', () => {
  it('goes on, to another server and off without a restart; nothing is lost, double or shown', async () => {
    const [first, second] = [await redisServer(), await redisServer(CANARY)];
    const lot = makeConsole();
    cleanUp.push(() => lot.end());
    const core = await lot.open({}, { secrets: keptInMemory() });
    const price = async (amount: number): Promise<void> => {
      await syncInside(core, lot.file(lotOf(amount)));
    };
    const drained = () => expect.poll(async () => (await report(core)).outbox).toBe(0);
    await price(9_000);
    expect(await report(core)).toMatchObject({ state: { status: 'local' }, redisUrl: null });

    await call(core, 'redis.set', { on: true, url: first.url });
    await until(core, 'redis');
    await price(9_100);
    await drained();
    const inFirst = idsIn(first);
    expect(inFirst).toHaveLength(new Set(inFirst).size);
    expect(inFirst.length).toBeGreaterThan(0);

    await call(core, 'redis.set', { url: second.url.replace('//', `//:${CANARY}@`) });
    await until(core, 'redis');
    await price(9_200);
    await drained();
    const inSecond = idsIn(second);
    expect(inSecond.length).toBeGreaterThan(0);
    expect(idsIn(first)).toEqual(inFirst);
    expect(inSecond.filter((id) => inFirst.includes(id))).toEqual([]);
    const said = JSON.stringify([await report(core), await call(core, 'redis.get', {})]);
    expect(said).toContain(`redis://127.0.0.1:${second.port}/0`);
    expect(said).not.toContain(CANARY);

    await call(core, 'redis.set', { on: false });
    await until(core, 'local');
    await price(9_300);
    expect(await report(core)).toMatchObject({ outbox: 0, redisUrl: null });
    expect(idsIn(second)).toEqual(inSecond);
    const moves = lot.rows("SELECT new FROM journal WHERE type = 'price:change' ORDER BY seq");
    expect(moves.map((row) => row['new'])).toEqual([910_000, 920_000, 930_000]);
  });

  it('opens its connections again at once when the machine wakes, without a notice', async () => {
    const server = await redisServer();
    const lot = makeConsole();
    cleanUp.push(() => lot.end());
    const core = await lot.open({ REDIS_URL: server.url });
    await until(core, 'redis');
    const before = (await report(core)).history.length;
    core.resumed();
    await expect.poll(async () => (await report(core)).reconnects).toBe(1);
    expect(await report(core)).toMatchObject({ state: { status: 'redis' } });
    expect((await report(core)).history).toHaveLength(before);
    await syncInside(core, lot.file(lotOf(9_000)));
    await syncInside(core, lot.file(lotOf(9_100)));
    await expect.poll(() => idsIn(server).length).toBeGreaterThan(0);
  });

  it('counts in the summary of a run what the channels left out', async () => {
    const server = await redisServer();
    const lot = makeConsole();
    cleanUp.push(() => lot.end());
    const env = { REDIS_URL: server.url, LOTWATCH_MAX_PUBLISHED: '2' };
    const rows = (step: number): string =>
      `VIN,Make,Model,Year,Price\n${[1, 2, 3, 4].map((n) => `1HGCM82633A00435${n},Honda,Accord,2003,${9_000 + step * 10 * n}`).join('\n')}\n`;
    lot.cli(env, 'sync', lot.file(rows(0)), '--dealer', 'TEST', '--json');
    const second = lot.cli(env, 'sync', lot.file(rows(1)), '--dealer', 'TEST', '--json');
    expect(JSON.parse(second.out)).toMatchObject({
      events: 4,
      shared: { events: 4, sent: 4, published: 2 },
    });
    const core = await lot.open({});
    const { runs } = await call(core, 'runs.list', { source: null, limit: 10 });
    const synced = runs.filter((run) => run.task === 'msrp_sync');
    expect(synced[0]).toMatchObject({ published: 2, result: { events: 4 } });
    expect(synced.at(-1)).toMatchObject({ published: null });
  });
});
