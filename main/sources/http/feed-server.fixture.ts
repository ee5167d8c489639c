import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedAuth } from '../../../shared/schedule.ts';
import { download, type Downloaded, type DownloadRequest } from './download.ts';

export const FEED = 'VIN,MSRP,Price\n1HGCM82633A004352,40000,39000\n3GNAXMEV7NS200005,50000,48000\n';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
/** For tests: a real server on loopback that notes what it was asked. */
export type FeedServer = {
  readonly origin: string;
  readonly asked: IncomingHttpHeaders[];
  close(): Promise<void>;
};

export async function serveFeed(
  handler: Handler,
  tls?: { key: Buffer; cert: Buffer },
): Promise<FeedServer> {
  const asked: IncomingHttpHeaders[] = [];
  const listener: Handler = (request, response) => {
    asked.push(request.headers);
    handler(request, response);
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, this is an object.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A key and a certificate for 127.0.0.1 that no authority has signed. */
export function selfSigned(): { key: Buffer; cert: Buffer } {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-cert-'));
  try {
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
        .concat(['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'])
        .concat(['-keyout', key, '-out', cert]),
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** A download without long waits. */
export const fetchFeed = (
  folder: string,
  url: string,
  options: Partial<DownloadRequest> & { readonly auth?: FeedAuth } = {},
): Promise<Downloaded> =>
  download({
    url: new URL(url),
    auth: { kind: 'none' },
    known: null,
    folder,
    id: 'test',
    signal: new AbortController().signal,
    onBytes: () => undefined,
    now: Date.now,
    ...options,
    limits: { backOffMs: 1, settleMs: 1, ...options.limits },
  });

/** The text of what came. */
export function textOf(downloaded: Downloaded): string {
  if (downloaded.kind !== 'file') throw new Error(`nothing came: ${downloaded.kind}`);
  return readFileSync(downloaded.path, 'utf8');
}
