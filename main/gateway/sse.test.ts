import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_EVENTS } from '../feeds/event-stream.ts';
import { ask } from './scripted-gateway.ts';
import { listenTo, type Block } from './sse-listener.ts';
import { EPOCH, openStreamGateway, TS, type StreamGateway } from './stream.fixture.ts';

let open: StreamGateway;
beforeEach(async () => {
  open = await openStreamGateway({ stuckMs: 1_500, sweepMs: 20, heartbeatMs: 100 });
});
afterEach(() => open.close());

const vins = (blocks: readonly Block[]): unknown[] => blocks.map(({ data }) => data.data['vin']);
const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => `V${from + n}`);

describe('the stream of events', () => {
  it('has the shapes that the incumbent’s clients read', async () => {
    const listener = await listenTo(open.port);
    expect(listener.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
    });
    await listener.until('connected', 1);
    open.emit(1, { type: 'msrp:change' });
    open.emit(1);
    open.emitScore('V9', 'north');
    await listener.until('ai-score-update', 1);
    const money = { vin: 'V0', old: 40_000, new: 39_500.5, deltaPct: -1.25 };
    const scores = {
      vin: 'V9',
      dealerId: 'north',
      reason: 'msrp_change',
      scores: { avi: 80, ati: null, cis: 41 },
    };
    expect(listener.blocks.filter(({ event }) => event !== 'heartbeat')).toEqual([
      {
        event: 'connected',
        id: `${EPOCH}-0`,
        data: {
          type: 'connected',
          timestamp: expect.any(String),
          data: { dealerId: null, vin: null, types: null },
        },
      },
      { event: 'msrp-change', id: `${EPOCH}-1`, data: { type: 'msrp-change', timestamp: TS, data: money } },
      {
        event: 'price-change',
        id: `${EPOCH}-2`,
        data: { type: 'price-change', timestamp: TS, data: { ...money, vin: 'V1' } },
      },
      {
        event: 'ai-score-update',
        id: `${EPOCH}-3`,
        data: { type: 'ai-score-update', timestamp: TS, data: scores },
      },
    ]);
    listener.leave();
  });

  it('beats while nothing happens, and the beat says how far it has come', async () => {
    const listener = await listenTo(open.port, '?vin=NONE');
    open.emit(3);
    const beats = await listener.until('heartbeat', 2);
    expect(beats.at(-1)?.id).toBe(`${EPOCH}-3`);
    listener.leave();
  });

  it.each([
    ['?dealerId=NORTH', ['V0', 'V2', 'V3', 'V4', 'S']],
    ['?dealerId=south', ['V1', 'V2']],
    ['?types=msrp-change', ['V3']],
    ['?types=msrp-change,ai-score-update', ['V3', 'S']],
    ['?vin=%20v1%20', ['V1']],
    ['?dealerId=south&types=price-change&vin=V2', ['V2']],
    ['?sample=true&types=price-change', ['V0', 'V1', 'V2', 'V4', 'V5']],
  ])(
    'gives %s what it asks for; an event without a dealer passes every dealer',
    async (query, expected) => {
      const listener = await listenTo(open.port, query);
      open.emit(1);
      open.emit(1, { dealerId: 'south' });
      open.emit(1, { dealerId: '' });
      open.emit(1, { type: 'msrp:change' });
      open.emit(1);
      open.emit(1, { sample: true, dealerId: 'sample' });
      open.emitScore('S', 'north');
      await expect.poll(() => vins(listener.blocks).filter(Boolean)).toEqual(expected);
      listener.leave();
    },
  );

  it.each(['?types=nope', '?dealerId=a&dealerId=b', '?sample=perhaps'])(
    'refuses %s and says what there is',
    async (query) => {
      const { status, body } = await ask(open, 'GET', `/api/realtime/events${query}`);
      expect(status).toBe(400);
      expect(JSON.parse(body).error.message).toMatch(/types|sample/);
      expect(open.gateway.listeners).toBe(0);
    },
  );
});

describe('a listener that comes back', () => {
  it('gets exactly what it missed, however much', async () => {
    const first = await listenTo(open.port);
    open.emit(5);
    await first.until('price-change', 5);
    first.leave();
    const many = PAGE_EVENTS * 4 + 7;
    open.emit(many);
    const again = await listenTo(open.port, '', { 'last-event-id': first.lastId ?? '' });
    open.emit(1);
    expect(vins(await again.until('price-change', many + 1))).toEqual(numbered(5, 5 + many + 1));
    expect(again.blocks.some(({ event }) => event === 'gap')).toBe(false);
    again.leave();
  });

  it.each([
    ['another-epoch-3', /a different one/],
    [`${EPOCH}-999`, /a different one/],
    ['nonsense', /not from this console/],
  ])('with %s, which we never gave, gets a gap notice and goes on from now', async (id, reason) => {
    open.emit(3);
    const listener = await listenTo(open.port, '', { 'last-event-id': id });
    const [gap] = await listener.until('gap', 1);
    expect(gap).toMatchObject({
      id: `${EPOCH}-3`,
      data: { data: { missed: null, reason: expect.stringMatching(reason) } },
    });
    open.emit(1);
    expect(vins(await listener.until('price-change', 1))).toEqual(['V3']);
    listener.leave();
  });

  it('gets a gap notice for changes that the shared log lost', async () => {
    const listener = await listenTo(open.port);
    await listener.until('connected', 1);
    open.gap({ kind: 'trimmed', missed: 17, reason: '17 changes were trimmed' });
    expect((await listener.until('gap', 1))[0]?.data.data).toEqual({
      missed: 17,
      reason: '17 changes were trimmed',
    });
    listener.leave();
  });
});

describe('a gap in the shared log', () => {
  const gap = (missed: number) => ({ kind: 'trimmed' as const, missed, reason: `${missed} were trimmed` });
  /** What came in its order: VINs, and how many changes a gap had. */
  const story = (blocks: readonly Block[]): unknown[] =>
    blocks
      .filter(({ event }) => event === 'price-change' || event === 'gap')
      .map(({ data }) => data.data['vin'] ?? data.data['missed']);

  it('is told to a listener that was away, in its place, and once', async () => {
    const first = await listenTo(open.port);
    open.emit(2);
    await first.until('price-change', 2);
    first.leave();
    open.gap(gap(46));
    open.emit(2);
    open.gap(gap(7));
    open.gap(gap(8));
    open.emit(1);
    const again = await listenTo(open.port, '', { 'last-event-id': first.lastId ?? '' });
    await again.until('price-change', 3);
    expect(story(again.blocks)).toEqual([46, 'V2', 'V3', 7, 8, 'V4']);
    again.leave();
    const later = await listenTo(open.port, '', { 'last-event-id': again.lastId ?? '' });
    open.emit(1);
    await later.until('price-change', 1);
    expect(story(later.blocks)).toEqual(['V5']);
    later.leave();
  });

  it('is not told again to one whose last word it was, and is where it was the last there is', async () => {
    open.emit(1);
    const first = await listenTo(open.port);
    open.gap(gap(3));
    await first.until('gap', 1);
    first.leave();
    const heard = await listenTo(open.port, '', { 'last-event-id': first.lastId ?? '' });
    const missed = await listenTo(open.port, '', { 'last-event-id': `${EPOCH}-1` });
    await missed.until('gap', 1);
    open.emit(1);
    await heard.until('price-change', 1);
    expect(story(heard.blocks)).toEqual(['V1']);
    heard.leave();
    missed.leave();
  });

  it('is none of what a new listener missed', async () => {
    open.emit(1);
    open.gap(gap(3));
    const listener = await listenTo(open.port);
    open.emit(1);
    await listener.until('price-change', 1);
    expect(story(listener.blocks)).toEqual(['V1']);
    listener.leave();
  });

  it('is told to one that was not reading at that moment, whatever it filters', async () => {
    const listener = await listenTo(open.port, '?vin=NONE-OF-THESE');
    await listener.until('connected', 1);
    const slow = await listenTo(open.port);
    await slow.until('connected', 1);
    slow.response.pause();
    // More than sockets hold: it is waited for when the gap comes.
    const many = PAGE_EVENTS * 40;
    for (let sent = 0; sent < many; sent += PAGE_EVENTS * 4) open.emit(PAGE_EVENTS * 4);
    open.gap(gap(948));
    open.emit(1);
    await listener.until('gap', 1);
    slow.response.resume();
    await slow.until('price-change', many + 1);
    expect(story(slow.blocks).slice(-3)).toEqual([`V${many - 1}`, 948, `V${many}`]);
    slow.leave();
    listener.leave();
  });
});

describe('a listener that goes or does not read', () => {
  it('leaves nothing behind', async () => {
    const listeners = await Promise.all(Array.from({ length: 5 }, () => listenTo(open.port)));
    await Promise.all(listeners.map((listener) => listener.until('connected', 1)));
    expect([open.gateway.listeners, open.stream.listeners]).toEqual([5, 1]);
    for (const listener of listeners) listener.leave();
    await expect.poll(() => [open.gateway.listeners, open.stream.listeners]).toEqual([0, 0]);
  });

  it('is dropped with the reason, keeps nobody waiting and costs one page', async () => {
    const socket = connect(open.port, '127.0.0.1');
    socket.write(`GET /api/realtime/events HTTP/1.1\r\nHost: localhost:${open.port}\r\n\r\n`);
    await once(socket, 'readable');
    socket.read();
    socket.pause();
    const reading = await listenTo(open.port);
    // Past what the system takes on its behalf.
    const events = 40_000;
    open.emit(events);
    await reading.until('price-change', events);
    await expect.poll(() => open.gateway.listeners, { timeout: 15_000 }).toBe(1);
    let said = '';
    const closed = once(socket, 'close');
    socket.on('data', (part) => {
      said = (said + part.toString()).slice(-4_000);
    });
    socket.on('error', () => undefined);
    socket.resume();
    await closed;
    expect(said).toMatch(
      /event: dropped\ndata: .*Nothing was read for 1.5 s; come back with Last-Event-ID/,
    );
    reading.leave();
  }, 30_000);

  it('a listener that comes back after it was dropped has everything once and in order', async () => {
    const slow = await listenTo(open.port);
    await slow.until('connected', 1);
    slow.response.pause();
    const events = 40_000;
    open.emit(events);
    await expect.poll(() => open.gateway.listeners, { timeout: 15_000 }).toBe(0);
    slow.response.resume();
    await slow.ended;
    const had = slow.blocks.filter(({ event }) => event === 'price-change').length;
    expect(had).toBeLessThan(events);
    const again = await listenTo(open.port, '', { 'last-event-id': slow.lastId ?? '' });
    const rest = await again.until('price-change', events - had);
    const all = [...slow.blocks.filter(({ event }) => event === 'price-change'), ...rest];
    expect(all.map(({ id }) => Number(id?.split('-').at(-1)))).toEqual(
      Array.from({ length: events }, (_, n) => n + 1),
    );
    again.leave();
  }, 40_000);

  it('gets an end notice and ends with the gateway', async () => {
    const listener = await listenTo(open.port);
    await listener.until('connected', 1);
    const closed = open.gateway.close();
    await listener.ended;
    await closed;
    expect(listener.blocks.at(-1)).toMatchObject({
      event: 'dropped',
      data: { data: { reason: 'Lotwatch ends.' } },
    });
  });
});
