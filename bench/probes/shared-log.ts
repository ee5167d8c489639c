import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createClient } from 'redis';
import type { LoggedEntry } from '../../main/bus/bus.ts';
import { parseEntries } from '../../main/bus/redis-entries.ts';
import { targetName } from '../../main/bus/redis-url.ts';
import { openRedisBus, type RedisBus } from '../../main/bus/redis.ts';
import { makeRedisServer, type RedisServer } from '../../main/bus/redis-server.fixture.ts';
import { readConfig } from '../../main/config.ts';
import { openCore } from '../../main/core.ts';
import { fromLogEntry } from '../../main/sharing/from-entry.ts';
import { silentLog } from '../../main/log/log.ts';
import { outsideWriter } from '../../main/store/journal/journal.ts';
import { lastSeq } from '../../main/store/journal/journal-read.ts';
import { openReader, openWriter, transaction } from '../../main/store/open.ts';
import { useSharedLog } from '../../main/store/sharing/shared-logs.ts';
import { keepYoungGenerationSmall } from '../../main/cli/young-generation.ts';
import { logEntry } from '../data/log-entries.ts';
import { probeArguments, reportProbe } from '../measure/probe.ts';
import { stopwatch } from '../measure/stopwatch.ts';
import { clock, type PublisherOrder } from './steady-publisher.ts';

/**
 * The way of an event from the shared log to a screen, whole (`replay`, `latency`) and in its parts (`parse`,
 * `validate`, `range`, `insert`, `bare`), on a redis-server of its own.
 */
const BATCH = 1_000;
const PER_SECOND = 1_000;
const SECONDS = 6;

// As `serve` does.
keepYoungGenerationSmall();
const [mode = '', countText = ''] = probeArguments(2);
const total = Number(countText);
const dir = mkdtempSync(join(tmpdir(), 'lotwatch-bench-'));
const logged = (n: number): LoggedEntry => ({ ...logEntry(n), entry: `${n}-0`, n, epoch: 'bench' });
function batches<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) =>
    all.slice(i * BATCH, (i + 1) * BATCH),
  );
}

const parts: Record<string, () => Promise<Record<string, number>>> = {
  parse: async () =>
    overEntries(({ json, facts, extra }) => {
      JSON.parse(json);
      JSON.parse(facts);
      JSON.parse(extra);
    }),
  validate: async () => overEntries((entry) => void fromLogEntry(entry)),
  insert: async () => {
    const events = Array.from({ length: total }, (_, n) => fromLogEntry(logged(n + 1)).event);
    const db = openWriter(dir);
    const lap = stopwatch();
    for (const batch of batches(events)) {
      transaction(db, () => {
        const insert = outsideWriter(db, Date.now());
        for (const event of batch) insert(event);
      });
    }
    const took = lap();
    db.close();
    return took;
  },
  range: () =>
    withLog(async (_bus, url) => {
      const client = createClient({ url });
      await client.connect();
      const lap = stopwatch();
      let [from, seen] = ['-', 0];
      for (;;) {
        const found = parseEntries(
          await client.sendCommand(['XRANGE', '{lotwatch}:log', from, '+', 'COUNT', String(BATCH)]),
        );
        for (const { json } of found) JSON.parse(json);
        seen += found.length;
        if (found.length < BATCH) break;
        from = `(${found.at(-1)?.entry}`;
      }
      const took = lap();
      client.destroy();
      if (seen !== total) throw new Error(`${seen} of ${total} entries were read`);
      return took;
    }),
  replay: () =>
    withServer(async (bus, url, server) => {
      const open = () =>
        openCore(readConfig({ dataDir: dir }, { REDIS_URL: url }), {
          log: silentLog(),
          adapter: 'serve',
          sample: false,
        });
      const db = openWriter(dir);
      transaction(db, () => useSharedLog(db, targetName({ url, namespace: null }), 1));
      db.close();
      // A console that was here before: it knows its place and the state, and was away for what follows.
      await bus.append([logEntry(total)]);
      const before = await open();
      while (before.httpApi.busReport().received < 1) await sleep(1);
      await before.close();
      await fill(url);
      // The console's start is P16, and its workers' is not over when it opens: they come up while the server is silent.
      server.signal('SIGSTOP');
      const core = await open();
      let newest = 0;
      const screen = core.openScreen({ adapter: 'browser' }, (frames) => {
        for (const { frame } of frames) newest = Math.max(newest, frame.seq);
      });
      screen.subscribe({ subscribe: 'changes', subscription: 1, position: null, filter: EVERY_CHANGE });
      const reader = openReader(dir);
      while (core.httpApi.busReport().state.status !== 'fallback-local') await sleep(10);
      server.signal('SIGCONT');
      while (core.httpApi.busReport().state.status !== 'redis') await sleep(1);
      const lap = stopwatch();
      while (newest < total + 1) await sleep(2);
      const took = lap();
      const seen = lastSeq(reader);
      reader.close();
      await core.close();
      if (seen !== total + 1) throw new Error(`${seen - 1} of ${total} events were journalled`);
      return took;
    }),
  latency: () =>
    withServer(async (_bus, url) => {
      const core = await openCore(readConfig({ dataDir: dir }, { REDIS_URL: url }), {
        log: silentLog(),
        adapter: 'serve',
        sample: false,
      });
      const shown = new Map<string, number>();
      const screen = core.openScreen({ adapter: 'browser' }, (frames) => {
        const now = clock();
        for (const { frame } of frames) {
          const rows = frame.kind === 'gap' ? [] : (frame.data as { rows: { id: string }[] }).rows;
          // A snapshot may bring a row again.
          for (const { id } of rows) if (!shown.has(id)) shown.set(id, now);
        }
      });
      while (core.httpApi.busReport().state.status !== 'redis') await sleep(10);
      screen.subscribe({ subscribe: 'changes', subscription: 1, position: null, filter: EVERY_CHANGE });
      const sent = await published({ url, how: 'bus' });
      await sleep(500);
      await core.close();
      const waits = waitsOf(sent, shown);
      // After a stall of a second a screen gets a snapshot of the newest rows instead of all of them.
      const share = waits.length / sent.length;
      if (share < 0.8)
        throw new Error(
          `Only ${waits.length} events were shown one by one: the machine is too busy to measure`,
        );
      return { ...quantiles(waits), share };
    }),
  bare: () =>
    withServer(async (_bus, url) => {
      const subscriber = createClient({ url });
      await subscriber.connect();
      const received = new Map<string, number>();
      await subscriber.subscribe('bare', (text) => void received.set(JSON.parse(text).id, clock()));
      const sent = await published({ url, how: 'bare' });
      await sleep(200);
      subscriber.destroy();
      return quantiles(waitsOf(sent, received));
    }),
};

try {
  const run = parts[mode];
  if (run === undefined) throw new Error(`No part named ${mode}`);
  reportProbe(await run());
} finally {
  rmSync(dir, { recursive: true, force: true });
}

function overEntries(work: (entry: LoggedEntry) => void): Record<string, number> {
  const entries = Array.from({ length: total }, (_, n) => logged(n + 1));
  for (const entry of entries.slice(0, 5_000)) work(entry);
  const lap = stopwatch();
  for (const entry of entries) work(entry);
  return lap();
}

async function withServer<T>(
  work: (bus: RedisBus, url: string, server: RedisServer) => Promise<T>,
): Promise<T> {
  const server = await makeRedisServer();
  await server.start();
  const bus = await openBus(server.url);
  try {
    return await work(bus, server.url, server);
  } finally {
    await bus.close();
    await server.end();
  }
}

async function openBus(url: string): Promise<RedisBus> {
  const bus = openRedisBus({
    target: { url, namespace: null },
    maxLength: 10_000_000,
    now: Date.now,
    onListenerError: () => undefined,
  });
  if (bus.state.status !== 'redis') await new Promise<void>((resolve) => bus.onState(() => resolve()));
  return bus;
}

function withLog<T>(work: (bus: RedisBus, url: string) => Promise<T>): Promise<T> {
  return withServer(async (bus, url) => {
    await fill(url);
    return work(bus, url);
  });
}

/** A bus of its own: one that reads nothing is dropped after a while. */
async function fill(url: string): Promise<void> {
  const bus = await openBus(url);
  // Made batch by batch: all at once would hold this thread for longer than a call on Redis may take.
  for (let from = 0; from < total; from += BATCH)
    await bus.append(Array.from({ length: Math.min(BATCH, total - from) }, (_, i) => logEntry(from + i)));
  await bus.close();
}

/** When each event was sent, by its id; by a thread that publishes at a steady rate. */
async function published(order: Pick<PublisherOrder, 'url' | 'how'>): Promise<[string, number][]> {
  const workerData: PublisherOrder = { ...order, perSecond: PER_SECOND, seconds: SECONDS };
  const publisher = new Worker(new URL('steady-publisher.ts', import.meta.url), { workerData });
  const [sent] = await once(publisher, 'message');
  return sent;
}

function waitsOf(sent: readonly [string, number][], arrived: ReadonlyMap<string, number>): number[] {
  return sent.flatMap(([id, at]) => {
    const then = arrived.get(id);
    return then === undefined ? [] : [then - at];
  });
}

function quantiles(waits: number[]): Record<string, number> {
  // The first second is warm-up.
  const sorted = waits.slice(PER_SECOND).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
