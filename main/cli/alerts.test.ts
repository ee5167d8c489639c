import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openReceiver, type Receiver } from '../notify/receiver.fixture.ts';
import { openCommandLine } from './command-line.fixture.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
let line: ReturnType<typeof openCommandLine>;
let receiver: Receiver;
beforeEach(async () => {
  line = openCommandLine();
  receiver = await openReceiver();
});
afterEach(async () => {
  await receiver.close();
  line.close();
});

/** The command in a process of its own while this one answers it. */
async function lotwatch(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args, '--data-dir', join(line.dir, 'data')]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (part) => (out += String(part)));
  child.stderr.on('data', (part) => (err += String(part)));
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

const VINS = ['1HGCM82633A004352', '3GNAXMEV7NS200005'];
const lot = (day: number, ...prices: number[]): string =>
  line.write(
    `lot-2026-11-0${day}.csv`,
    [
      'VIN,Year,Make,Model,Type,MSRP,Price',
      ...prices.map((price, n) => `${VINS[n]},2026,Honda,Accord,New,40000,${price}`),
      '',
    ].join('\n'),
  );
const RULE = {
  name: 'Price drops',
  when: { kind: 'changes', measure: 'price', direction: 'down', atLeast: { pct: 3, amount: 500 } },
  where: { role: 'own' },
  how: { channels: ['webhook'], groupFrom: 5 },
};
const addRule = (rule: object) =>
  line.lotwatch('alerts', 'add', '--file', line.write('rule.json', JSON.stringify(rule)));

it('a rule and a webhook: a sync beside no console evaluates and sends, once, and says why', async () => {
  line.lotwatch('sync', lot(1, 39_000, 30_000), '--dealer', 'north');
  expect(line.lotwatch('alerts', 'channel', 'webhook', '--url', receiver.url).code).toBe(0);
  expect(addRule(RULE)).toMatchObject({ code: 0, err: '' });
  // Another look at the same file is no news.
  await lotwatch('sync', lot(2, 38_000, 29_900), '--dealer', 'north');
  const done = await lotwatch('sync', lot(3, 38_000, 29_900), '--dealer', 'north');
  expect(done).toMatchObject({ code: 0, err: '' });
  const [{ id } = {}] = line.json('alerts', 'history', '--json');
  expect(receiver.received.map(({ body }) => body)).toEqual([
    {
      id,
      rule: 'Price drops',
      at: expect.any(String),
      state: 'firing',
      count: 1,
      text: '2026 Honda Accord 33A004352: Price −$1,000 (−2.56%), from $39,000 to $38,000 · north',
      url: expect.stringContaining(`#/alerts/${String(id)}`),
      vehicles: [
        {
          ...{ vin: VINS[0], dealerId: 'north', vehicle: '2026 Honda Accord' },
          ...{ old: 39_000, new: 38_000, delta: -1000, deltaPct: -2.56 },
        },
      ],
    },
  ]);
  expect(line.json('alerts', 'test', 'price-drops', '--json')).toMatchObject([
    { fired: 1, vehicles: 1, events: 2, incomplete: null },
  ]);
  const [why] = line.json('alerts', 'why', VINS[0] ?? '', '--json');
  expect(why).toMatchObject({
    rules: [{ ruleId: 'price-drops', gates: [{ gate: 'fired' }, { gate: 'sent' }] }],
  });
  const [whyNot] = line.json('alerts', 'why', VINS[1] ?? '', '--json');
  expect(whyNot).toMatchObject({ rules: [{ gates: [{ gate: 'below-threshold' }] }] });
});

it('acknowledges, turns off and on, and removes; nothing is sent of what happened while it was off', async () => {
  line.lotwatch('sync', lot(1, 39_000), '--dealer', 'north');
  line.lotwatch('alerts', 'channel', 'webhook', '--url', receiver.url);
  addRule(RULE);
  await lotwatch('sync', lot(2, 38_000), '--dealer', 'north');
  const [alert] = line.json('alerts', 'history', '--json');
  const id = String(alert?.['id']);
  line.lotwatch('alerts', 'ack', id, '--reason', 'agreed', '--by', 'M. Okafor');
  expect(line.json('alerts', 'history', '--json')).toMatchObject([
    { state: 'acknowledged', acknowledged: { by: 'M. Okafor', reason: 'agreed' } },
  ]);
  line.lotwatch('alerts', 'off', 'price-drops');
  await lotwatch('sync', lot(3, 37_000), '--dealer', 'north');
  line.lotwatch('alerts', 'on', 'price-drops');
  expect(receiver.received).toHaveLength(1);
  await lotwatch('sync', lot(4, 36_000), '--dealer', 'north');
  expect(receiver.received).toHaveLength(2);
  expect(line.lotwatch('alerts', 'remove', 'price-drops').code).toBe(0);
  expect(line.json('alerts', 'list', '--json')).toEqual([]);
  expect(line.json('alerts', 'history', '--json')).toHaveLength(2);
});

it('refuses a rule that it does not understand, naming the place', () => {
  const refused = (rule: object): string => addRule(rule).err;
  expect(refused({ ...RULE, when: { ...RULE.when, measure: 'prize' } })).toContain('when.measure');
  expect(refused({ ...RULE, when: { kind: 'sometimes' } })).toContain('one of changes, crosses');
  expect(refused({ ...RULE, how: { channel: ['webhook'] } })).toContain('how');
  expect(line.lotwatch('alerts', 'remove', 'nothing').err).toContain('There is no alert rule nothing');
});

it('a receiver that is down: the next command sends it, with the same id', async () => {
  line.lotwatch('sync', lot(1, 39_000), '--dealer', 'north');
  line.lotwatch('alerts', 'channel', 'webhook', '--url', receiver.url);
  addRule(RULE);
  receiver.answer = (_request, response) => void response.writeHead(503).end();
  const done = await lotwatch('sync', lot(2, 38_000), '--dealer', 'north');
  expect(done.err).toContain('not delivered: http://127.0.0.1');
  expect(done.err).toContain('HTTP 503');
  expect(line.json('alerts', 'history', '--json')).toMatchObject([
    { deliveries: [{ state: 'waiting', tries: 1, reason: expect.stringContaining('503') }] },
  ]);
});
