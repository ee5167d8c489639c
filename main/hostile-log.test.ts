import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasRedisServer, makeRedisServer, type RedisServer } from './bus/redis-server.fixture.ts';
import { call, makeConsole, report, syncInside, until } from './consoles.fixture.ts';

/**
 * Anyone who may write to the shared Redis may write anything into the log, its keys and its channels. Whatever that is,
 * it costs no console its ears: it is counted, kept for diagnostics, and passed over, and its neighbours arrive.
 */
const VINS = ['1HGCM82633A004352', '3GNAXMEV7NS200005', '2T3E6RFV3PW16I071'];
const csv = (more: number): string =>
  [
    'VIN,MSRP,Price,Year,Make,Model',
    ...VINS.map((vin) => `${vin},${40_000 + more},${39_000 + more},2026,Ford,F-150`),
    '',
  ].join('\n');
const FACTS = JSON.stringify({
  ...{ year: 2026, make: 'Ford', model: 'F-150', trim: null, condition: 'new', dealerName: null },
});
const change = (more: object = {}): object => ({
  ...{ vin: VINS[0], old: 40_000, new: 40_100, deltaPct: 0.25, ts: '2026-08-21T12:00:00.000Z' },
  ...{ dealerId: 'OTHER', source: 'lot', runId: 'r1' },
  ...more,
});

describe.skipIf(!hasRedisServer)(
  'a log that others write into (needs redis-server)',
  { timeout: 60_000 },
  () => {
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
    const EVENTS =
      "SELECT id, vin, old, new FROM journal WHERE origin NOT IN ('other-console') ORDER BY id";
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
    const ODD: Record<string, () => void> = {
      'fields of something else': () => void server.cli('XADD', key('log'), '*', 'foo', 'bar'),
      'another epoch': () => add({ epoch: randomUUID() }),
      'half a number': () => add({ n: '1.5' }),
      'a negative number': () => add({ n: '-7' }),
      'a number in the future': () => add({ n: '9000000000000000' }),
      'a number beyond what is exact': () => add({ n: '1e17' }),
      'an amount beyond what is exact': () => add({ json: JSON.stringify(change({ new: 1e17 })) }),
      'a negative amount': () => add({ json: JSON.stringify(change({ new: -1 })) }),
      'a text far too long': () => add({ json: JSON.stringify(change({ junk: 'x'.repeat(100_000) })) }),
      'keys of the prototype': () =>
        add({ type: '__proto__', json: '{"__proto__":{"vin":"x"},"constructor":{"prototype":1}}' }),
      'a type of no kind': () => add({ type: 'toString' }),
      'facts that are none': () => add({ facts: '{"year":"old"}' }),
      'an id that is none': () => add({ id: 'one' }),
      'a time that is none': () => add({ json: JSON.stringify(change({ ts: '2026-02-30T00:00:00Z' })) }),
      'no origin': () => add({ origin: '' }),
    };

    it.each(Object.entries(ODD))(
      'passes over %s: counted, kept, its neighbours arrive',
      async (_what, spoil) => {
        const core = await listening();
        spoil();
        add();
        sync(200);
        await arrived();
        await expect
          .poll(() => reader.rows("SELECT 1 FROM journal WHERE origin = 'other-console'").length)
          .toBe(1);
        const { rejected, rejectedPayloads, gaps } = await report(core);
        expect([rejected, rejectedPayloads.length, gaps.length]).toEqual([1, 1, 0]);
        expect(rejectedPayloads[0]).toMatchObject({ channel: 'log', reason: expect.stringMatching(/./) });
        await until(core, 'redis');

        // The same after a restart, which meets none of it again.
        await reader.close();
        const again = await reader.open(env);
        sync(300);
        await arrived();
        const after = await report(again);
        expect([after.rejected, after.gaps.length, after.state.status]).toEqual([0, 0, 'redis']);
      },
    );

    it('holds all of them as the first that a new console meets, among good ones', async () => {
      sync(0);
      sync(100);
      for (const spoil of Object.values(ODD)) spoil();
      add();
      const core = await reader.open(env);
      await until(core, 'redis');
      sync(200);
      await expect
        .poll(() => reader.rows('SELECT 1 FROM journal WHERE new = 4020000').length)
        .toBe(VINS.length);
      expect((await report(core)).gaps).toEqual([]);
      await until(core, 'redis');
    });

    it('reads past entries of 10 MB each', async () => {
      const core = await listening();
      const client = createClient({ url: server.url });
      await client.connect();
      try {
        const huge = 'x'.repeat(10_000_000);
        for (let i = 0; i < 8; i += 1)
          await client.sendCommand([
            ...[
              'XADD',
              key('log'),
              '*',
              'n',
              String(1_000 + i),
              'epoch',
              meta('epoch'),
              'id',
              randomUUID(),
            ],
            ...['type', 'msrp:change', 'json', huge, 'facts', huge, 'extra', '{}', 'origin', 'x'],
          ]);
      } finally {
        client.destroy();
      }
      sync(200);
      await arrived();
      const { rejected, rejectedPayloads } = await report(core);
      expect(rejected).toBe(8);
      expect(Math.max(...rejectedPayloads.map(({ payload }) => payload.length))).toBeLessThanOrEqual(300);
      await until(core, 'redis');
    });

    it('takes a numbering that was removed under it as one reset, and goes on', async () => {
      const core = await listening();
      server.cli('DEL', key('meta'));
      sync(200);
      await arrived();
      sync(300);
      await arrived();
      const { gaps, rejected } = await report(core);
      expect([gaps.map(({ kind }) => kind), rejected]).toEqual([['reset'], 0]);
      await reader.close();
      const again = await reader.open(env);
      sync(400);
      await arrived();
      expect((await report(again)).gaps.map(({ kind }) => kind)).toEqual(['reset']);
      await expect
        .poll(() => reader.rows('SELECT 1 FROM remote_listings').length)
        .toBe(Number(server.cli('HLEN', key('state'))));
    });

    it.each([
      ['a word', ['HSET', 'meta', 'n', 'many']],
      ['half a number', ['HSET', 'meta', 'n', '2.5']],
      ['a number in the far future', ['HSET', 'meta', 'n', '9e15']],
      ['no name', ['HSET', 'meta', 'epoch', '']],
    ])(
      'begins a numbering anew that somebody made %s',
      async (_what, [command = '', name = '', ...rest]) => {
        const core = await listening();
        server.cli(command, key(name), ...rest);
        sync(200);
        await arrived();
        sync(300);
        await arrived();
        expect((await report(core)).gaps.map(({ kind }) => kind)).toEqual(['reset']);
      },
    );

    it('says which keys are of another kind, and goes on when they are gone', async () => {
      const core = await listening();
      for (const name of ['log', 'meta', 'state']) {
        server.cli('DEL', key(name));
        server.cli('SET', key(name), 'of another program');
        const done = writer.cli(env, 'sync', writer.file(csv(500 + name.length)), '--dealer', 'TEST');
        expect(done.err).toContain('has something else under the keys of Lotwatch');
        server.cli('DEL', key(name));
      }
      sync(900);
      await expect
        .poll(() => reader.rows('SELECT 1 FROM journal WHERE new = 4090000').length, { timeout: 40_000 })
        .toBe(VINS.length);
      expect((await report(core)).state.status).toBe('redis');
    });

    it('leaves nothing in the log of a batch whose channels it may not use', async () => {
      sync(0);
      const before = [server.cli('XLEN', key('log')), server.cli('HLEN', key('state'))];
      server.cli(...['ACL', 'SETUSER', 'mute', 'on', '>secret', '~*', '+@all', 'resetchannels']);
      const muted = { ...env, REDIS_URL: `redis://mute:secret@127.0.0.1:${server.port}/0` };
      const done = writer.cli(muted, 'sync', writer.file(csv(100)), '--dealer', 'TEST');
      expect(done.err).toMatch(/does not give this user the permissions/);
      expect([server.cli('XLEN', key('log')), server.cli('HLEN', key('state'))]).toEqual(before);
    });

    it('passes over what is odd in the last known states, and keeps the rest', async () => {
      sync(0);
      sync(100);
      const state = (field: string, more: object): void =>
        void server.cli(
          ...['HSET', key('state'), field],
          JSON.stringify({ origin: 'x', facts: JSON.parse(FACTS) as unknown, n: 5, msrp: 40_000, ...more }),
        );
      state('OTHER|GOOD', {});
      state('OTHER|FAR', { msrp: 1e17 });
      state('OTHER|HALF', { n: 1.5 });
      state('OTHER|BACK', { n: -1 });
      state('NOBAR', {});
      server.cli('HSET', key('state'), 'OTHER|TEXT', 'no JSON');
      const core = await reader.open(env);
      await until(core, 'redis');
      await expect
        .poll(() => reader.rows("SELECT vin FROM remote_listings WHERE dealer_id = 'OTHER'"))
        .toEqual([{ vin: 'GOOD' }]);
      await expect.poll(() => reader.rows('SELECT 1 FROM rejected').length).toBe(5);
      await until(core, 'redis');
    });

    it('keeps the good neighbours of an odd payload on a channel, and counts it', async () => {
      const core = await reader.open(env);
      await until(core, 'redis');
      const good = { vin: VINS[0], old: 40_000, ts: '2026-08-21T12:00:00Z' };
      const client = createClient({ url: server.url });
      await client.connect();
      try {
        // In one breath: they are stored together.
        const payloads = Array.from({ length: 10 }, (_, i) => ({
          ...good,
          new: i === 4 ? 1e17 : 40_100 + i,
        }));
        await Promise.all(
          payloads.map((payload) => client.publish(`h${space}:msrp:change`, JSON.stringify(payload))),
        );
      } finally {
        client.destroy();
      }
      await expect.poll(async () => (await report(core)).received).toBe(9);
      expect((await report(core)).rejected).toBe(1);
    });

    /** A move of one of our own vehicles, as any program may publish it. */
    const publish = (more: object): void =>
      void server.cli(
        ...['PUBLISH', `h${space}:msrp:change`],
        JSON.stringify({ vin: VINS[0], old: 40_100, ts: '2026-08-21T12:00:00Z', ...more }),
      );
    const figures = async (core: Parameters<typeof report>[0]) => {
      const { totals, models, moves } = await call(core, 'summary.day', {
        since: new Date(Date.now() - 3_600_000).toISOString(),
        dealerId: null,
      });
      const today = reader.rows(
        'SELECT sum(msrp) AS msrp, sum(price) AS price, min(drop_delta) AS fall FROM lot_moves',
      );
      return { totals, models, moves, today };
    };
    const ownId = (): string =>
      String(reader.rows("SELECT value FROM meta WHERE key = 'instanceId'")[0]?.['value']);

    it('marks what other programs say of our vehicles, and keeps it out of our figures', async () => {
      const core = await reader.open(env);
      await until(core, 'redis');
      await syncInside(core, reader.file(csv(0)));
      const before = await figures(core);
      publish({ new: 30_000, deltaPct: -99 });
      const id = randomUUID();
      const stated = change({ id, old: 40_000, new: 20_000, dealerId: 'TEST' });
      add({ id, json: JSON.stringify(stated), origin: ownId(), extra: '{"groupId":"g1"}' });
      await expect.poll(async () => (await report(core)).received).toBe(2);
      const { rows } = await call(core, 'changes.page', { before: null, limit: 10 });
      const theirs = rows.flatMap((row) => ('from' in row && row.from === 'program' ? [row] : []));
      expect(theirs.map((row) => 'deltaPct' in row && [row.new, row.deltaPct])).toEqual([
        [20_000, -50],
        [30_000, -25.19],
      ]);
      expect(await figures(core)).toEqual(before);
      expect(reader.rows('SELECT 1 FROM change_groups')).toEqual([]);
    });

    it('judges what other programs say as it judges a feed', async () => {
      const core = await reader.open(env);
      await until(core, 'redis');
      await syncInside(core, reader.file(csv(0)));
      publish({ new: 5 });
      publish({ new: 2_000_000 });
      publish({ old: null, new: 400_000 });
      publish({ old: 4_000, new: 40_000 });
      const id = randomUUID();
      add({ id, json: JSON.stringify(change({ id, old: null, new: 400_000 })), origin: ownId() });
      await expect.poll(async () => (await report(core)).rejected).toBe(5);
      expect((await report(core)).rejectedPayloads.map(({ reason }) => reason)).toEqual(
        expect.arrayContaining([
          'new: 5 is not between 500 and 1000000, which is plausible',
          'new: 400000 is too far from 40000',
        ]),
      );
      expect((await report(core)).received).toBe(0);
    });

    it('takes nothing of other programs where Settings refuse it, and takes other consoles’ events', async () => {
      const core = await listening();
      await call(core, 'settings.set', { otherPrograms: 'refuse' });
      const had = (await report(core)).received;
      publish({ new: 40_200 });
      const id = randomUUID();
      add({ id, json: JSON.stringify(change({ id })), origin: ownId() });
      await expect.poll(async () => (await report(core)).rejected).toBe(2);
      sync(200);
      await arrived();
      expect(reader.rows("SELECT 1 FROM journal WHERE origin = 'foreign'")).toEqual([]);
      expect((await report(core)).received).toBeGreaterThan(had);
    });

    it('does not take the same id with another content for the same event', async () => {
      const core = await listening();
      const id = randomUUID();
      add({ id, json: JSON.stringify(change({ id })) });
      add({ id, json: JSON.stringify(change({ id, new: 99_999, vin: VINS[1] })) });
      await expect.poll(async () => (await report(core)).rejected).toBe(1);
      expect(reader.rows("SELECT vin, msrp FROM remote_listings WHERE dealer_id = 'OTHER'")).toEqual([
        { vin: VINS[0], msrp: 4_010_000 },
      ]);
    });
  },
);
