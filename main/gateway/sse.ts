import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApi } from '../adapter.ts';
import type { Log } from '../log/log.ts';
import { refuse } from './refuse.ts';
import { SseClient } from './sse-client.ts';
import { parseFilter } from './sse-filter.ts';
import { parseId } from './sse-text.ts';

const EVENTS_PATH = '/api/realtime/events';

/** Well below the 30 s after which proxies and clients give a silent connection up. */
const HEARTBEAT_MS = 20_000;
/** A client that takes nothing for so long is dropped. */
const STUCK_MS = 10_000;
const SWEEP_MS = 1_000;
/** More listeners than programs on one machine; each costs a socket. */
const MAX_CLIENTS = 1_000;
/** What a browser waits before it reconnects. */
const RETRY_MS = 2_000;

export type SseLimits = {
  readonly heartbeatMs: number;
  readonly stuckMs: number;
  readonly sweepMs: number;
};
export const SSE_LIMITS: SseLimits = { heartbeatMs: HEARTBEAT_MS, stuckMs: STUCK_MS, sweepMs: SWEEP_MS };

export type SseHub = {
  readonly clients: number;
  close(): void;
};

/**
 * `GET /api/realtime/events`: the journal as server-sent events. Written on the raw response: a library that writes
 * without looking whether the client reads (docs/decisions/0007) cannot bound what waits for it.
 */
export function openSse(
  app: FastifyInstance,
  httpApi: HttpApi,
  log: Log,
  limits: SseLimits = SSE_LIMITS,
): SseHub {
  const clients = new Set<SseClient>();
  let stop = (): void => undefined;

  const begin = (): void => {
    const ends = [
      httpApi.events.onGrowth(() => clients.forEach((client) => client.pump())),
      httpApi.onAlert((alert) => clients.forEach((client) => client.alert(alert))),
    ];
    const timer = setInterval(sweep, limits.sweepMs);
    stop = () => {
      clearInterval(timer);
      for (const end of ends) end();
    };
  };
  const leave = (client: SseClient): void => {
    client.stop();
    if (clients.delete(client) && clients.size === 0) stop();
  };
  const sweep = (): void => {
    for (const client of clients) {
      if (client.isStuck(limits.stuckMs)) {
        log.warn({ id: client.id }, 'a listener reads too slowly and was dropped');
        client.drop(`Nothing was read for ${limits.stuckMs / 1000} s; come back with Last-Event-ID.`);
        leave(client);
      } else if (client.isQuiet(limits.heartbeatMs)) client.send('heartbeat', {}, true);
    }
  };

  app.get(EVENTS_PATH, (request: FastifyRequest, reply: FastifyReply) => {
    const filter = parseFilter(request.query);
    if (typeof filter === 'string') return refuse(reply, 400, filter);
    if (clients.size >= MAX_CLIENTS) {
      return refuse(reply, 503, `There are ${MAX_CLIENTS} listeners already.`, 'unavailable');
    }
    const { events } = httpApi;
    const resume = resumeAt(request.headers['last-event-id'], events);
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) response.setHeader(name, value);
    }
    // Ended is over: an idle connection must not stay behind.
    response.shouldKeepAlive = false;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    request.raw.socket.setNoDelay(true);
    const client = new SseClient({
      source: events,
      response,
      filter,
      cursor: resume.cursor,
      told: resume.told,
      now: Date.now,
    });
    response.on('close', () => leave(client));
    response.on('error', (err) => log.info({ err }, 'a listener was lost'));
    clients.add(client);
    if (clients.size === 1) begin();
    response.write(`retry: ${RETRY_MS}\n\n`);
    const { dealerId, vin, types } = filter;
    client.send('connected', { dealerId, vin, types: types === null ? null : [...types] }, true);
    if (resume.gap !== null) client.send('gap', { missed: null, reason: resume.gap }, true);
    client.pump();
    return reply;
  });

  return {
    get clients() {
      return clients.size;
    },
    close: () => {
      for (const client of clients) {
        client.drop('Lotwatch ends.');
        leave(client);
      }
    },
  };
}

/** From where a client goes on: now, its last position, or now with the reason why that position is lost. */
function resumeAt(
  header: string | string[] | undefined,
  { epoch, seq, lastGap }: HttpApi['events'],
): { readonly cursor: number; readonly told: number; readonly gap: string | null } {
  const now = { cursor: seq, told: lastGap };
  if (header === undefined || header === '') return { ...now, gap: null };
  const position = parseId(String(header));
  if (position === null)
    return { ...now, gap: 'The Last-Event-ID is not from this console; what was missed is unknown.' };
  if (position.epoch !== epoch || position.seq > seq) {
    return {
      ...now,
      gap: 'The database was created again or restored, so the history is a different one. Read the vehicles again.',
    };
  }
  return { cursor: position.seq, told: position.gap, gap: null };
}
