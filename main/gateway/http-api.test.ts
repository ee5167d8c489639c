import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { openCore, type Core } from '../core.ts';
import { silentLog } from '../log/log.ts';
import { openGateway, type Gateway } from './gateway.ts';
import { ask } from './scripted-gateway.ts';
import { listenTo } from './sse-listener.ts';

/** The real core with a synced file behind the real gateway. */
let dir: string;
let core: Core;
let gateway: Gateway;
const VIN = '1HGCM82633A004352';
const csv = (price: number): string =>
  `VIN,MSRP,Price,Dealer Name,Make\n${VIN},40000,${price},North,Honda\n3GNAXMEV7NS200005,50000,48000,South,Chevrolet\n5YJ3E1EA7KF000316,45000,44000,South,Tesla\n`;
const file = (): string => join(dir, 'lot.csv');

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-programs-'));
  core = await openCore(readConfig({ dataDir: join(dir, 'data') }, {}), {
    log: silentLog(),
    adapter: 'serve',
    sample: false,
  });
  gateway = await openGateway({ core, port: 0, token: null, rendererDir: dir, log: silentLog() });
  writeFileSync(file(), csv(39_000));
  const screen = core.openScreen({ adapter: 'browser' }, () => undefined);
  await screen.call('sources.add', { path: file(), name: null, role: 'own', settings: {} });
  await core.idle();
});
afterAll(async () => {
  await gateway.close();
  await core.close();
  rmSync(dir, { recursive: true, force: true });
});

const get = async (path: string) => {
  const { status, body } = await ask(gateway, 'GET', path);
  return { status, body: JSON.parse(body) };
};
const submit = async (body: unknown) => {
  const answer = await ask(gateway, 'POST', '/api/orchestrate', { body: JSON.stringify(body) });
  return { status: answer.status, body: JSON.parse(answer.body), location: answer.headers.location };
};
const end = async (jobId: string) => {
  await expect
    .poll(async () => (await get(`/api/jobs/${jobId}`)).body.endedAt, { timeout: 15_000 })
    .not.toBeNull();
  return (await get(`/api/jobs/${jobId}`)).body;
};

describe('a job request', () => {
  it('syncs the dealer’s source; its events reach a listener of that dealer', async () => {
    const listener = await listenTo(gateway.port, '?dealerId=north&types=price-change');
    writeFileSync(file(), csv(38_500));
    const first = await submit({ task: 'msrp_sync', dealerId: 'NORTH' });
    expect(first).toMatchObject({
      status: 202,
      body: { jobId: expect.any(String), task: 'msrp_sync', dealerId: 'NORTH' },
    });
    expect(Object.keys(first.body)).toEqual(['jobId', 'task', 'dealerId', 'status']);
    expect(first.location).toBe(`/api/jobs/${first.body.jobId}`);
    expect(await end(first.body.jobId)).toMatchObject({
      status: 'done',
      sources: ['lot'],
      message: null,
      result: { rows: 3, priceChanges: 1, msrpChanges: 0, events: 1 },
    });
    const [event] = await listener.until('price-change', 1);
    expect(event?.data.data).toEqual({ vin: VIN, old: 39_000, new: 38_500, deltaPct: -1.28 });
    listener.leave();
    await core.idle();
    const later = await submit({ task: 'msrp_sync', dealerId: 'north' });
    expect(later.body.jobId).not.toBe(first.body.jobId);
    await end(later.body.jobId);
  });

  it('scores a dealer or some vehicles of it, keeps its reason, and is not swallowed by one that does less', async () => {
    await core.idle();
    const task = 'ai_score_recompute';
    // In one go: none of them may have ended before the next is ordered.
    const submitHere = core.httpApi.submit;
    const some = submitHere({
      task,
      dealerId: 'south',
      vins: ['5yj3e1ea7kf000316'],
      reason: 'photos came',
    });
    const all = submitHere({ task, dealerId: 'south' });
    const more = submitHere({ task, dealerId: 'SOUTH', vins: ['3GNAXMEV7NS200005'] });
    expect(all.jobId).not.toBe(some.jobId);
    expect(more.jobId).toBe(all.jobId);
    expect(await end(some.jobId)).toMatchObject({
      status: 'done',
      reason: 'photos came',
      result: { scored: 1 },
    });
    expect(await end(all.jobId)).toMatchObject({ status: 'done', result: { scored: 2 } });
  });

  it('a request for the dealer and task of a job under way returns that job', async () => {
    await core.idle();
    const first = core.httpApi.submit({ task: 'msrp_sync', dealerId: 'north' });
    expect(core.httpApi.submit({ task: 'msrp_sync', dealerId: 'North' }).jobId).toBe(first.jobId);
    // Another dealer of the same source is another job, though the same sync serves both.
    const other = core.httpApi.submit({ task: 'msrp_sync', dealerId: 'south' });
    expect(other.jobId).not.toBe(first.jobId);
    await Promise.all([end(first.jobId), end(other.jobId)]);
  });

  it.each(['msrp_sync', 'ai_score_recompute'])(
    '%s for a dealer without a source ends done and says so',
    async (task) => {
      const { status, body } = await submit({ task, dealerId: 'TEST' });
      expect(status).toBe(202);
      expect(await end(body.jobId)).toMatchObject({
        status: 'done',
        result: { rows: 0 },
        message: 'no source for dealer TEST',
      });
    },
  );

  it.each([
    [{ task: 'nope', dealerId: 'north' }, 'msrp_sync, ai_score_recompute'],
    [{ dealerId: 'north' }, 'msrp_sync, ai_score_recompute'],
    [{ task: 'msrp_sync' }, 'dealerId'],
    [{ task: 'msrp_sync', dealerId: 'north', vins: 'x' }, 'vins'],
    [{ task: 'msrp_sync', dealerId: 'north', more: 1 }, 'Unrecognized'],
    [null, 'The body'],
  ])('of %j is refused with what is valid', async (body, says) => {
    const refused = await submit(body);
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain(says);
    if (says.startsWith('msrp_sync'))
      expect(refused.body.validTasks).toEqual(['msrp_sync', 'ai_score_recompute']);
  });

  it('is JSON, small, and from this machine’s own pages', async () => {
    const post = async (headers: Record<string, string>) =>
      (await ask(gateway, 'POST', '/api/orchestrate', headers)).status;
    const body = JSON.stringify({ task: 'msrp_sync', dealerId: 'north' });
    expect(await post({ body, 'content-type': 'text/plain' })).toBe(415);
    expect(
      await post({ body: 'task=msrp_sync', 'content-type': 'application/x-www-form-urlencoded' }),
    ).toBe(415);
    expect(await post({ body: JSON.stringify({ task: 'msrp_sync', dealerId: 'x'.repeat(100_000) }) })).toBe(
      413,
    );
    expect(await post({ body, origin: 'http://evil.example' })).toBe(403);
    expect(await post({ body, host: 'evil.example' })).toBe(403);
  });

  it('that never was is not found', async () => {
    expect((await get('/api/jobs/none')).status).toBe(404);
  });
});

describe('vehicles', () => {
  it('come in pages, filtered', async () => {
    const first = await get('/api/vehicles?limit=2');
    const second = await get(`/api/vehicles?limit=2&after=${first.body.next}`);
    const vins = [...first.body.vehicles, ...second.body.vehicles].map(
      (vehicle: { vin: string }) => vehicle.vin,
    );
    expect([vins.length, new Set(vins).size, second.body.next]).toEqual([3, 3, null]);
    const count = async (query: string) => (await get(`/api/vehicles?${query}`)).body.vehicles.length;
    expect([
      await count('dealerId=SOUTH'),
      await count('make=tesla'),
      await count('source=none'),
      await count('condition=used'),
    ]).toEqual([2, 1, 0, 0]);
    expect((await get('/api/vehicles?limit=501')).status).toBe(400);
    expect((await get('/api/vehicles?colour=red')).body.error.message).toContain('dealerId');
  });

  it('come as the list that the screen has: conditions, order, columns and words', async () => {
    const list = async (query: string) => (await get(`/api/vehicles?${query}`)).body;
    const prices = ({ vehicles }: { vehicles: { price: number }[] }) => vehicles.map(({ price }) => price);
    const sorted = prices(await list('sort=-price'));
    expect(sorted).toEqual(sorted.toSorted((a, b) => b - a));
    expect(sorted).toHaveLength(3);
    expect(await list('sort=price&columns=price&filter=make=Tesla')).toEqual({
      vehicles: [{ price: expect.any(Number) }],
      next: null,
    });
    expect((await list('dealerId=South&sort=vin')).vehicles).toHaveLength(2);
    expect((await list('filter=make=Tesla&filter=price<1')).vehicles).toEqual([]);
    const first = await list('sort=-price&limit=2');
    const second = await list(`sort=-price&limit=2&after=${first.next}`);
    expect([...prices(first), ...prices(second), second.next]).toEqual([...sorted, null]);
    expect((await get('/api/vehicles?filter=colour=red')).status).toBe(400);
    expect((await get('/api/vehicles?view=none')).status).toBe(404);
    expect((await get('/api/vehicles?sort=price&after=7')).status).toBe(400);
    expect((await get('/api/vehicles?after=x')).status).toBe(400);
  });

  it('a vehicle comes by its VIN, with history and explanation', async () => {
    const { body } = await get(`/api/vehicles/${VIN.toLowerCase()}`);
    expect(body).toMatchObject({
      vin: VIN,
      priceHistory: [{ value: 39_000 }, { value: 38_500 }],
      explanation: { explanation: { vin: VIN } },
    });
    expect((await get('/api/vehicles/NONE')).status).toBe(404);
  });
});

it('diagnostics say that this console is alone', async () => {
  const { body } = await get('/api/diagnostics/redis');
  expect(Object.keys(body)).toEqual([
    'redisUrl',
    'redisModuleAvailable',
    'busStatus',
    'status',
    'message',
    'timestamp',
    'connected',
    'latencyMs',
    'since',
    'reconnects',
    'lastError',
    'published',
    'received',
    'rejected',
    'outbox',
    'lagMs',
  ]);
  expect(body).toMatchObject({
    redisUrl: null,
    redisModuleAvailable: true,
    busStatus: 'local',
    status: 'fallback-local',
    connected: false,
  });
});

it('the gateway answers on both loopback addresses, so that localhost is ours whichever it is', async () => {
  for (const host of ['127.0.0.1', '[::1]']) {
    const answer = await fetch(`http://${host}:${gateway.port}/api/diagnostics/redis`);
    expect(answer.status).toBe(200);
  }
});
