import type { BusStatus } from '../../shared/bus-state.ts';
import { plural } from '../format/money.ts';

export const BUS_WORDS: Readonly<Record<BusStatus, string>> = {
  local: 'Local',
  connecting: 'Connecting',
  redis: 'Redis',
  'fallback-local': 'Local, Redis lost',
};

/** What the status means for the person at the console. */
const BUS_MEANINGS: Readonly<Record<BusStatus, string>> = {
  local: 'This console works on its own',
  connecting: 'Connecting to Redis; until then this console works on its own',
  redis: 'Changes are shared with other consoles through Redis',
  'fallback-local': 'Not connected to Redis; this console works on its own and keeps trying',
};

export const diagnosticsText = {
  title: 'Event bus',
  status: 'Status',
  since: 'Since',
  reason: 'Reason',
  server: 'Server',
  noServer: 'none',
  namespace: 'Namespace',
  latency: 'Latency',
  lag: 'Lag',
  ms: (value: number | null) =>
    value === null ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`,
  outbox: 'Waiting to be sent',
  published: 'Published',
  received: 'Received',
  rejected: 'Rejected',
  reconnects: 'Reconnects',
  lastError: 'Last error',
  at: (time: string, message: string) => `${time}: ${message}`,
  test: 'Test connection',
  testing: 'Testing …',
  noRedis: 'No Redis address is set',
  loading: 'Loading …',
  tested: (message: string, version: string | null, latency: string) =>
    version === null ? message : `${message} Redis ${version} answers in ${latency}.`,
  copy: 'Copy report',
  copied: 'Report copied; it contains no password',
  copyFailed: 'The report could not be copied',
  loadFailed: (reason: string) => `Diagnostics could not be read: ${reason}`,
  history: 'History',
  rejectedTitle: 'Rejected messages',
  rejectedNone: 'No rejected messages.',
  gaps: 'Gaps in the shared log',
  gapsNone: 'No gaps: nothing is missing.',
  /** `reason` has the number. */
  gapNotice: (reason: string) => `A gap in the shared log: ${reason}`,
  gapsMore: (more: number) => `${plural(more, 'more gap')} in Diagnostics`,
  missed: (changes: number | null) => (changes === null ? 'unknown' : String(changes)),
  columns: {
    time: 'Time',
    status: 'Status',
    reason: 'Reason',
    channel: 'Channel',
    payload: 'Message',
    missed: 'Missing',
  },
  meaning: (status: BusStatus, since: string, reason: string | null) =>
    `${BUS_MEANINGS[status]}, since ${since}${reason === null ? '' : `: ${reason}`}`,
  awayTitle: (changes: number) => `While you were away: ${plural(changes, 'change')}`,
  awayHint: (from: string, to: string) => `Caught up from the shared log, from ${from} to ${to}.`,
} as const;

export const connectionsText = {
  title: 'Redis and gateway',
  redis: 'Share changes with other consoles through Redis',
  otherPrograms: 'Show events of other programs',
  otherProgramsHint:
    'Events that other programs publish on Redis are marked, and the figures leave them out. Turned off, they are refused and counted in Diagnostics.',
  redisHint: 'Takes effect at once; without it this console works on its own.',
  fromEnvironment: 'REDIS_URL is set for this console and overrides this setting.',
  noKeep: 'In the browser the address comes from REDIS_URL. To enter one, use the desktop app.',
  inMemory:
    'This system has no keychain: the address is kept until you close Lotwatch and is never written to disk.',
  address: 'Redis address',
  addressHint: (known: string | null) =>
    known === null
      ? 'redis://user:password@host:6379, or rediss:// with TLS'
      : `In use: ${known}. Enter another one to replace it.`,
  namespace: 'Namespace',
  namespaceHint: 'Put before channel names: dai gives dai:msrp:change. Empty: none.',
  save: 'Save',
  forget: 'Forget the address',
  saved: 'Redis settings saved',
  gatewaySaved: 'Gateway settings saved',
  addressFirst: 'Enter an address first',
  gateway: 'Allow programs on this machine to connect',
  gatewayHint: 'Events, vehicles and jobs over HTTP, on this machine only.',
  gatewayServe: 'This page is served by the gateway. Choose its port with “lotwatch serve --port”.',
  port: 'Port',
  gatewayAt: (url: string, tokenFile: string) => `Open at ${url}; programs send the token in ${tokenFile}`,
} as const;
