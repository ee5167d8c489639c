import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { LotwatchError } from '../../shared/result.ts';

/** Loopback, always: the gateway is for this machine (rules 27). */
export const BIND = '127.0.0.1';
const BIND_V6 = '::1';

export type Listening = { readonly port: number; close(): void };

/**
 * Binds both loopback addresses, because `localhost` is either of them. Where the second one belongs to another
 * program, that program would get what is meant for us, tokens too: then neither is opened.
 * @throws LotwatchError `unavailable` if the port is taken or not allowed.
 */
export async function listen(app: FastifyInstance, port: number): Promise<Listening> {
  try {
    await app.listen({ host: BIND, port });
    const bound = app.server.address();
    if (bound === null || typeof bound === 'string') throw new Error('the gateway has no address');
    const second = await listenV6(app, bound.port, port !== 0);
    return { port: bound.port, close: () => endServer(second) };
  } catch (error) {
    await app.close();
    throw explain(error, port);
  }
}

/** @param mustHave the port was asked for by number; any free one may be had on one address only. */
async function listenV6(app: FastifyInstance, port: number, mustHave: boolean): Promise<Server | null> {
  const server = createServer((request, response) => app.routing(request, response));
  server.requestTimeout = app.server.requestTimeout;
  server.headersTimeout = app.server.headersTimeout;
  server.keepAliveTimeout = app.server.keepAliveTimeout;
  server.on('upgrade', (...upgrade) => app.server.emit('upgrade', ...upgrade));
  server.on('clientError', (...failure) => app.server.emit('clientError', ...failure));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: BIND_V6, port, ipv6Only: true }, resolve);
    });
    return server;
  } catch (error) {
    // A machine without IPv6 resolves localhost to the address that is bound.
    if (codeOf(error) === 'EADDRINUSE' && mustHave) throw error;
    return null;
  }
}

function endServer(server: Server | null): void {
  server?.close();
  server?.closeAllConnections();
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

function explain(error: unknown, port: number): unknown {
  if (codeOf(error) === 'EADDRINUSE') {
    const message = `Port ${port} is in use by another program: choose one with --port, or 0.`;
    return new LotwatchError('unavailable', message);
  }
  if (codeOf(error) === 'EACCES') {
    const message = `Port ${port} needs more rights: choose one above 1023 with --port.`;
    return new LotwatchError('unavailable', message);
  }
  return error;
}
