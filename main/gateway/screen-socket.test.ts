import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../shared/channels.ts';
import { WHOLE_LOT } from '../../shared/list-filter.ts';
import type { CoreMessage, TaggedFrame } from '../../shared/wire.ts';
import type { ScriptedGateway } from './scripted-gateway.ts';
import { HANDSHAKE, scriptedGateway, signIn } from './scripted-gateway.ts';

let gateway: ScriptedGateway;
let cookie: string;
beforeEach(async () => {
  gateway = await scriptedGateway();
  cookie = await signIn(gateway);
});
afterEach(() => gateway.close());

/** Node's WebSocket takes headers, which the browser's, whose type this is, does not. */
type WithHeaders = new (url: string, options: { headers: Record<string, string> }) => WebSocket;

async function screen() {
  const Socket = WebSocket as unknown as WithHeaders;
  const headers = { cookie, origin: `http://127.0.0.1:${gateway.port}` };
  const socket = new Socket(`ws://127.0.0.1:${gateway.port}/api/screen`, { headers });
  const messages: CoreMessage[] = [];
  const waiting: (() => void)[] = [];
  socket.addEventListener('message', (event: MessageEvent<string>) => {
    messages.push(JSON.parse(event.data) as CoreMessage);
    waiting.shift()?.();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason }));
  });
  await once(socket, 'open');
  const next = () =>
    messages.length > 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve));
  return { socket, closed, receive: async () => (await next(), messages.shift()) };
}

const frame: TaggedFrame = {
  subscription: 4,
  frame: { feed: 'lot', epoch: 'e', after: 0, seq: 1, kind: 'delta', data: {} },
};

describe('a screen', () => {
  it('calls, subscribes, gets frames and unsubscribes', async () => {
    const { socket, receive } = await screen();
    socket.send(JSON.stringify({ call: 'app.info', id: 9, input: { a: 1 } }));
    expect(await receive()).toEqual({ id: 9, result: { ok: true, value: ['app.info', { a: 1 }] } });
    const position = { epoch: 'e', seq: 0 };
    socket.send(JSON.stringify({ subscribe: 'lot', subscription: 4, position, filter: WHOLE_LOT }));
    socket.send(JSON.stringify({ unsubscribe: 4 }));
    socket.send(JSON.stringify({ call: 'app.info', id: 10, input: {} }));
    await receive();
    expect(gateway.received).toEqual([
      ['open', { adapter: 'browser' }],
      ['subscribe', { subscribe: 'lot', subscription: 4, position, filter: WHOLE_LOT }],
      ['unsubscribe', 4],
    ]);
    gateway.frames([frame]);
    expect(await receive()).toEqual({ frames: [frame] });
    socket.close();
    await gateway.ended;
  });

  it.each([
    ['bad JSON', '{'],
    ['nothing', ''],
    ['a list', '[]'],
    ['an unknown call', '{"call":"app.quit","id":1,"input":{}}'],
    ['an inherited name', '{"call":"constructor","id":1,"input":{}}'],
    ['a call without an id', '{"call":"app.info","input":{}}'],
    ['an unknown feed', '{"subscribe":"secrets","subscription":1,"position":null}'],
    ['a subscription without a position', '{"subscribe":"lot","subscription":1}'],
    ['a subscription below 1', '{"subscribe":"lot","subscription":0,"position":null}'],
    ['an unsubscription of nothing', '{"unsubscribe":null}'],
  ])('that sends %s gets a refusal and is closed', async (_name, text) => {
    const { socket, closed, receive } = await screen();
    socket.send(text);
    expect(await receive()).toEqual({ refused: 'this is not a message of the contract' });
    expect((await closed).code).toBe(1008);
    await gateway.ended;
    expect(gateway.received).toHaveLength(1);
  });

  it('that sends bytes is closed', async () => {
    const { socket, closed } = await screen();
    socket.send(new Uint8Array([123, 125]));
    expect((await closed).code).toBe(1008);
  });

  it('that sends too much is closed before it is read', async () => {
    const { socket, closed } = await screen();
    socket.send(JSON.stringify({ call: 'app.info', id: 1, input: 'x'.repeat(MAX_MESSAGE_BYTES) }));
    expect((await closed).code).toBe(1009);
    await gateway.ended;
  });

  it('that does not read is dropped, never buffered without bound', async () => {
    const socket = connect(gateway.port, '127.0.0.1');
    const headers = Object.entries({ ...HANDSHAKE, cookie, host: `127.0.0.1:${gateway.port}` });
    socket.write(
      `GET /api/screen HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
    await once(socket, 'data');
    socket.pause();
    let dropped = false;
    void gateway.ended.then(() => {
      dropped = true;
    });
    const big: TaggedFrame = {
      ...frame,
      frame: { ...frame.frame, kind: 'delta', data: 'x'.repeat(1 << 20) },
    };
    let sent = 0;
    // More than the bound and both kernel buffers; a gateway without a bound would take all of it.
    while (!dropped && sent < 256) {
      gateway.frames([big]);
      sent += 1;
      await new Promise(setImmediate);
    }
    expect(dropped).toBe(true);
    expect(sent).toBeLessThan(64);
    socket.destroy();
  });

  it('hears that the gateway ends', async () => {
    const other = await scriptedGateway(null);
    const socket = new WebSocket(`ws://127.0.0.1:${other.port}/api/screen`);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await other.close();
    expect((await closed)[0]).toMatchObject({ code: 1001 });
  });
});
