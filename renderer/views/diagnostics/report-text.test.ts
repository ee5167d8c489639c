import { expect, it } from 'vitest';
import type { BusReport } from '../../../shared/diagnostics.ts';
import { reportText } from './report-text.ts';

const AT = '2026-08-21T12:00:00.000Z';
const REPORT: BusReport = {
  state: { status: 'redis', since: AT, reason: null },
  history: [{ status: 'redis', since: AT, reason: null }],
  redisUrl: 'redis://host:6379/0',
  namespace: 'dai',
  latencyMs: 1.2,
  lagMs: 3,
  reconnects: 2,
  lastError: null,
  published: 1,
  received: 2,
  rejected: 1,
  outbox: 0,
  rejectedPayloads: [
    { at: AT, channel: 'msrp:change', reason: 'vin: expected a string', payload: '{"vin": "canary"}' },
  ],
  gaps: [],
  catchUp: null,
};

it('the report has what helps, and nothing that others sent or where files lie', () => {
  const app = {
    version: '1.2.3',
    instanceId: 'me',
    dataDir: '/home/canary',
    adapter: 'desktop',
    canPickFiles: true,
    canOpenListings: true,
    prunedEvidence: null,
  } as const;
  const text = reportText(REPORT, app);
  expect(JSON.parse(text)).toMatchObject({
    console: { version: '1.2.3' },
    state: { status: 'redis' },
    rejectedPayloads: [{ channel: 'msrp:change' }],
  });
  expect(text).not.toContain('canary');
});
