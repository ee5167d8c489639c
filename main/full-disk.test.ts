import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeConsole } from './consoles.fixture.ts';
import { freePort } from './free-port.fixture.ts';

/** `/dev/full` refuses every write as a full disk does. */
const FULL = '/dev/full';
const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));
let one = makeConsole();
beforeEach(() => {
  one = makeConsole();
});
afterEach(() => one.end());

/** Status of an answer of the gateway. */
const ask = async (url: URL): Promise<number | undefined> => {
  const asked = request({ host: url.hostname, port: url.port, path: '/', agent: false }).end();
  const [response] = (await once(asked, 'response')) as [{ statusCode?: number; resume(): void }];
  response.resume();
  return response.statusCode;
};

describe.skipIf(!existsSync(FULL))('a full disk (needs /dev/full)', { timeout: 60_000 }, () => {
  it('keeps the log from being written, and the console neither from answering nor from ending', async () => {
    mkdirSync(join(one.dataDir, 'logs'), { recursive: true });
    for (const name of ['lotwatch.1.log', 'lotwatch.2.log', 'lotwatch.log'])
      symlinkSync(FULL, join(one.dataDir, 'logs', name));
    // What it says about that cannot be kept either.
    const child = spawn(
      process.execPath,
      ['--no-warnings', CLI, 'serve', '--port', '0', '--no-token', '--data-dir', one.dataDir],
      {
        stdio: ['ignore', 'pipe', openSync(FULL, 'w')],
        env: { ...process.env, LOTWATCH_LOG_LEVEL: 'debug' },
      },
    );
    const ended = once(child, 'exit');
    const [text] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const url = new URL(/http:\S+/.exec(String(text))?.[0] ?? '');
    for (let i = 0; i < 20; i += 1) expect(await ask(url)).toBeDefined();
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('where its own words go ends no console', async () => {
    const port = await freePort();
    const full = openSync(FULL, 'w');
    const child = spawn(
      process.execPath,
      ['--no-warnings', CLI, 'serve', '--port', String(port), '--no-token', '--data-dir', one.dataDir],
      { stdio: ['ignore', full, full] },
    );
    const ended = once(child, 'exit');
    const answered = () => ask(new URL(`http://127.0.0.1:${port}`)).catch(() => null);
    await expect.poll(answered, { timeout: 20_000 }).toEqual(expect.any(Number));
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
