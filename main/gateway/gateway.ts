import cookies from '@fastify/cookie';
import files from '@fastify/static';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fastify } from 'fastify';
import { z } from 'zod';
import { MAX_MESSAGE_BYTES } from '../../shared/channels.ts';
import { SAFE_HEADERS, contentPolicy } from '../../shared/content-policy.ts';
import type { ScreenHost, HttpApi } from '../adapter.ts';
import type { Log } from '../log/log.ts';
import type { Access } from './access.ts';
import { createAccess } from './access.ts';
import { serveAlerts } from './alerts.ts';
import { serveDiagnostics } from './diagnostics.ts';
import { isOwnHost, isOwnOrigin } from './guard.ts';
import { serveExports } from './exports.ts';
import { serveJobs } from './jobs.ts';
import type { KeptSessions } from './kept-sessions.ts';
import { BIND, listen } from './listen.ts';
import { refuse } from './refuse.ts';
import { carryScreen } from './screen-socket.ts';
import { openSse, SSE_LIMITS, type SseHub, type SseLimits } from './sse.ts';
import { serveVehicles } from './vehicles.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 60_000;
const SCREEN_PATH = '/api/screen';
const CLOSE_GRACE_MS = 1_000;

export type GatewayOptions = {
  readonly core: ScreenHost & { readonly httpApi: HttpApi };
  /** 0 = any free one. */
  readonly port: number;
  /** What programs send as `Authorization: Bearer`. Null = everyone on this machine may in (`--no-token`). */
  readonly token: string | null;
  /** The built screens. */
  readonly rendererDir: string;
  readonly log: Log;
  /** Where sessions of pages outlive this server; absent = they end with it. */
  readonly sessions?: KeptSessions;
  /** A page used the address; this is the one for the next screen. */
  readonly onNextUrl?: (url: string) => void;
  readonly sse?: SseLimits;
};

export type Gateway = {
  /** For a browser; with a token it works once, then `onNextUrl` gives the next. */
  readonly url: string;
  readonly port: number;
  /** Programs that listen to events now. */
  readonly listeners: number;
  close(): Promise<void>;
};

/** @throws LotwatchError `unavailable` if the port is taken or not allowed. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const access = options.token === null ? null : createAccess(options.token, options.sessions ?? null);
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: 0,
    keepAliveTimeout: IDLE_TIMEOUT_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  let port = options.port;
  let sse: SseHub | null = null;
  // JSON bodies only: what a foreign page's form can send without asking is not even parsed.
  app.removeContentTypeParser('text/plain');
  await app.register(websocket, {
    options: { maxPayload: MAX_MESSAGE_BYTES },
    preClose: (done) => closeScreens(app, done),
  });
  // Behind the websocket plugin: its hook marks upgrades, and destroys the sockets of those refused here.
  guard(app, options.log, () => port);
  await app.register(cookies);
  await app.register(files, {
    root: options.rendererDir,
    cacheControl: false,
    etag: false,
    lastModified: false,
    dotfiles: 'ignore',
    redirect: false,
  });
  const address = (): string => `http://${BIND}:${port}/${access ? `#token=${access.pageToken()}` : ''}`;
  const cookie = (): string => `lotwatch-${port}`;
  if (access) signIn(app, access, cookie, () => options.onNextUrl?.(address()));
  await app.register(async (api) => {
    if (access) {
      api.addHook('preValidation', async (request, reply) => {
        const mayIn =
          access.isSession(request.cookies[cookie()]) || access.isProgram(request.headers.authorization);
        if (!mayIn) return refuse(reply, 401, 'Open the address that lotwatch printed, or send its token.');
      });
    }
    // A page whose socket was refused does not learn why: it asks here.
    api.get('/api/session', (_request, reply) => reply.code(204).send());
    api.get(SCREEN_PATH, { websocket: true }, (socket) => carryScreen(socket, options.core, options.log));
    const { httpApi } = options.core;
    sse = openSse(api, httpApi, options.log, options.sse ?? SSE_LIMITS);
    serveAlerts(api, httpApi);
    serveDiagnostics(api, httpApi);
    serveExports(api, httpApi);
    serveJobs(api, httpApi);
    serveVehicles(api, httpApi);
  });
  app.addHook('preClose', (done) => {
    sse?.close();
    done();
  });
  const listening = await listen(app, options.port);
  port = listening.port;
  options.log.info({ port, open: access === null }, 'gateway open');
  return {
    url: address(),
    port,
    get listeners() {
      return sse?.clients ?? 0;
    },
    close: async () => {
      try {
        await app.close();
      } finally {
        listening.close();
      }
    },
  };
}

/** Before anything else: the right name, the right page; and safe headers on whatever is answered. */
function guard(app: FastifyInstance, log: Log, port: () => number): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...SAFE_HEADERS, 'content-security-policy': contentPolicy("'self'") });
    const { host, origin } = request.headers;
    if (isOwnHost(host, port()) && isOwnOrigin(origin, host ?? '')) {
      // The plugin would open a socket on any route and close it again.
      const elsewhere = request.ws && request.routeOptions.url !== SCREEN_PATH;
      return elsewhere ? refuse(reply, 404, 'There is no socket here.', 'not-found') : undefined;
    }
    log.warn({ host, origin, url: request.url.slice(0, 200) }, 'request refused');
    return refuse(reply, 403, 'This gateway answers pages and programs of this machine only.');
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'There is nothing here.', 'not-found'));
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status < 500) return refuse(reply, status, error instanceof Error ? error.message : 'bad request');
    log.error({ err: error, url: request.url.slice(0, 200) }, 'request failed');
    return refuse(reply, 500, 'Lotwatch could not answer this; its log says why.', 'internal');
  });
}

const signInSchema = z.strictObject({ token: z.string().min(1).max(512) });

function signIn(app: FastifyInstance, access: Access, cookie: () => string, onUsed: () => void): void {
  app.post('/api/session', async (request: FastifyRequest, reply: FastifyReply) => {
    const body = signInSchema.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'The body is {"token": "…"}.');
    const sessionId = access.exchange(body.data.token);
    if (sessionId === null) {
      return refuse(reply, 401, 'This address was used before. Open the newest one that lotwatch printed.');
    }
    onUsed();
    // No Secure: loopback is plain HTTP. The port is in the name because cookies ignore it.
    reply.setCookie(cookie(), sessionId, { path: '/', httpOnly: true, sameSite: 'strict' });
    return reply.code(204).send();
  });
}

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

/** Says goodbye, but does not wait long for the answer. */
function closeScreens(app: FastifyInstance, done: () => void): void {
  for (const socket of app.websocketServer.clients) {
    socket.close(1001, 'lotwatch ends');
    setTimeout(() => socket.terminate(), CLOSE_GRACE_MS).unref();
  }
  app.websocketServer.close(() => done());
}
