import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasRedisServer, makeRedisServer, type RedisServer } from '../bus/redis-server.fixture.ts';
import { readConfig } from '../config.ts';
import { openCore, type Core } from '../core.ts';
import { silentLog } from '../log/log.ts';
import { openGateway, type Gateway } from './gateway.ts';
import { ask } from './scripted-gateway.ts';
import { listenTo } from './sse-listener.ts';

const PASSWORD = 'canary-password';

describe.skipIf(!hasRedisServer)('the gateway of a console with Redis (needs redis-server)', () => {
  let dir: string;
  let server: RedisServer;
  let core: Core | null = null;
  let gateway: Gateway | null = null;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'lotwatch-states-'));
    server = await makeRedisServer(['--requirepass', PASSWORD], PASSWORD);
  });
  afterEach(async () => {
    await gateway?.close();
    await core?.close();
    await server.end();
    rmSync(dir, { recursive: true, force: true });
  });

  const open = async (password: string): Promise<void> => {
    const env = {
      REDIS_URL: server.url.replace('redis://', `redis://default:${password}@`),
      EVENT_NS: 'dai',
    };
    core = await openCore(readConfig({ dataDir: join(dir, 'data') }, env), {
      log: silentLog(),
      adapter: 'serve',
      sample: false,
    });
    gateway = await openGateway({ core, port: 0, token: null, rendererDir: dir, log: silentLog() });
  };
  const port = (): { port: number } => ({ port: gateway?.port ?? 0 });
  const diagnostics = async () => {
    const { body } = await ask(port(), 'GET', '/api/diagnostics/redis');
    expect(body).not.toContain(PASSWORD);
    return JSON.parse(body);
  };
  const until = (busStatus: string) =>
    expect.poll(async () => (await diagnostics()).busStatus, { timeout: 12_000 }).toBe(busStatus);

  it('says each state: absent at start, appearing, vanishing', async () => {
    await open(PASSWORD);
    expect(['connecting', 'fallback-local']).toContain((await diagnostics()).busStatus);
    await until('fallback-local');
    expect(await diagnostics()).toMatchObject({
      redisUrl: `redis://127.0.0.1:${server.port}/0`,
      status: 'fallback-local',
      connected: false,
      lastError: { message: expect.stringContaining('refuses connections') },
      message: expect.stringContaining('works on its own'),
    });
    await server.start();
    await until('redis');
    const up = await diagnostics();
    expect(up).toMatchObject({ status: 'configured', connected: true, outbox: 0 });
    expect(Date.parse(up.since)).toBeLessThanOrEqual(Date.parse(up.timestamp));
    await server.kill();
    await until('fallback-local');
    expect(await diagnostics()).toMatchObject({ status: 'fallback-local', connected: false });
  }, 40_000);

  it('says that the password is wrong, and not which', async () => {
    await server.start();
    await open('wrong-canary');
    await until('fallback-local');
    const { body } = await ask(port(), 'GET', '/api/diagnostics/redis');
    expect(body).not.toContain('wrong-canary');
    expect(JSON.parse(body).message).toMatch(/password/i);
  });

  it('streams what other programs publish, to every dealer; what is malformed it only counts', async () => {
    await server.start();
    await open(PASSWORD);
    await until('redis');
    const listener = await listenTo(port().port, '?dealerId=somebody');
    await listener.until('connected', 1);
    const ts = '2026-08-21T12:00:00.000Z';
    server.cli('PUBLISH', 'dai:msrp:change', '{"vin": 5}');
    server.cli(
      'PUBLISH',
      'dai:msrp:change',
      JSON.stringify({ vin: '1HGCM82633A004352', old: 40_000, new: 40_250, deltaPct: 0.63, ts }),
    );
    server.cli(
      'PUBLISH',
      'dai:ai-scores:update',
      JSON.stringify({ vin: '1HGCM82633A004352', reason: 'nightly', avi: 80, ati: 70, cis: 60, ts }),
    );
    const [msrp] = await listener.until('msrp-change', 1);
    const [scores] = await listener.until('ai-score-update', 1);
    expect(msrp?.data).toEqual({
      type: 'msrp-change',
      timestamp: ts,
      data: { vin: '1HGCM82633A004352', old: 40_000, new: 40_250, deltaPct: 0.63, from: 'program' },
    });
    expect(scores?.data).toMatchObject({
      type: 'ai-score-update',
      data: { reason: 'nightly', scores: { avi: 80, ati: 70, cis: 60 } },
    });
    await expect.poll(async () => (await diagnostics()).rejected).toBe(1);
    expect(await diagnostics()).toMatchObject({ received: 2, rejected: 1 });
    listener.leave();
  }, 20_000);
});
