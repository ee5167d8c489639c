import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasRedisServer, makeRedisServer, type RedisServer } from './bus/redis-server.fixture.ts';
import { call, makeConsole, report, until } from './consoles.fixture.ts';

const VINS = ['1HGCM82633A004352', '3GNAXMEV7NS200005', '2T3E6RFV3PW16I071'];
const csv = (...prices: number[]): string =>
  [
    'VIN,MSRP,Price,Year,Make,Model',
    ...VINS.map(
      (vin, i) => `${vin},${40_000 + (prices[i] ?? 0)},${39_000 + (prices[i] ?? 0)},2026,Ford,F-150`,
    ),
    '',
  ].join('\n');

describe.skipIf(!hasRedisServer)(
  'consoles around one Redis (needs redis-server)',
  { timeout: 60_000 },
  () => {
    let server: RedisServer;
    let space = 0;
    let env: Record<string, string>;
    let [a, b] = [makeConsole(), makeConsole()];
    const listeners: ChildProcess[] = [];
    beforeAll(async () => {
      server = await makeRedisServer(['--appendonly', 'yes', '--appendfsync', 'always']);
      await server.start();
    });
    afterAll(() => server.end());
    beforeEach(() => {
      space += 1;
      env = { REDIS_URL: server.url, EVENT_NS: `t${space}` };
      [a, b] = [makeConsole(), makeConsole()];
    });
    afterEach(async () => {
      for (const listener of listeners.splice(0)) listener.kill();
      await Promise.all([a.end(), b.end()]);
    });

    const MONEY =
      "SELECT id, type, vin, old, new, origin, facts FROM journal WHERE feed = 'changes' ORDER BY id";
    /** What redis-cli SUBSCRIBE prints, line by line. */
    const subscribe = async (channel: string): Promise<string[]> => {
      const child = spawn('redis-cli', ['-p', String(server.port), 'SUBSCRIBE', channel]);
      listeners.push(child);
      const lines: string[] = [];
      child.stdout
        .setEncoding('utf8')
        .on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
      // Nothing is dropped from the lines: a message may come in the same breath as the confirmation.
      await expect.poll(() => lines.length).toBeGreaterThanOrEqual(3);
      return lines;
    };
    const messages = (lines: string[]) =>
      lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));

    it('brings a sync on one to the other once, and the seed’s payload to redis-cli', async () => {
      const [one, other] = [await a.open(env), await b.open(env)];
      await Promise.all([until(one, 'redis'), until(other, 'redis')]);
      const received = await subscribe(`t${space}:msrp:change`);
      a.cli(env, 'sync', a.file(csv()), '--dealer', 'TEST');
      expect(
        a.cli(env, 'sync', a.file(csv(250, 500)), '--dealer', 'TEST', '--as-of', '2026-08-21').err,
      ).toBe('');
      await expect.poll(() => b.rows(MONEY).length).toBe(4);
      expect(b.rows(MONEY)).toEqual(a.rows(MONEY));
      await expect.poll(() => messages(received).length).toBe(2);
      expect(messages(received)[0]).toEqual({
        vin: VINS[0],
        old: 40_000,
        new: 40_250,
        deltaPct: 0.63,
        ts: '2026-08-21T00:00:00.000Z',
        id: expect.any(String),
        dealerId: 'TEST',
        source: 'lot',
        runId: expect.any(String),
      });
      // The scores follow, and the listings of the other console stand apart from its own.
      await expect
        .poll(() => b.rows("SELECT 1 FROM journal WHERE feed = 'scores'").length)
        .toBe(a.rows("SELECT 1 FROM journal WHERE feed = 'scores'").length);
      expect(
        b.rows('SELECT msrp, price FROM remote_listings WHERE msrp IS NOT NULL ORDER BY msrp'),
      ).toEqual([
        { msrp: 4_025_000, price: 3_925_000 },
        { msrp: 4_050_000, price: 3_950_000 },
      ]);
      expect(b.rows('SELECT count(*) AS n FROM listings')).toEqual([{ n: 0 }]);
      const rows = (await call(other, 'changes.page', { before: null, limit: 10 })).rows;
      expect(rows).toHaveLength(4);
      await expect.poll(async () => (await report(one)).outbox).toBe(0);
    });

    it('takes what other programs publish, on every console, and keeps what is malformed for diagnostics', async () => {
      const [one, other] = [await a.open(env), await b.open(env)];
      await Promise.all([until(one, 'redis'), until(other, 'redis')]);
      const publish = (channel: string, text: string) =>
        server.cli('PUBLISH', `t${space}:${channel}`, text);
      const scores = {
        vin: VINS[0],
        dealerId: 'X',
        reason: 'their own words',
        avi: 71,
        ati: 64,
        cis: 58,
        ts: '2026-08-21T10:00:00Z',
      };
      expect(publish('ai-scores:update', JSON.stringify(scores))).toBe('2');
      publish('ai-scores:update', '{"vin":');
      publish('msrp:change', JSON.stringify({ vin: VINS[0], new: 'many', ts: scores.ts }));
      publish('msrp:change', JSON.stringify({ vin: VINS[0], old: 40_000, new: 40_250.5, ts: scores.ts }));
      for (const [core, it] of [
        [one, a],
        [other, b],
      ] as const) {
        await expect.poll(async () => (await report(core)).received).toBe(2);
        await expect.poll(async () => (await report(core)).rejected).toBe(2);
        const { rejectedPayloads } = await report(core);
        expect(rejectedPayloads.map(({ channel, reason }) => [channel, reason])).toEqual([
          ['msrp:change', expect.stringMatching(/^new: /)],
          ['ai-scores:update', 'not JSON'],
        ]);
        expect(
          it.rows('SELECT type, vin, old, new, delta_pct, origin FROM journal ORDER BY type DESC'),
        ).toEqual([
          {
            type: 'msrp:change',
            vin: VINS[0],
            old: 4_000_000,
            new: 4_025_050,
            delta_pct: 0.63,
            origin: 'foreign',
          },
          {
            type: 'ai-scores:update',
            vin: VINS[0],
            old: null,
            new: null,
            delta_pct: null,
            origin: 'foreign',
          },
        ]);
        expect((await call(core, 'scores.page', { before: null, limit: 5 })).rows[0]).toMatchObject({
          avi: 71,
          reason: 'other',
          said: 'their own words',
        });
      }
      // No console sends them on.
      expect(server.cli('EXISTS', `{t${space}:lotwatch}:log`)).toBe('0');
    });

    it('publishes no more than the seed does of one run, and logs everything', async () => {
      const capped = { ...env, LOTWATCH_MAX_PUBLISHED: '2' };
      const received = await subscribe(`t${space}:price:change`);
      a.cli(capped, 'sync', a.file(csv()));
      a.cli(capped, 'sync', a.file(csv(100, 200, 300)));
      expect(server.cli('XLEN', `{t${space}:lotwatch}:log`)).toBe(
        String(a.rows('SELECT 1 FROM outbox WHERE target IS NOT NULL').length),
      );
      expect(
        a.rows(
          "SELECT count(*) AS n, sum(published) AS p FROM outbox o JOIN journal j ON j.seq = o.seq WHERE type = 'price:change'",
        ),
      ).toEqual([{ n: 3, p: 2 }]);
      await expect.poll(() => messages(received).map(({ vin }) => vin)).toEqual(VINS.slice(0, 2));
    });

    it('sends what was made while Redis was away, and nothing of the time before it was configured', async () => {
      a.cli({}, 'sync', a.file(csv()));
      a.cli({}, 'sync', a.file(csv(100)));
      const core = await a.open(env);
      await until(core, 'redis');
      const other = await b.open(env);
      await until(other, 'redis');
      await server.kill();
      await Promise.all([until(core, 'fallback-local'), until(other, 'fallback-local')]);
      a.cli(env, 'sync', a.file(csv(100, 200)));
      await expect.poll(async () => (await report(core)).outbox).toBeGreaterThanOrEqual(2);
      await server.start();
      await expect.poll(() => b.rows(MONEY).length, { timeout: 40_000 }).toBe(2);
      expect(b.rows(MONEY).map(({ vin }) => vin)).toEqual([VINS[1], VINS[1]]);
    });

    it('says of a command what is left, and the next run from that folder sends it', async () => {
      await server.kill();
      a.cli(env, 'sync', a.file(csv()));
      const done = a.cli(env, 'sync', a.file(csv(100)));
      expect(done.code).toBe(0);
      expect(done.err).toMatch(/^lotwatch: [1-9]\d* events wait for Redis.*refuses connections.*\n$/);
      await server.start();
      expect(a.cli(env, 'recompute').err).toBe('');
      expect(a.rows('SELECT count(*) AS n FROM outbox WHERE target IS NULL')).toEqual([{ n: 0 }]);
    });

    it('reports to a console that was closed how many changes it missed, each once', async () => {
      await until(await b.open(env), 'redis');
      await b.close();
      a.cli(env, 'sync', a.file(csv()));
      a.cli(env, 'sync', a.file(csv(100, 200, 300)));
      const other = await b.open(env);
      await expect
        .poll(async () => (await report(other)).catchUp?.changes)
        .toBe(a.rows('SELECT 1 FROM journal').length);
      expect(b.rows(MONEY)).toEqual(a.rows(MONEY));
      expect((await report(other)).gaps).toEqual([]);
    });

    const gapOf = async (spoil: () => void) => {
      await until(await b.open(env), 'redis');
      a.cli(env, 'sync', a.file(csv()));
      a.cli(env, 'sync', a.file(csv(100, 200, 300)));
      await expect
        .poll(() => b.rows('SELECT 1 FROM journal').length)
        .toBe(a.rows('SELECT 1 FROM journal').length);
      await b.close();
      spoil();
      const other = await b.open(env);
      await expect.poll(async () => (await report(other)).gaps.length).toBe(1);
      const state = server.cli('HLEN', `{t${space}:lotwatch}:state`);
      await expect.poll(() => b.rows('SELECT 1 FROM remote_listings').length).toBe(Number(state));
      return (await report(other)).gaps[0];
    };

    it('counts exactly what was trimmed under it, and has the state all the same', async () => {
      let before = 0;
      const gap = await gapOf(() => {
        before = Number(server.cli('HGET', `{t${space}:lotwatch}:meta`, 'n'));
        a.cli(env, 'sync', a.file(csv(1_000, 2_000, 3_000)));
        server.cli('XTRIM', `{t${space}:lotwatch}:log`, 'MAXLEN', '2');
      });
      const top = Number(server.cli('HGET', `{t${space}:lotwatch}:meta`, 'n'));
      expect(gap).toMatchObject({ kind: 'trimmed', missed: top - before - 2 });
      expect(b.rows('SELECT max(price) AS price FROM remote_listings')).toEqual([{ price: 4_200_000 }]);
    });

    it('reports that the log was started again', async () => {
      const gap = await gapOf(() => {
        server.cli(
          'DEL',
          `{t${space}:lotwatch}:log`,
          `{t${space}:lotwatch}:meta`,
          `{t${space}:lotwatch}:state`,
        );
        a.cli(env, 'sync', a.file(csv(5_000)));
      });
      expect(gap).toMatchObject({ kind: 'reset', missed: null });
      // What the publisher still had came again, and nobody has anything twice.
      await expect.poll(() => b.rows(MONEY).length).toBe(a.rows(MONEY).length);
    });

    it('sends again what the server lost, also where others have written since', async () => {
      const other = await b.open(env);
      await until(other, 'redis');
      a.cli(env, 'sync', a.file(csv()));
      a.cli(env, 'sync', a.file(csv(100, 200, 300)));
      await expect
        .poll(() => b.rows('SELECT 1 FROM journal').length)
        .toBe(a.rows('SELECT 1 FROM journal').length);
      await b.close();
      // A server that comes back without the last two, and hands their numbers to somebody else's.
      const log = `{t${space}:lotwatch}:log`;
      const lost = server
        .cli('--raw', 'XREVRANGE', log, '+', '-', 'COUNT', '2')
        .split('\n')
        .filter((line) => /^\d+-\d+$/.test(line));
      server.cli('XDEL', log, ...lost);
      server.cli('HINCRBY', `{t${space}:lotwatch}:meta`, 'n', '-2');
      const c = makeConsole();
      try {
        c.cli(env, 'sync', c.file(csv()), '--dealer', 'OTHER');
        c.cli(env, 'sync', c.file(csv(7, 8, 9)), '--dealer', 'OTHER');
        a.cli(env, 'sync', a.file(csv(100, 200, 999)));
        const again = await b.open(env);
        await expect.poll(() => b.rows(MONEY).length).toBe(a.rows(MONEY).length + c.rows(MONEY).length);
        expect((await report(again)).gaps).toMatchObject([{ kind: 'went-back' }]);
        const ids = server.cli('--raw', 'XRANGE', log, '-', '+').split('\n');
        for (const row of a.rows('SELECT id FROM outbox o JOIN journal j ON j.seq = o.seq'))
          expect(ids).toContain(row['id']);
      } finally {
        await c.end();
      }
    });

    it('quits within three seconds while Redis is stopped', async () => {
      const core = await a.open(env);
      await until(core, 'redis');
      server.signal('SIGSTOP');
      try {
        const from = performance.now();
        await a.close();
        expect(performance.now() - from).toBeLessThan(3_000);
      } finally {
        server.signal('SIGCONT');
      }
    });
  },
);
