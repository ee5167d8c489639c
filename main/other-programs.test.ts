import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hasRedisServer } from './bus/redis-server.fixture.ts';
import { call, report, syncInside, until } from './consoles.fixture.ts';
import { change, csv, hostileLog, VINS } from './hostile-log.fixture.ts';

describe.skipIf(!hasRedisServer)(
  'what other programs publish (needs redis-server)',
  { timeout: 60_000 },
  () => {
    const at = hostileLog();
    const { good, arrived, sync, listening } = at;
    /** A move of one of our own vehicles, as any program may publish it. */
    const publish = (more: object): void =>
      void at.server.cli(
        ...['PUBLISH', `h${at.space}:msrp:change`],
        JSON.stringify({ vin: VINS[0], old: 40_100, ts: '2026-08-21T12:00:00Z', ...more }),
      );
    const figures = async (core: Parameters<typeof report>[0]) => {
      const { totals, models, moves } = await call(core, 'summary.day', {
        since: new Date(Date.now() - 3_600_000).toISOString(),
        dealerId: null,
      });
      const today = at.reader.rows(
        'SELECT sum(msrp) AS msrp, sum(price) AS price, min(drop_delta) AS fall FROM lot_moves',
      );
      return { totals, models, moves, today };
    };
    const ownId = (): string =>
      String(at.reader.rows("SELECT value FROM meta WHERE key = 'instanceId'")[0]?.['value']);

    it('marks what other programs say of our vehicles, and keeps it out of our figures', async () => {
      const core = await at.reader.open(at.env);
      await until(core, 'redis');
      await syncInside(core, at.reader.file(csv(0)));
      const before = await figures(core);
      publish({ new: 30_000, deltaPct: -99 });
      const id = randomUUID();
      const stated = change({ id, old: 40_000, new: 20_000, dealerId: 'TEST' });
      good({ id, json: JSON.stringify(stated), origin: ownId(), extra: '{"groupId":"g1"}' });
      await expect.poll(async () => (await report(core)).received).toBe(2);
      const { rows } = await call(core, 'changes.page', { before: null, limit: 10 });
      const theirs = rows.flatMap((row) => ('from' in row && row.from === 'program' ? [row] : []));
      expect(theirs.map((row) => 'deltaPct' in row && [row.new, row.deltaPct])).toEqual([
        [20_000, -50],
        [30_000, -25.19],
      ]);
      expect(await figures(core)).toEqual(before);
      expect(at.reader.rows('SELECT 1 FROM change_groups')).toEqual([]);
    });

    it('judges what other programs say as it judges a feed', async () => {
      const core = await at.reader.open(at.env);
      await until(core, 'redis');
      await syncInside(core, at.reader.file(csv(0)));
      publish({ new: 5 });
      publish({ new: 2_000_000 });
      publish({ old: null, new: 400_000 });
      publish({ old: 4_000, new: 40_000 });
      const id = randomUUID();
      good({ id, json: JSON.stringify(change({ id, old: null, new: 400_000 })), origin: ownId() });
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
      good({ id, json: JSON.stringify(change({ id })), origin: ownId() });
      await expect.poll(async () => (await report(core)).rejected).toBe(2);
      sync(200);
      await arrived();
      expect(at.reader.rows("SELECT 1 FROM journal WHERE origin = 'foreign'")).toEqual([]);
      expect((await report(core)).received).toBeGreaterThan(had);
    });
  },
);
