import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { callIn } from '../consoles.fixture.ts';
import { openCore, type Core } from '../core.ts';
import { silentLog } from '../log/log.ts';
import { openReceiver, type Receiver } from '../notify/receiver.fixture.ts';
import { openGateway, type Gateway } from './gateway.ts';
import { ask } from './scripted-gateway.ts';
import { listenTo } from './sse-listener.ts';

/** The real core, evaluating by itself, behind the real gateway. */
let dir: string;
let core: Core;
let gateway: Gateway;
let receiver: Receiver;
const VIN = '1HGCM82633A004352';
const file = (): string => join(dir, 'lot.csv');
const csv = (price: number): string =>
  `VIN,Year,Make,Model,MSRP,Price\n${VIN},2026,Honda,Accord,40000,${price}\n`;
const write = (price: number): void => writeFileSync(file(), csv(price));
const screenOf = (one: Core) => one.openScreen({ adapter: 'browser' }, () => undefined);

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-alerts-'));
  receiver = await openReceiver();
  core = await openCore(readConfig({ dataDir: join(dir, 'data') }, {}), {
    ...{ log: silentLog(), adapter: 'serve', sample: false },
  });
  gateway = await openGateway({ core, port: 0, token: null, rendererDir: dir, log: silentLog() });
  write(39_000);
  const screen = screenOf(core);
  await callIn(screen, 'sources.add', {
    path: file(),
    name: null,
    role: 'own',
    settings: { dealer: 'north' },
  });
  await core.idle();
  screen.close();
});
afterAll(async () => {
  await gateway.close();
  await core.close();
  await receiver.close();
  rmSync(dir, { recursive: true, force: true });
});

const get = async (path: string) => {
  const { status, body } = await ask(gateway, 'GET', path);
  return { status, body: JSON.parse(body) };
};

it('a console evaluates after a sync: screen, stream, list, webhook and window have the alert', async () => {
  const screen = screenOf(core);
  await callIn(screen, 'alerts.saveChannel', {
    id: 'webhook',
    settings: { kind: 'webhook', url: receiver.url },
    secret: 'signing-key',
  });
  const saved = await callIn(screen, 'alerts.saveRule', {
    id: null,
    rule: {
      name: 'Price drops',
      when: { kind: 'changes', measure: 'price', direction: 'down', atLeast: { amount: 500 } },
      how: { channels: ['webhook', 'desktop'] },
    },
  });
  expect(saved).toMatchObject({
    id: 'price-drops',
    on: true,
    words: expect.stringContaining('Price falls by $500'),
  });
  const listener = await listenTo(gateway.port, '?types=alert');
  const elsewhere = await listenTo(gateway.port, '?types=alert&dealerId=south');
  await Promise.all([listener.until('connected', 1), elsewhere.until('connected', 1)]);
  write(38_000);
  await callIn(screen, 'sync.start', { source: null });
  const [block] = await listener.until('alert', 1);
  expect(block?.data).toMatchObject({
    type: 'alert',
    data: {
      rule: 'Price drops',
      state: 'firing',
      count: 1,
      vehicles: [{ vin: VIN, old: 39_000, new: 38_000 }],
    },
  });
  await expect.poll(() => receiver.received.length).toBe(1);
  const id = block?.data.data['id'];
  expect(receiver.received[0]).toMatchObject({
    headers: {
      'x-lotwatch-delivery': id,
      'x-lotwatch-signature': expect.stringMatching(/^sha256=[0-9a-f]{64}$/),
    },
    body: { id },
  });
  // Its own count of messages, and the notice that no system shows, are with the screens that follow.
  await expect
    .poll(async () =>
      (await get('/api/alerts')).body.alerts[0]?.deliveries.map((one: { state: string }) => one.state),
    )
    .toEqual(['sent', 'sent']);
  expect((await get('/api/alerts?state=firing')).body).toMatchObject({
    alerts: [{ id, ruleId: 'price-drops', count: 1, vehicles: [{ vin: VIN }] }],
    next: null,
  });
  expect((await get('/api/alerts?state=sleeping')).status).toBe(400);
  expect((await get('/api/alerts?before=1')).body).toEqual({ alerts: [], next: null });
  expect(elsewhere.blocks.filter(({ event }) => event === 'alert')).toEqual([]);

  await callIn(screen, 'alerts.acknowledge', { ids: [String(id)], by: 'M. Okafor', reason: 'agreed' });
  const page = await callIn(screen, 'alerts.page', { before: null, limit: 10 });
  expect(page).toMatchObject({
    alerts: [{ state: 'acknowledged', acknowledged: { by: 'M. Okafor', reason: 'agreed' } }],
    counts: { firing: 0, acknowledged: 1 },
  });
  expect(await callIn(screen, 'alerts.why', { vin: VIN })).toMatchObject({
    rules: [{ gates: [{ gate: 'fired' }, { gate: 'sent' }, { gate: 'sent' }] }],
  });
  const { channels } = await callIn(screen, 'alerts.channels', {});
  expect(channels).toMatchObject([{ id: 'webhook', hasSecret: true, sentToday: 1, trouble: null }]);
  expect(JSON.stringify(channels)).not.toContain('signing-key');
  // An address comes back as it was shown, without its path: the stored one stays.
  const [shown] = channels;
  if (shown === undefined) throw new Error('no channel');
  expect(JSON.stringify(shown.settings)).not.toContain('/hook');
  await callIn(screen, 'alerts.saveChannel', { id: 'webhook', settings: shown.settings });
  expect(await callIn(screen, 'alerts.testChannel', { id: 'webhook' })).toEqual({ trouble: null });
  expect(receiver.received.at(-1)?.body).toMatchObject({ state: 'test' });
  const { starters } = await callIn(screen, 'alerts.starters', {});
  expect(starters.find(({ rule }) => rule.name === 'Price moves')).toMatchObject({
    tried: { fired: 1, vehicles: 1 },
  });
  listener.leave();
  elsewhere.leave();
  screen.close();
});
