import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasOwner } from '../store/owner-lock.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const HAS_CURL = spawnSync('curl', ['--version']).status === 0;

let dir: string;
let server: ChildProcess | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-serve-'));
});
afterEach(async () => {
  if (server !== null && server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(dir, { recursive: true, force: true });
});

/** Starts `lotwatch serve` and returns its port and the lines it printed until `last`. */
async function serve(
  args: readonly string[],
  last: RegExp,
  env: Record<string, string> = {},
): Promise<{ port: string; lines: string[] }> {
  const command = ['--no-warnings', CLI, 'serve', '--port', '0', '--data-dir', join(dir, 'data'), ...args];
  const child = spawn(process.execPath, command, {
    env: { ...process.env, REDIS_URL: '', LOTWATCH_TOKEN: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (last.test(line)) break;
  }
  child.stdout.resume();
  return { port: /:(\d+)\//.exec(lines[0] ?? '')?.[1] ?? '', lines };
}

/** Starts `lotwatch serve` and waits for it to give up. */
const fails = (args: readonly string[], env: Record<string, string> = {}) => {
  const command = ['--no-warnings', CLI, 'serve', '--data-dir', join(dir, 'data'), ...args];
  const ended = spawnSync(process.execPath, command, {
    env: { ...process.env, REDIS_URL: '', LOTWATCH_TOKEN: '', ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { code: ended.status, signal: ended.signal, said: ended.stderr };
};

it('serve ends with one line and nothing left where the address of Redis is none', () => {
  const { code, signal, said } = fails(['--port', '0'], { REDIS_URL: 'localhost:6379' });
  expect({ code, signal }).toEqual({ code: 1, signal: null });
  expect(said).toMatch(/^lotwatch: .*redis:\/\/.*\n$/);
  expect(hasOwner(join(dir, 'data'))).toBe(false);
  expect(existsSync(join(dir, 'data', 'owner.lock'))).toBe(false);
});

it('serve ends with one line and nothing left where the gateway cannot open beside an open core', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const taken = fails(['--port', String(port)]);
  other.close();
  expect(taken).toEqual({
    code: 1,
    signal: null,
    said: expect.stringMatching(/^lotwatch: Port \d+ is in use/),
  });
  const token = fails(['--port', '0'], { LOTWATCH_TOKEN: 'short' });
  expect(token).toMatchObject({
    code: 1,
    signal: null,
    said: expect.stringMatching(/^lotwatch: LOTWATCH_TOKEN/),
  });
  expect(hasOwner(join(dir, 'data'))).toBe(false);
  expect(statSync(join(dir, 'data', 'lotwatch.db-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});

it.skipIf(!HAS_CURL)('answers the seed’s own four commands (needs curl)', async () => {
  const { port } = await serve(['--no-token'], /Lotwatch is at/);
  const curl = (...args: string[]): string =>
    spawnSync('curl', ['-s', ...args], { encoding: 'utf8' }).stdout;
  const stream = curl('-N', '-m', '1', `http://localhost:${port}/api/realtime/events?dealerId=TEST`);
  expect(stream).toMatch(/event: connected\nid: .+-0\ndata: {"type":"connected",.*"dealerId":"TEST"/);
  expect(JSON.parse(curl(`http://localhost:${port}/api/diagnostics/redis`))).toMatchObject({
    status: 'fallback-local',
  });
  for (const task of ['msrp_sync', 'ai_score_recompute']) {
    const body = JSON.stringify({ task, dealerId: 'TEST' });
    const answer = curl(
      '-X',
      'POST',
      `http://localhost:${port}/api/orchestrate`,
      '-H',
      'Content-Type: application/json',
      '-d',
      body,
    );
    expect(JSON.parse(answer)).toMatchObject({ jobId: expect.any(String), task, dealerId: 'TEST' });
  }
});

it('serve keeps the token for programs in the data folder, or in the file that is given', async () => {
  const path = join(dir, 'kept', 'token');
  const { port, lines } = await serve(['--token-file', path], /Programs send/);
  expect(lines.at(-1)).toContain(path);
  const token = readFileSync(path, 'utf8').trim();
  expect(lines.join('\n')).not.toContain(token);
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${port}/api/vehicles`, { headers })).status;
  expect([await ask({}), await ask({ authorization: `Bearer ${token}` })]).toEqual([401, 200]);
});

it('serve takes the token of the environment and writes it nowhere', async () => {
  const { port } = await serve([], /Lotwatch is at/, { LOTWATCH_TOKEN: 'a-token-of-the-environment' });
  const headers = { authorization: 'Bearer a-token-of-the-environment' };
  expect((await fetch(`http://127.0.0.1:${port}/api/vehicles`, { headers })).status).toBe(200);
  expect(() => readFileSync(join(dir, 'data', 'gateway-token'))).toThrow(/ENOENT/);
});
