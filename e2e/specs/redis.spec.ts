import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasRedisServer, makeRedisServer, type RedisServer } from '../../main/bus/redis-server.fixture.ts';
import { ROOT } from '../../scripts/root.ts';
import { environment } from '../adapters.ts';
import { expect, test } from '../fixtures.ts';

const VIN = '1HGCM82633A004352';
const csv = (price: number): string =>
  `VIN,MSRP,Price,Year,Make,Model\n${VIN},40000,${price},2026,Ford,F-150\n`;

/** A console without a screen that shares what it syncs: `lotwatch sync` with REDIS_URL, in a folder of its own. */
class OtherConsole {
  readonly #dir: string;
  readonly #url: string;
  #day = 1;

  constructor(dir: string, url: string) {
    this.#dir = dir;
    this.#url = url;
  }

  async sync(price: number): Promise<{ code: number | null; said: string }> {
    const file = join(this.#dir, 'lot.csv');
    await writeFile(file, csv(price));
    const past = new Date(Date.now() - 60_000);
    await utimes(file, past, past);
    const asOf = `2026-08-${String(this.#day++).padStart(2, '0')}`;
    const args = [join(ROOT, 'bin/lotwatch.js'), 'sync', file, '--dealer', 'North', '--as-of', asOf];
    const env = { ...environment(join(this.#dir, 'data')), REDIS_URL: this.#url };
    const done = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    return { code: done.status, said: done.stderr };
  }
}

test.describe('a console that shares its changes (needs redis-server)', () => {
  test.skip(!hasRedisServer, 'no redis-server: install the package redis-server');
  let server: RedisServer | null = null;
  let folder = '';
  test.beforeEach(async ({ dataDir }) => {
    folder = await mkdtemp(join(tmpdir(), 'lotwatch-other-'));
    server = await makeRedisServer(['--appendonly', 'yes', '--appendfsync', 'always']);
    await server.start();
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'config.json'), JSON.stringify({ redisUrl: server.url }));
  });
  test.afterEach(async () => {
    await server?.end();
    server = null;
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });

  test('connected, lost, back: the pill says which, and the changes of the outage are shown', async ({
    lotwatch,
  }) => {
    test.setTimeout(120_000);
    const { page, live } = lotwatch;
    if (server === null) throw new Error('The server was not started');
    const redis: RedisServer = server;
    const other = new OtherConsole(folder, redis.url);
    const pill = page.getByRole('status', { name: /^Event bus: / });
    const move = (old: string, next: string) =>
      live.rows.filter({ hasText: new RegExp(`\\$${old}[^]*\\$${next}`) });
    const shows = (old: string, next: string) => expect(move(old, next)).toHaveCount(1);

    await test.step('connected, another console’s changes appear', async () => {
      await expect(pill).toHaveText('Redis');
      expect((await other.sync(39_000)).code).toBe(0);
      expect((await other.sync(38_111)).code).toBe(0);
      await shows('39,000', '38,111');
    });
    await test.step('so does what any program publishes', async () => {
      const change = { vin: VIN, old: 40_000, new: 40_777, ts: '2026-08-20T00:00:00.000Z' };
      redis.cli('PUBLISH', 'msrp:change', JSON.stringify(change));
      await shows('40,000', '40,777');
      redis.cli('PUBLISH', 'msrp:change', '{"vin": 5}');
    });
    await test.step('lost, it says so and goes on', async () => {
      await redis.kill();
      await expect(pill).toHaveText('Local, Redis lost');
      const kept = await other.sync(37_222);
      expect(kept.said).toMatch(/Redis/);
      await expect(move('38,111', '37,222')).toHaveCount(0);
      await shows('39,000', '38,111');
    });
    await test.step('back, the changes of the outage are there, once', async () => {
      await redis.start();
      await expect(pill).toHaveText('Redis', { timeout: 45_000 });
      expect((await other.sync(36_333)).code).toBe(0);
      await shows('37,222', '36,333');
      await shows('38,111', '37,222');
      await shows('39,000', '38,111');
    });
    await test.step('diagnostics show the fallback and the return', async () => {
      await page.getByRole('link', { name: 'Diagnostics' }).click();
      const history = page.getByRole('table', { name: 'History' });
      await expect(history.getByRole('row').filter({ hasText: 'Local, Redis lost' }).first()).toBeVisible();
      const rejected = page.getByRole('table', { name: 'Rejected messages' });
      await expect(rejected.getByRole('row').filter({ hasText: 'msrp:change' })).toHaveCount(1);
      await page.getByRole('button', { name: 'Test connection' }).click();
      await expect(page.getByText(/Connected\. Redis [\d.]+ answers in [\d.]+ ms\./)).toBeVisible();
    });
  });
});
