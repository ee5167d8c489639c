import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { describe, expect, it } from 'vitest';
import { hasRedisServer } from './bus/redis-server.fixture.ts';
import { report, until } from './consoles.fixture.ts';
import { change, csv, FACTS, hostileLog, VINS } from './hostile-log.fixture.ts';

/**
 * Anyone who may write to the shared Redis may write anything into the log, its keys and its channels. Whatever that is,
 * it costs no console its ears: it is counted, kept for diagnostics, and passed over, and its neighbours arrive.
 */
describe.skipIf(!hasRedisServer)(
  'a log that others write into (needs redis-server)',
  { timeout: 60_000 },
  () => {
    const at = hostileLog();
    const { key, meta, add, good, arrived, sync, listening } = at;
    const ODD: Record<string, () => void> = {
      'fields of something else': () => void at.server.cli('XADD', key('log'), '*', 'foo', 'bar'),
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

    it('passes over whatever stands in it: counted, kept, its neighbours arrive', async () => {
      const core = await listening();
      const neighbours = () =>
        at.reader.rows("SELECT 1 FROM journal WHERE origin = 'other-console'").length;
      for (const [i, [what, spoil]] of Object.entries(ODD).entries()) {
        spoil();
        good();
        await expect.poll(neighbours, { message: `after ${what}` }).toBe(i + 1);
        expect([what, (await report(core)).rejected]).toEqual([what, i + 1]);
        expect((await report(core)).rejectedPayloads[0]).toMatchObject({
          channel: 'log',
          reason: expect.stringMatching(/./),
        });
      }
      sync(200);
      await arrived();
      expect((await report(core)).gaps).toEqual([]);
      await until(core, 'redis');

      // The same after a restart, which meets none of it again.
      await at.reader.close();
      const again = await at.reader.open(at.env);
      sync(300);
      await arrived();
      const after = await report(again);
      expect([after.rejected, after.gaps.length, after.state.status]).toEqual([0, 0, 'redis']);
    });

    it('holds all of them as the first that a new console meets, among good ones', async () => {
      sync(0);
      sync(100);
      for (const spoil of Object.values(ODD)) spoil();
      good();
      const core = await at.reader.open(at.env);
      await until(core, 'redis');
      sync(200);
      await expect
        .poll(() => at.reader.rows('SELECT 1 FROM journal WHERE new = 4020000').length)
        .toBe(VINS.length);
      expect((await report(core)).gaps).toEqual([]);
      await until(core, 'redis');
    });

    it('reads past entries of 10 MB each', async () => {
      const core = await listening();
      const client = createClient({ url: at.server.url });
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
      at.server.cli('DEL', key('meta'));
      sync(200);
      await arrived();
      sync(300);
      await arrived();
      const { gaps, rejected } = await report(core);
      expect([gaps.map(({ kind }) => kind), rejected]).toEqual([['reset'], 0]);
      await at.reader.close();
      const again = await at.reader.open(at.env);
      sync(400);
      await arrived();
      expect((await report(again)).gaps.map(({ kind }) => kind)).toEqual(['reset']);
      await expect
        .poll(() => at.reader.rows('SELECT 1 FROM remote_listings').length)
        .toBe(Number(at.server.cli('HLEN', key('state'))));
    });

    const SPOILT = [
      ['a word', 'n', 'many'],
      ['half a number', 'n', '2.5'],
      ['a number in the far future', 'n', '9e15'],
      ['no name', 'epoch', ''],
    ] as const;
    it('begins a numbering anew, whatever somebody made of it', async () => {
      const core = await listening();
      let amount = 200;
      for (const [i, [what, field, value]] of SPOILT.entries()) {
        at.server.cli('HSET', key('meta'), field, value);
        for (const _ of [1, 2]) {
          sync(amount);
          amount += 100;
          await arrived();
        }
        const { gaps } = await report(core);
        expect([what, gaps.map(({ kind }) => kind)]).toEqual([what, Array(i + 1).fill('reset')]);
      }
    });

    it('says which keys are of another kind, and goes on when they are gone', async () => {
      const core = await listening();
      for (const name of ['log', 'meta', 'state']) {
        at.server.cli('DEL', key(name));
        at.server.cli('SET', key(name), 'of another program');
        const done = at.writer.cli(
          at.env,
          'sync',
          at.writer.file(csv(500 + name.length)),
          '--dealer',
          'TEST',
        );
        expect(done.err).toContain('has something else under the keys of Lotwatch');
        at.server.cli('DEL', key(name));
      }
      sync(900);
      await expect
        .poll(() => at.reader.rows('SELECT 1 FROM journal WHERE new = 4090000').length, { timeout: 40_000 })
        .toBe(VINS.length);
      expect((await report(core)).state.status).toBe('redis');
    });

    it('leaves nothing in the log of a batch whose channels it may not use', async () => {
      sync(0);
      const before = [at.server.cli('XLEN', key('log')), at.server.cli('HLEN', key('state'))];
      at.server.cli(...['ACL', 'SETUSER', 'mute', 'on', '>secret', '~*', '+@all', 'resetchannels']);
      const muted = { ...at.env, REDIS_URL: `redis://mute:secret@127.0.0.1:${at.server.port}/0` };
      const done = at.writer.cli(muted, 'sync', at.writer.file(csv(100)), '--dealer', 'TEST');
      expect(done.err).toMatch(/does not give this user the permissions/);
      expect([at.server.cli('XLEN', key('log')), at.server.cli('HLEN', key('state'))]).toEqual(before);
    });

    it('passes over what is odd in the last known states, and keeps the rest', async () => {
      sync(0);
      sync(100);
      const state = (field: string, more: object): void =>
        void at.server.cli(
          ...['HSET', key('state'), field],
          JSON.stringify({ origin: 'x', facts: JSON.parse(FACTS) as unknown, n: 5, msrp: 40_000, ...more }),
        );
      state('OTHER|GOOD', {});
      state('OTHER|FAR', { msrp: 1e17 });
      state('OTHER|HALF', { n: 1.5 });
      state('OTHER|BACK', { n: -1 });
      state('NOBAR', {});
      at.server.cli('HSET', key('state'), 'OTHER|TEXT', 'no JSON');
      const core = await at.reader.open(at.env);
      await until(core, 'redis');
      await expect
        .poll(() => at.reader.rows("SELECT vin FROM remote_listings WHERE dealer_id = 'OTHER'"))
        .toEqual([{ vin: 'GOOD' }]);
      await expect.poll(() => at.reader.rows('SELECT 1 FROM rejected').length).toBe(5);
      await until(core, 'redis');
    });

    it('keeps the good neighbours of an odd payload on a channel, and counts it', async () => {
      const core = await at.reader.open(at.env);
      await until(core, 'redis');
      const good = { vin: VINS[0], old: 40_000, ts: '2026-08-21T12:00:00Z' };
      const client = createClient({ url: at.server.url });
      await client.connect();
      try {
        // In one breath: they are stored together.
        const payloads = Array.from({ length: 10 }, (_, i) => ({
          ...good,
          new: i === 4 ? 1e17 : 40_100 + i,
        }));
        await Promise.all(
          payloads.map((payload) => client.publish(`h${at.space}:msrp:change`, JSON.stringify(payload))),
        );
      } finally {
        client.destroy();
      }
      await expect.poll(async () => (await report(core)).received).toBe(9);
      expect((await report(core)).rejected).toBe(1);
    });

    it('does not take the same id with another content for the same event', async () => {
      const core = await listening();
      const id = randomUUID();
      good({ id, json: JSON.stringify(change({ id })) });
      good({ id, json: JSON.stringify(change({ id, new: 99_999, vin: VINS[1] })) });
      await expect.poll(async () => (await report(core)).rejected).toBe(1);
      expect(at.reader.rows("SELECT vin, msrp FROM remote_listings WHERE dealer_id = 'OTHER'")).toEqual([
        { vin: VINS[0], msrp: 4_010_000 },
      ]);
    });
  },
);
