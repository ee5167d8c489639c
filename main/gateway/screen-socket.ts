import type { WebSocket } from '@fastify/websocket';
import type { CoreMessage, ScreenMessage } from '../../shared/wire.ts';
import { screenMessageSchema } from '../../shared/wire.ts';
import type { ScreenHost, ScreenSession } from '../adapter.ts';
import type { Log } from '../log/log.ts';

/** What may wait for a screen that does not read. A full snapshot is far below it; past it the screen starts over. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;
/** A browser answers pings by itself; one that did not within this time is gone without having said so. */
const PING_EVERY_MS = 20_000;
/** How long a dropped screen may take to receive the reason. */
const CLOSE_GRACE_MS = 1_000;

/** Codes of RFC 6455. */
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

/** Carries the contract over one WebSocket until either end closes it. */
export function carryScreen(socket: WebSocket, core: ScreenHost, log: Log): void {
  const drop = (code: number, reason: string): void => {
    log.warn({ code, reason }, 'screen dropped');
    session.close();
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), CLOSE_GRACE_MS).unref();
  };
  const send = (message: CoreMessage): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES)
      return drop(TRY_AGAIN_LATER, 'the screen reads too slowly');
    socket.send(JSON.stringify(message));
  };
  const session = core.openScreen({ adapter: 'browser' }, (frames) => send({ frames }));

  // Attached before anything can arrive.
  socket.on('message', (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    const message = isBinary ? null : parse(String(data));
    if (message === null) {
      send({ refused: 'this is not a message of the contract' });
      return drop(POLICY_VIOLATION, 'not a message of the contract');
    }
    try {
      act(session, message, send);
    } catch (error) {
      log.warn({ err: error }, 'message refused');
      send({ refused: 'this is more than a screen needs' });
      drop(POLICY_VIOLATION, 'more than a screen needs');
    }
  });
  socket.on('error', (error) => log.warn({ err: error }, 'screen connection failed'));

  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const pings = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_EVERY_MS).unref();
  socket.on('close', () => {
    clearInterval(pings);
    session.close();
  });
  session.setVisible(true);
}

function parse(text: string): ScreenMessage | null {
  try {
    return screenMessageSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function act(session: ScreenSession, message: ScreenMessage, send: (message: CoreMessage) => void): void {
  if ('call' in message) {
    const { id } = message;
    void session.call(message.call, message.input).then((result) => send({ id, result }));
  } else if ('subscribe' in message) {
    session.subscribe(message);
  } else {
    session.unsubscribe(message.unsubscribe);
  }
}
