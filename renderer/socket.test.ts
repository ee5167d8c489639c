import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Frame } from '../shared/frame.ts';
import { EVERY_CHANGE, WHOLE_LOT } from '../shared/list-filter.ts';
import { ok } from '../shared/result.ts';
import type { CoreMessage, ScreenMessage } from '../shared/wire.ts';
import { createSocketBridge } from './socket.ts';

type Listener = (event: { data?: string }) => void;

/** The other end of a WebSocket, driven by the test. */
class ScriptedSocket {
  readonly sent: ScreenMessage[] = [];
  closed = false;
  readonly #listeners = new Map<string, Listener>();
  addEventListener(type: string, listener: unknown): void {
    this.#listeners.set(type, listener as Listener);
  }
  send(message: string): void {
    this.sent.push(JSON.parse(message) as ScreenMessage);
  }
  close(): void {
    this.closed = true;
  }
  open(): void {
    this.#listeners.get('open')?.({});
  }
  lose(): void {
    this.#listeners.get('close')?.({});
  }
  hear(message: CoreMessage): void {
    this.#listeners.get('message')?.({ data: JSON.stringify(message) });
  }
}

function connect(
  refused: string | null = null,
  isSignedIn: () => Promise<boolean | null> = async () => null,
) {
  const sockets: ScriptedSocket[] = [];
  const open = () => {
    const socket = new ScriptedSocket();
    sockets.push(socket);
    return socket as unknown as WebSocket;
  };
  const made = createSocketBridge({ open, random: () => 0.5, refused, isSignedIn });
  const latest = (): ScriptedSocket => sockets.at(-1) ?? new ScriptedSocket();
  return { ...made, sockets, latest };
}

const frame = (seq: number, kind: 'snapshot' | 'gap' = 'snapshot'): Frame =>
  kind === 'gap'
    ? { feed: 'changes', epoch: 'e', after: 0, seq, kind, missed: 3, reason: '' }
    : { feed: 'changes', epoch: 'e', after: 0, seq, kind, data: {} };

describe('the WebSocket bridge', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('pairs answers with calls, also those made before it was open', async () => {
    const { bridge, latest } = connect();
    const [one, two] = [bridge.call('app.info', {}), bridge.call('settings.get', {})];
    latest().open();
    const ids = latest().sent.map((message) => ('call' in message ? message.id : 0));
    latest().hear({ id: ids[1] ?? 0, result: ok('settings') });
    latest().hear({ id: ids[0] ?? 0, result: ok('info') });
    expect(await Promise.all([one, two])).toEqual([ok('info'), ok('settings')]);
  });

  it('hands frames to their subscription alone, until it ends', () => {
    const { bridge, latest } = connect();
    latest().open();
    const seen: number[] = [];
    const end = bridge.subscribe('changes', null, EVERY_CHANGE, ({ seq }) => seen.push(seq));
    bridge.subscribe('lot', null, WHOLE_LOT, () => seen.push(-1));
    const [first] = latest().sent;
    const subscription = first && 'subscribe' in first ? first.subscription : 0;
    latest().hear({ frames: [{ subscription, frame: frame(7) }] });
    end();
    latest().hear({ frames: [{ subscription, frame: frame(8) }] });
    expect(seen).toEqual([7]);
    expect(latest().sent.at(-1)).toEqual({ unsubscribe: subscription });
  });

  it('connects again and takes each feed up where it stood', async () => {
    const { bridge, latest, sockets, connection } = connect();
    latest().open();
    bridge.subscribe('changes', null, EVERY_CHANGE, () => {});
    const [first] = latest().sent;
    const subscription = first && 'subscribe' in first ? first.subscription : 0;
    latest().hear({ frames: [{ subscription, frame: frame(7) }] });
    latest().lose();
    expect(connection.getState()).toMatchObject({ status: 'lost', everOpen: true });
    await vi.advanceTimersByTimeAsync(250);
    expect(sockets).toHaveLength(2);
    latest().open();
    expect(latest().sent).toEqual([
      { subscribe: 'changes', subscription, position: { epoch: 'e', seq: 7 }, filter: EVERY_CHANGE },
    ]);
    expect(connection.getState()).toEqual({ status: 'open' });
  });

  it('resumes from nothing after a gap whose snapshot never came', async () => {
    const { bridge, latest } = connect();
    latest().open();
    bridge.subscribe('changes', null, EVERY_CHANGE, () => {});
    const [first] = latest().sent;
    const subscription = first && 'subscribe' in first ? first.subscription : 0;
    latest().hear({ frames: [{ subscription, frame: frame(7, 'gap') }] });
    latest().lose();
    await vi.advanceTimersByTimeAsync(250);
    latest().open();
    expect(latest().sent).toMatchObject([{ position: null }]);
  });

  it('waits longer each time, and rejects what it cannot carry', async () => {
    const { bridge, sockets, latest } = connect();
    const under = bridge.call('app.info', {});
    const failure = under.catch(String);
    latest().lose();
    expect(await failure).toMatch(/lost/);
    await expect(bridge.call('app.info', {})).rejects.toThrow(/lost/);
    for (const wait of [188, 375, 750]) {
      await vi.advanceTimersByTimeAsync(wait - 1);
      const before = sockets.length;
      await vi.advanceTimersByTimeAsync(1);
      expect(sockets).toHaveLength(before + 1);
      latest().lose();
    }
  });

  it('passes on why the gateway refused the token, until it has been open', () => {
    const { latest, connection } = connect('used already');
    latest().lose();
    expect(connection.getState()).toMatchObject({ everOpen: false, reason: 'used already' });
  });

  it('knows a server that is gone from one that no longer knows this page', async () => {
    const answers = [null, false, true];
    const { latest, connection } = connect(null, async () => answers.shift() ?? null);
    latest().open();
    for (const signedOut of [false, true, false]) {
      latest().lose();
      await vi.advanceTimersByTimeAsync(0);
      expect(connection.getState()).toMatchObject({ status: 'lost', signedOut });
      await vi.advanceTimersByTimeAsync(10_000);
    }
    latest().open();
    expect(connection.getState()).toEqual({ status: 'open' });
  });

  it('never takes a late answer for the state that it was asked about', async () => {
    const late = Promise.withResolvers<boolean | null>();
    const { latest, connection } = connect(null, () => late.promise);
    latest().lose();
    await vi.advanceTimersByTimeAsync(250);
    latest().open();
    late.resolve(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.getState()).toEqual({ status: 'open' });
  });

  it('tries at once when the page has signed in again, and passes on why it could not', async () => {
    const { latest, sockets, connection, retry } = connect();
    latest().open();
    latest().lose();
    retry(null);
    expect(sockets).toHaveLength(2);
    latest().open();
    // Already there: nothing to do.
    retry(null);
    expect(sockets).toHaveLength(2);
    latest().lose();
    retry('used already');
    latest().lose();
    expect(connection.getState()).toMatchObject({ status: 'lost', everOpen: true, reason: 'used already' });
  });

  it('stops trying when it is closed', async () => {
    const { latest, sockets, close } = connect();
    latest().lose();
    close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
  });
});
