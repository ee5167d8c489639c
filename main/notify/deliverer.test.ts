import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelSettings } from '../../shared/alerts/channel.ts';
import { freePort } from '../free-port.fixture.ts';
import { trustAlso } from '../net/trust.ts';
import { certificateFor, MESSAGE, openDelivery } from './delivery.fixture.ts';
import { openReceiver, type Receiver } from './receiver.fixture.ts';

const { channel, closing, forget, row } = openDelivery();
const webhook = (url: string, template: string | null = null): ChannelSettings => ({
  ...{ kind: 'webhook', url, template },
});
async function receiver(tls?: Parameters<typeof openReceiver>[0]): Promise<Receiver> {
  const opened = await openReceiver(tls);
  closing.push(() => opened.close());
  return opened;
}
let other: ReturnType<typeof certificateFor>;
beforeAll(() => {
  other = certificateFor('other.example.com');
});
afterAll(() => other.remove());

describe('a webhook', () => {
  it('gets the documented body, signed, and recognises a repeat by its id', async () => {
    const there = await receiver();
    there.answer = (_request, response) => {
      there.answer = (_again, taken) => void taken.end();
      response.writeHead(500).end();
    };
    const deliverer = channel(webhook(there.url), { secret: 'key' });
    await deliverer.wake();
    expect(row()).toMatchObject({
      state: 'waiting',
      tries: 1,
      reason: expect.stringContaining('HTTP 500'),
    });
    await expect.poll(() => row().state).toBe('sent');
    const [first, second] = there.received;
    const { urgent: _urgent, ...body } = MESSAGE;
    expect(first?.body).toEqual(body);
    expect(Object.keys(first?.body ?? {})).toEqual([
      'id',
      'rule',
      'at',
      'state',
      'count',
      'text',
      'url',
      'vehicles',
    ]);
    expect(second?.headers['x-lotwatch-delivery']).toBe(MESSAGE.id);
    expect(second?.text).toBe(first?.text);
    const signature = createHmac('sha256', 'key')
      .update(first?.text ?? '')
      .digest('hex');
    expect(first?.headers['x-lotwatch-signature']).toBe(`sha256=${signature}`);
  });

  it('gets a body of its own from a template', async () => {
    const there = await receiver();
    const template =
      '{"text": "{{rule}}: {{text}}", "n": {{count}}, "cars": {{vehicles}}, "as": "{{count}}"}';
    await channel(webhook(there.url, template)).wake();
    expect(there.received.map(({ body }) => body)).toEqual([
      { text: `Price drops: ${MESSAGE.text}`, n: 2, cars: MESSAGE.vehicles, as: '2' },
    ]);
  });

  it.each([
    [400, 'failed', 'HTTP 400'],
    [410, 'failed', 'HTTP 410'],
    [307, 'failed', 'redirects elsewhere'],
    [429, 'waiting', 'HTTP 429'],
    [503, 'waiting', 'HTTP 503'],
  ])('answers %i: it is %s', async (status, state, words) => {
    const there = await receiver();
    const elsewhere = await receiver();
    there.answer = (_request, response) =>
      void response.writeHead(status, { location: elsewhere.url }).end();
    await channel(webhook(there.url), {
      limits: { firstWaitMs: 60_000, longestWaitMs: 60_000, giveUpMs: 90_000 },
    }).wake();
    expect(row()).toMatchObject({ state, tries: 1, reason: expect.stringContaining(words) });
    expect(elsewhere.received).toEqual([]);
  });

  it('that asks for a wait gets it', async () => {
    const there = await receiver();
    there.answer = (_request, response) => void response.writeHead(503, { 'retry-after': '30' }).end();
    const before = Date.now();
    await channel(webhook(there.url), { limits: { longestWaitMs: 50_000 } }).wake();
    expect(Number(row()['due_at'])).toBeGreaterThanOrEqual(before + 30_000);
  });

  it('is down, or silent: why is kept, and after a day it is given up', async () => {
    const port = await freePort();
    const wait = { firstWaitMs: 20_000, longestWaitMs: 20_000 };
    await channel(webhook(`http://127.0.0.1:${port}/`), { limits: wait }).wake();
    expect(row()).toMatchObject({
      state: 'waiting',
      reason: expect.stringContaining('nothing answers on that port'),
    });
    forget();

    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    closing.push(() => void silent.close());
    const { port: taken } = silent.address() as AddressInfo;
    await channel(webhook(`http://127.0.0.1:${taken}/`), { limits: wait }).wake();
    expect(row()).toMatchObject({
      state: 'waiting',
      reason: expect.stringContaining('did not answer in time'),
    });
    forget();

    await channel(webhook(`http://127.0.0.1:${port}/`), { limits: { ...wait, giveUpMs: 10_000 } }).wake();
    expect(row()).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('It was tried 1 times'),
    });
  });

  it('whose certificate is for another name, or of nobody, gets nothing', async () => {
    const there = await receiver(other);
    const wait = { firstWaitMs: 20_000, longestWaitMs: 20_000 };
    await channel(webhook(there.url), { limits: wait }).wake();
    expect(row()).toMatchObject({
      state: 'waiting',
      reason: expect.stringContaining('certificate was refused'),
    });
    forget();
    trustAlso(other.file);
    await channel(webhook(there.url), { limits: wait }).wake();
    expect(row()).toMatchObject({ reason: expect.stringContaining('certificate is for another name') });
    expect(there.received).toEqual([]);
  });

  it('is sent nothing without its secret', async () => {
    const there = await receiver();
    await channel(webhook(there.url), { secret: null, limits: { firstWaitMs: 20_000 } }).wake();
    expect(row()).toMatchObject({
      state: 'waiting',
      reason: expect.stringContaining('secret cannot be read'),
    });
    expect(there.received).toEqual([]);
  });
});

it('ntfy gets the words of every alphabet, and how urgent it is', async () => {
  const there = await receiver();
  await channel(
    { kind: 'ntfy', server: new URL(there.url).origin, topic: 'lot' },
    { secret: 'token' },
  ).wake();
  expect(there.received).toMatchObject([
    {
      headers: { authorization: 'Bearer token' },
      body: { topic: 'lot', title: 'Price drops', message: MESSAGE.text, priority: 5, click: MESSAGE.url },
    },
  ]);
});
