import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makeRedisServer, type RedisServer } from '../../main/bus/redis-server.fixture.ts';
import { startBarePubSub, type BarePubSub } from './bare-pubsub.ts';
import { FaultConsole } from './console.ts';
import { countEvents, differingState, type Count } from './shared-state.ts';

/**
 * Faults around one Redis at random moments, under 500 events a second from two consoles with a third that listens.
 * At the end every console must have every event of every publisher once.
 */
export type FaultRun = Count & {
  readonly fault: string;
  readonly times: number;
  readonly events: number;
  /** Changes that consoles reported as trimmed. */
  readonly reportedMissing: number;
  /** Every gap that a console reported, in its words. */
  readonly reported: readonly string[];
  readonly stateDiffers: number;
  readonly bareSent: number;
  readonly bareLost: number;
};

type Scene = {
  readonly redis: RedisServer;
  readonly publishers: readonly [FaultConsole, FaultConsole];
  readonly listener: FaultConsole;
  readonly bare: BarePubSub;
};

type Fault = {
  readonly name: string;
  readonly fsync: 'everysec' | 'always';
  readonly times: (asked: number) => number;
  readonly strike: (scene: Scene, number: number) => Promise<void>;
};

/** Not `redis.cli`, which holds up this process and with it the control's publisher. */
const cut = promisify(execFile);
const PER_SECOND = 500;
const all = (asked: number): number => asked;
/** A minute each: five of fifty (rules 38). */
const fewer = (asked: number): number => Math.max(1, Math.round(asked / 10));

async function killRedis({ redis }: Scene): Promise<void> {
  await redis.kill();
  await sleep(Math.random() * 500);
  await redis.start();
}

async function closeFor(
  { listener, bare }: Scene,
  ms: number,
  meanwhile: () => void = () => undefined,
): Promise<void> {
  await Promise.all([listener.quit(), bare.absent(true)]);
  await sleep(ms);
  meanwhile();
  await Promise.all([listener.start(), bare.absent(false)]);
}

const FAULTS: readonly Fault[] = [
  { name: 'kill -9 redis-server, fsync always', fsync: 'always', times: all, strike: killRedis },
  { name: 'kill -9 redis-server, fsync everysec', fsync: 'everysec', times: all, strike: killRedis },
  {
    name: 'kill -9 a console',
    fsync: 'everysec',
    times: all,
    strike: async ({ publishers, listener, bare }, number) => {
      const victim = [publishers[0], listener, publishers[1]][number % 3] ?? listener;
      await Promise.all([victim.kill(), bare.absent(true)]);
      await Promise.all([victim.start(), bare.absent(false)]);
    },
  },
  {
    name: 'CLIENT KILL',
    fsync: 'everysec',
    times: all,
    // Those who listen and those who write, a moment apart and each first in turn: where both are cut at once, nobody
    // writes while nobody listens, and even bare Pub/Sub loses nothing.
    strike: async ({ redis }, number) => {
      const [first, second] = number % 2 === 0 ? ['pubsub', 'normal'] : ['normal', 'pubsub'];
      for (const type of [first, second]) {
        await cut('redis-cli', ['-p', String(redis.port), 'CLIENT', 'KILL', 'TYPE', type ?? '']);
        await sleep(20 + Math.random() * 80);
      }
    },
  },
  {
    name: 'SIGSTOP for 5 s',
    fsync: 'everysec',
    times: all,
    strike: async ({ redis }) => {
      redis.signal('SIGSTOP');
      await sleep(5_000);
      redis.signal('SIGCONT');
    },
  },
  {
    name: 'a console closed for a minute',
    fsync: 'everysec',
    times: fewer,
    strike: (scene) => closeFor(scene, 60_000),
  },
  {
    name: 'the log trimmed under a closed console',
    fsync: 'everysec',
    times: all,
    strike: (scene) =>
      closeFor(scene, 1_000, () => void scene.redis.cli('XTRIM', '{lotwatch}:log', 'MAXLEN', '100')),
  },
];

export async function redisFaults(
  folder: string,
  times: number,
  only: string | null,
  onRun: (run: FaultRun) => void,
): Promise<FaultRun[]> {
  const runs: FaultRun[] = [];
  for (const fault of FAULTS) {
    if (only !== null && !fault.name.includes(only)) continue;
    const run = await torture(folder, fault, fault.times(times));
    onRun(run);
    runs.push(run);
  }
  return runs;
}

async function torture(folder: string, fault: Fault, times: number): Promise<FaultRun> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const redis = await makeRedisServer(['--appendonly', 'yes', '--appendfsync', fault.fsync]);
  await redis.start();
  const env = { REDIS_URL: redis.url, LOTWATCH_LOG_LENGTH: '10000000' };
  const make = (name: string, perSecond: number) => new FaultConsole({ name, folder, perSecond, env });
  const publishers = [make('north', PER_SECOND / 2), make('south', PER_SECOND / 2)] as const;
  const listener = make('wall', 0);
  const consoles = [...publishers, listener];
  const connected = () =>
    Promise.all(consoles.map((one) => one.until(({ state }) => state.status === 'redis', 'redis')));
  for (const one of consoles) await one.start();
  try {
    // A console hears what is written from the moment it was first switched on: all of them before the first event.
    await connected();
    for (const one of publishers) await one.publish();
    const bare = await startBarePubSub(redis.url, PER_SECOND);
    for (let number = 0; number < times; number += 1) {
      await sleep(300 + Math.random() * 900);
      await fault.strike({ redis, publishers, listener, bare }, number);
      await connected();
    }
    await sleep(1_000);
    for (const one of publishers) await one.quiet();
    const { sent, lost } = await bare.end();
    for (const one of publishers) await one.until(({ outbox }) => outbox === 0, 'an empty outbox');
    const count = await settled(consoles, publishers);
    const reports = await Promise.all(consoles.map((one) => one.report()));
    const gaps = reports.flatMap((report) => report.gaps);
    const reported = gaps.reduce((sum, gap) => sum + (gap.kind === 'trimmed' ? (gap.missed ?? 0) : 0), 0);
    const stateDiffers = consoles.reduce((sum, one) => sum + differingState(one, redis), 0);
    return {
      fault: fault.name,
      times,
      ...count,
      reportedMissing: reported,
      reported: reports.flatMap((report, i) =>
        report.gaps.map((gap) => `${consoles[i]?.name} ${gap.kind} ${gap.missed ?? ''}`),
      ),
      stateDiffers,
      bareSent: sent,
      bareLost: lost,
    };
  } finally {
    await Promise.all(consoles.map((one) => one.kill()));
    await redis.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts until nothing is missing, or nothing has come for a while. */
async function settled(
  consoles: readonly FaultConsole[],
  publishers: readonly FaultConsole[],
): Promise<Count & { events: number }> {
  let last = countEvents(consoles, publishers);
  for (let quiet = 0; quiet < 10 && last.missing > 0;) {
    await sleep(500);
    const now = countEvents(consoles, publishers);
    quiet = now.missing === last.missing ? quiet + 1 : 0;
    last = now;
  }
  return last;
}
