import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { makeRedisServer, type RedisServer } from './bus/redis-server.fixture.ts';
import { makeConsole, until } from './consoles.fixture.ts';

export const VINS = ['1HGCM82633A004352', '3GNAXMEV7NS200005', '2T3E6RFV3PW16I071'];
export const csv = (more: number): string =>
  [
    'VIN,MSRP,Price,Year,Make,Model',
    ...VINS.map((vin) => `${vin},${40_000 + more},${39_000 + more},2026,Ford,F-150`),
    '',
  ].join('\n');
export const FACTS = JSON.stringify({
  ...{ year: 2026, make: 'Ford', model: 'F-150', trim: null, condition: 'new', dealerName: null },
});
export const change = (more: object = {}): object => ({
  ...{ vin: VINS[0], old: 40_000, new: 40_100, deltaPct: 0.25, ts: '2026-08-21T12:00:00.000Z' },
  ...{ dealerId: 'OTHER', source: 'lot', runId: 'r1' },
  ...more,
});

/** For tests: a real Redis, a console that writes and one that reads, and hands that write what they like. Within a `describe`. */
export function hostileLog() {
  let server: RedisServer;
  let space = 0;
  let env: Record<string, string>;
  let [writer, reader] = [makeConsole(), makeConsole()];
  beforeAll(async () => {
    server = await makeRedisServer();
    await server.start();
  });
  afterAll(() => server.end());
  beforeEach(() => {
    space += 1;
    env = { REDIS_URL: server.url, EVENT_NS: `h${space}` };
    [writer, reader] = [makeConsole(), makeConsole()];
  });
  afterEach(() => Promise.all([writer.end(), reader.end()]));

  const key = (name: string): string => `{h${space}:lotwatch}:${name}`;
  const meta = (field: string): string => server.cli('HGET', key('meta'), field);
  /** An entry as a console writes it, but for what is given. */
  const add = (given: Record<string, string> = {}): void => {
    const id = randomUUID();
    const entry = {
      n: String(Number(meta('n')) + 1),
      epoch: meta('epoch'),
      id,
      type: 'msrp:change',
      json: JSON.stringify(change({ id })),
      facts: FACTS,
      extra: '{}',
      origin: 'other-console',
      ...given,
    };
    server.cli('XADD', key('log'), '*', ...Object.entries(entry).flat());
  };
  /** One that nothing is wrong with. */
  const good = (given: Record<string, string> = {}): void =>
    add({ n: server.cli('HINCRBY', key('meta'), 'n', '1'), ...given });
  const EVENTS = "SELECT id, vin, old, new FROM journal WHERE origin NOT IN ('other-console') ORDER BY id";
  const arrived = () => expect.poll(() => reader.rows(EVENTS)).toEqual(writer.rows(EVENTS));
  const sync = (more: number): void => {
    const done = writer.cli(env, 'sync', writer.file(csv(more)), '--dealer', 'TEST');
    expect([done.code, done.err]).toEqual([0, '']);
  };
  /** A reader that has all there is so far. */
  const listening = async () => {
    const core = await reader.open(env);
    await until(core, 'redis');
    sync(0);
    sync(100);
    await arrived();
    return core;
  };
  return {
    get server() {
      return server;
    },
    get space() {
      return space;
    },
    get env() {
      return env;
    },
    get writer() {
      return writer;
    },
    get reader() {
      return reader;
    },
    ...{ key, meta, add, good, arrived, sync, listening },
  };
}
