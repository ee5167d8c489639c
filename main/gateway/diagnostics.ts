import type { FastifyInstance } from 'fastify';
import type { BusReport } from '../../shared/diagnostics.ts';
import { toIso } from '../../shared/units.ts';
import type { HttpApi } from '../adapter.ts';

/** `GET /api/diagnostics/redis`: the seed's fields, then ours. The report's address holds no password. */
export function serveDiagnostics(app: FastifyInstance, httpApi: HttpApi): void {
  app.get('/api/diagnostics/redis', async () => diagnosticsOf(httpApi.busReport(), Date.now()));
}

function diagnosticsOf(report: BusReport, now: number) {
  const { state } = report;
  return {
    redisUrl: report.redisUrl,
    // Part of this program: there is no installation without it.
    redisModuleAvailable: true,
    busStatus: state.status,
    // While the first attempt runs nothing is known against it.
    status: state.status === 'redis' || state.status === 'connecting' ? 'configured' : 'fallback-local',
    message: messageOf(report),
    timestamp: toIso(now),
    connected: state.status === 'redis',
    latencyMs: report.latencyMs,
    since: state.since,
    reconnects: report.reconnects,
    lastError: report.lastError,
    published: report.published,
    received: report.received,
    rejected: report.rejected,
    outbox: report.outbox,
    lagMs: report.lagMs,
  } as const;
}

function messageOf({ state, outbox }: BusReport): string {
  switch (state.status) {
    case 'redis':
      return 'Connected to Redis; events are shared with other consoles and programs.';
    case 'connecting':
      return `Connecting to Redis; until then this console works on its own.${because(state.reason)}`;
    case 'fallback-local':
      return `Not connected to Redis; this console works on its own and ${outbox} events wait for it.${because(state.reason)}`;
    case 'local':
      return 'No Redis is configured; this console works on its own.';
  }
}

const because = (reason: string | null): string => (reason === null ? '' : ` ${reason}`);
