import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { freePort } from '../free-port.fixture.ts';

/** For tests and fault runs: a real redis-server of our own on a free loopback port. Nothing here is a mock. */
const SERVER = '/usr/bin/redis-server';
export const hasRedisServer = existsSync(SERVER);

export type RedisServer = {
  readonly port: number;
  readonly url: string;
  readonly dir: string;
  /** Starts it, also again after a kill, on the same port and data; settles when it answers. */
  start(): Promise<void>;
  /** Further options from the next start on. */
  configure(...options: string[]): void;
  /** SIGKILL; settles when it is gone. */
  kill(): Promise<void>;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** What redis-cli prints for a command. */
  cli(...args: string[]): string;
  /** Ends it and removes its data. */
  end(): Promise<void>;
};

/** @param config further options of redis-server, such as `--requirepass x`. Not started yet. */
export async function makeRedisServer(
  config: readonly string[] = [],
  password?: string,
): Promise<RedisServer> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-redis-'));
  let child: ChildProcess | null = null;
  const options = [...config];
  const auth = password === undefined ? [] : ['--no-auth-warning', '-a', password];
  const server: RedisServer = {
    port,
    dir,
    url: `redis://127.0.0.1:${port}/0`,
    start: async () => {
      const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', ...options];
      child = spawn(SERVER, args, { stdio: 'ignore' });
      await untilReady(port, password);
    },
    configure: (...more) => void options.push(...more),
    kill: async () => {
      const running = child;
      child = null;
      if (running === null) return;
      running.kill('SIGCONT');
      running.kill('SIGKILL');
      if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
    },
    signal: (name) => void child?.kill(name),
    cli: (...args) =>
      spawnSync('redis-cli', ['-p', String(port), ...auth, ...args], { encoding: 'utf8' }).stdout.trim(),
    end: async () => {
      await server.kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return server;
}

async function untilReady(port: number, password: string | undefined): Promise<void> {
  const socket = {
    host: '127.0.0.1',
    port,
    reconnectStrategy: (retries: number) => (retries > 500 ? false : 20),
  } as const;
  const client = createClient({ socket, ...(password === undefined ? {} : { password }) });
  client.on('error', () => undefined);
  await client.connect();
  // It answers while it still loads what it had.
  while ((await client.ping().catch(() => '')) !== 'PONG')
    await new Promise((resolve) => setTimeout(resolve, 10));
  client.destroy();
}
