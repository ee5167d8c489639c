import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export type Received = {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
};
type Answer = (request: IncomingMessage, response: ServerResponse, received: Received) => void;

/** For tests: a receiver of webhooks on loopback that notes what came. */
export type Receiver = {
  readonly url: string;
  readonly received: Received[];
  /** How it answers from now on. */
  answer: Answer;
  close(): Promise<void>;
};

const TAKEN: Answer = (_request, response) => void response.end('ok');

export async function openReceiver(tls?: {
  readonly key: Buffer;
  readonly cert: Buffer;
}): Promise<Receiver> {
  const received: Received[] = [];
  const listen = (request: IncomingMessage, response: ServerResponse): void => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (text += part));
    request.on('end', () => {
      const one = { headers: request.headers, text, body: JSON.parse(text) as Record<string, unknown> };
      received.push(one);
      receiver.answer(request, response, one);
    });
  };
  const server = tls === undefined ? createServer(listen) : createTlsServer(tls, listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, this is an object.
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/hook`,
    received,
    answer: TAKEN,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
