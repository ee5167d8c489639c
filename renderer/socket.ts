import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { CallName } from '../shared/channels.ts';
import type { FeedPosition, Frame } from '../shared/frame.ts';
import type { Result } from '../shared/result.ts';
import type { Bridge, CoreMessage, ScreenMessage, SubscribeMessage } from '../shared/wire.ts';
import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import { text } from './text.ts';

/** As much of a WebSocket as is used; a test hands in its own. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'addEventListener'>;

export type SocketOptions = {
  readonly open: () => Socket;
  readonly random: () => number;
  /** What the gateway said against our token, shown while no connection comes about. */
  readonly refused: string | null;
  /** Whether the gateway knows this page; null where it does not answer. A socket that is refused does not say. */
  readonly isSignedIn: () => Promise<boolean | null>;
};

type PendingCall = {
  readonly message: string;
  readonly resolve: (result: Result<unknown>) => void;
  readonly reject: (reason: Error) => void;
};

type Subscription = {
  /** What was asked for; `position` is where it goes on after a loss. */
  readonly message: Omit<SubscribeMessage, 'position' | 'subscription'>;
  position: FeedPosition | null;
  readonly onFrame: (frame: Frame) => void;
};

/**
 * The bridge of the browser adapter. After a loss it tries again with growing pauses and takes its subscriptions up
 * from their last positions, so the screens get exactly what they missed or a gap notice.
 */
export function createSocketBridge(options: SocketOptions): {
  readonly bridge: Bridge;
  readonly connection: StoreApi<Connection>;
  /** Tries at once, after the page has signed in again. `refused` = what the gateway said against that. */
  retry(refused: string | null): void;
  close(): void;
} {
  const connection = createStore<Connection>(() => ({ status: 'connecting' }));
  const calls = new Map<number, PendingCall>();
  const subscriptions = new Map<number, Subscription>();
  let socket: Socket | null = null;
  let nextId = 1;
  let attempt = 0;
  let everOpen = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let { refused } = options;
  let ended = false;

  const isOpen = (): boolean => connection.getState().status === 'open';
  const send = (message: ScreenMessage): void => socket?.send(JSON.stringify(message));

  const subscribeOnWire = (id: number, subscription: Subscription): void =>
    send({
      ...subscription.message,
      subscription: id,
      position: subscription.position,
    } as SubscribeMessage);

  const receive = (message: CoreMessage): void => {
    if ('frames' in message) {
      for (const { subscription: id, frame } of message.frames) {
        const subscription = subscriptions.get(id);
        if (!subscription) continue;
        // Behind a gap there is no position to resume from until its snapshot has come.
        subscription.position = frame.kind === 'gap' ? null : { epoch: frame.epoch, seq: frame.seq };
        subscription.onFrame(frame);
      }
    } else if ('id' in message) {
      const call = calls.get(message.id);
      calls.delete(message.id);
      call?.resolve(message.result);
    }
    // `refused` needs no answer: the core closes the connection after it, and pending calls reject.
  };

  const lose = (): void => {
    socket = null;
    if (ended) return;
    const before = connection.getState();
    const since = before.status === 'lost' ? before.since : Date.now();
    const signedOut = before.status === 'lost' && before.signedOut;
    connection.setState({ status: 'lost', since, everOpen, reason: refused, signedOut }, true);
    void askWhy(attempt);
    // Whether they were carried out is unknown; sending them again could do them twice.
    for (const call of calls.values()) call.reject(new Error(text.connection.lost));
    calls.clear();
    timer = setTimeout(connect, backoffMs(attempt, options.random));
    attempt += 1;
  };

  /** A later loss asks by itself; a late answer is ignored. */
  const askWhy = async (asked: number): Promise<void> => {
    const known = await options.isSignedIn();
    const now = connection.getState();
    if (now.status !== 'lost' || asked + 1 !== attempt) return;
    connection.setState({ ...now, signedOut: known === false }, true);
  };

  function connect(): void {
    timer = null;
    const opening = options.open();
    socket = opening;
    opening.addEventListener('open', () => {
      attempt = 0;
      everOpen = true;
      refused = null;
      for (const [id, subscription] of subscriptions) subscribeOnWire(id, subscription);
      for (const call of calls.values()) opening.send(call.message);
      connection.setState({ status: 'open' }, true);
    });
    opening.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data === 'string' && socket === opening)
        receive(JSON.parse(event.data) as CoreMessage);
    });
    opening.addEventListener('close', () => {
      if (socket === opening) lose();
    });
  }
  connect();

  const bridge: Bridge = {
    adapter: 'browser',
    call: (name: CallName, input: unknown) =>
      new Promise((resolve, reject) => {
        if (connection.getState().status === 'lost') {
          reject(new Error(text.connection.lost));
          return;
        }
        const id = nextId++;
        const message = JSON.stringify({ call: name, id, input } satisfies ScreenMessage);
        calls.set(id, { message, resolve, reject });
        if (isOpen()) socket?.send(message);
      }),
    subscribe: (feed, position, filter, onFrame) => {
      const id = nextId++;
      // A feed and its filter belong together; TypeScript cannot follow a union of pairs through a call.
      const message = { subscribe: feed, filter } as Subscription['message'];
      const subscription: Subscription = { message, position, onFrame };
      subscriptions.set(id, subscription);
      if (isOpen()) subscribeOnWire(id, subscription);
      return () => {
        if (subscriptions.delete(id) && isOpen()) send({ unsubscribe: id });
      };
    },
  };
  const close = (): void => {
    ended = true;
    if (timer !== null) clearTimeout(timer);
    socket?.close();
  };
  const retry = (said: string | null): void => {
    refused = said;
    // Only while it waits: a try under way is a try.
    if (timer === null || ended) return;
    clearTimeout(timer);
    attempt = 0;
    connect();
  };
  return { bridge, connection, retry, close };
}
