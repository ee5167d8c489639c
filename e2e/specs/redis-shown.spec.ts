import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasRedisServer, makeRedisServer, type RedisServer } from '../../main/bus/redis-server.fixture.ts';
import { lotwatchCommand } from '../command-line.ts';
import { expect, test, ONCE } from '../fixtures.ts';

const csv = (price: number): string =>
  [
    'VIN,MSRP,Price,Year,Make,Model',
    ...Array.from(
      { length: 4 },
      (_, i) => `1FTFW1E5${String(i).padStart(9, '0')},45000,${price + i},2026,Ford,F-150`,
    ),
    '',
  ].join('\n');

test.describe('what a console says of sharing (needs redis-server)', () => {
  test.skip(!hasRedisServer, 'no redis-server: install the package redis-server');
  let server: RedisServer;
  let folder = '';
  const config = (): string => JSON.stringify({ redisUrl: server.url, maxPublishedPerRun: 1 });
  /** A sync in a data folder with that configuration. */
  const sync = async (dataDir: string, price: number): Promise<void> => {
    const file = join(folder, 'lot.csv');
    await writeFile(file, csv(price));
    const past = new Date(Date.now() - 60_000);
    await utimes(file, past, past);
    await lotwatchCommand(dataDir, 'sync', file, '--dealer', 'North');
  };
  test.beforeEach(async ({ dataDir }) => {
    folder = await mkdtemp(join(tmpdir(), 'lotwatch-other-'));
    server = await makeRedisServer();
    await server.start();
    for (const each of [dataDir, join(folder, 'data')]) {
      await mkdir(each, { recursive: true });
      await writeFile(join(each, 'config.json'), config());
    }
  });
  test.afterEach(async () => {
    await server?.end();
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });

  test(
    'a gap is shown with its number, above the list and in Diagnostics, until it is dismissed',
    ONCE,
    async ({ lotwatch }, info) => {
      test.setTimeout(120_000);
      const pill = () => lotwatch.page.getByRole('status', { name: /^Event bus: / });
      await expect(pill()).toHaveText('Redis');
      const other = join(folder, 'data');
      await sync(other, 39_000);
      await sync(other, 38_000);
      await expect(lotwatch.live.rows.filter({ hasText: '$38,00' }).first()).toBeVisible();
      await lotwatch.close();
      await sync(other, 37_000);
      const length = Number(server.cli('XLEN', '{lotwatch}:log'));
      const known = Number(server.cli('HGET', '{lotwatch}:meta', 'n')) - length;
      expect(known).toBe(0);
      server.cli('XTRIM', '{lotwatch}:log', 'MAXLEN', '1');
      await lotwatch.open();

      const { page } = lotwatch;
      const notice = page.getByRole('status').filter({ hasText: 'A gap in the shared log' });
      await expect(notice).toHaveCount(1);
      await expect(notice).toContainText(
        /The shared log no longer had \d+ changes; the state of the vehicles/,
      );
      const [, missed = ''] = /had (\d+) changes/.exec((await notice.textContent()) ?? '') ?? [];
      await page.getByRole('link', { name: 'Diagnostics' }).click();
      const row = page.getByRole('table', { name: 'Gaps in the shared log' }).getByRole('row').nth(1);
      await expect(row.getByRole('cell').nth(1)).toHaveText(missed);
      server.cli('PUBLISH', 'msrp:change', '{"vin": 5}');
      await page.getByRole('button', { name: 'Test connection' }).click();
      await expect(page.getByText(/Connected\. Redis [\d.]+ answers in/)).toBeVisible();
      await expect(page.getByRole('table', { name: 'Rejected messages' }).getByRole('row')).toHaveCount(2);
      await info.attach('diagnostics', { body: await page.screenshot(), contentType: 'image/png' });
      await notice.getByRole('button', { name: 'Dismiss' }).click();
      await expect(notice).toHaveCount(0);
    },
  );

  test(
    'the detail of a run says what is in the log and what went out on the channels',
    ONCE,
    async ({ lotwatch }, info) => {
      test.setTimeout(120_000);
      const { page, dataDir } = lotwatch;
      await expect(page.getByRole('status', { name: /^Event bus: / })).toHaveText('Redis');
      await sync(dataDir, 39_000);
      await sync(dataDir, 38_000);
      await page.getByRole('link', { name: 'Jobs' }).click();
      // The first of them is the baseline; the list may be older than the second.
      const syncs = page.getByRole('link', { name: /^Run of lot,/ });
      await expect(syncs).toHaveCount(2);
      await syncs.first().click();
      await expect(page.getByText(/^1 of 4 events were published on the Redis channels/)).toBeVisible();
      await info.attach('run', { body: await page.screenshot(), contentType: 'image/png' });
    },
  );
});
