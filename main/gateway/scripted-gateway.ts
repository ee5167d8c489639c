import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaggedFrame } from '../../shared/wire.ts';
import type { ScreenHost, HttpApi } from '../adapter.ts';
import { removeRetryingLater } from '../files/change-files.ts';
import { silentLog } from '../log/log.ts';
import type { Gateway } from './gateway.ts';
import { openGateway } from './gateway.ts';

/** For tests: a real gateway on a real port over a core that records what reaches it and answers with it. */
export type ScriptedGateway = Gateway & {
  readonly received: unknown[][];
  /** Sends frames to every open screen. */
  readonly frames: (frames: readonly TaggedFrame[]) => void;
  readonly urls: string[];
  /** Settles when a screen session ends. */
  readonly ended: Promise<void>;
};

/** A core whose calls throw: what programs get is tested on the real one. */
export const NO_HTTP_API: HttpApi = {
  events: {
    epoch: 'none',
    seq: 0,
    read: (after) => ({ after, upTo: after, events: [] }),
    onGrowth: () => () => {},
    lastGap: 0,
    gapAt: () => null,
  },
  busReport: notAsked,
  submit: notAsked,
  job: () => null,
  vehicles: async () => ({ vehicles: [], next: null }),
  vehicleList: () => Promise.resolve({ ok: true, value: { vehicles: [], next: null } }),
  vehicle: async () => null,
  exportFile: () => null,
  alerts: () => ({ alerts: [], next: null }),
  onAlert: () => () => {},
};

function notAsked(): never {
  throw new Error('the scripted core has no http api');
}

export const PROGRAM_TOKEN = 'program-token';

export async function scriptedGateway(token: string | null = PROGRAM_TOKEN): Promise<ScriptedGateway> {
  const base = await mkdtemp(join(tmpdir(), 'lotwatch-gateway-'));
  const rendererDir = join(base, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(base, 'secret.html'), 'secret');
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html>');
  await writeFile(join(rendererDir, '.hidden'), 'secret');
  await writeFile(join(rendererDir, 'assets', 'main.js'), 'export {};');
  const received: unknown[][] = [];
  const sends = new Set<(frames: readonly TaggedFrame[]) => void>();
  const end = Promise.withResolvers<void>();
  const core: ScreenHost & { readonly httpApi: HttpApi } = {
    httpApi: NO_HTTP_API,
    openScreen(abilities, send) {
      received.push(['open', abilities]);
      sends.add(send);
      return {
        call: async (...args) => ({ ok: true, value: args }),
        subscribe: (...args) => void received.push(['subscribe', ...args]),
        unsubscribe: (...args) => void received.push(['unsubscribe', ...args]),
        setVisible: () => {},
        close: () => {
          sends.delete(send);
          end.resolve();
        },
      };
    },
  };
  const urls: string[] = [];
  const log = silentLog();
  const onNextUrl = (url: string): void => void urls.push(url);
  const gateway = await openGateway({ core, port: 0, token, rendererDir, log, onNextUrl });
  return {
    ...gateway,
    received,
    urls,
    ended: end.promise,
    frames: (frames) => sends.forEach((send) => send(frames)),
    close: async () => {
      await gateway.close();
      await removeRetryingLater(base);
    },
  };
}

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** One request exactly as written: `fetch` would set Host itself and tidy the path. */
export function ask(
  { port }: { readonly port: number },
  method: string,
  path: string,
  { body, ...headers }: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      agent: false,
      headers: { ...type, ...headers },
    });
    asked.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      // Cut off half way: the request emits no error of its own once there is an answer.
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    // The handshake of a WebSocket succeeded; the caller only wants to know that.
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

export const HANDSHAKE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
} as const;

export const tokenOf = (url: string): string =>
  new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? '';

/** Signs in like the page does; the cookie as it is sent back. */
export async function signIn(gateway: ScriptedGateway, url: string = gateway.url): Promise<string> {
  const { headers } = await ask(gateway, 'POST', '/api/session', {
    body: JSON.stringify({ token: tokenOf(url) }),
  });
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
