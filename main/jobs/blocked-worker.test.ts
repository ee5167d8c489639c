import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkerHost } from './worker-host.ts';

/** A thread in a call that does not come back can be neither asked nor ended: it is given up, and the work goes on. */
const FIXTURE = new URL('./blocked-worker.fixture.ts', import.meta.url);
let dir: string;
let pipe: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-blocked-'));
  pipe = join(dir, 'pipe');
  execFileSync('mkfifo', [pipe]);
});
afterEach(() => {
  // Whoever still waits for a writer has one.
  closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK));
  rmSync(dir, { recursive: true, force: true });
});

/** The tasks of the fixture are none of the product's. */
const order = (host: WorkerHost, input: { pipe?: string }) => host.run('housekeep', input as never);

describe.skipIf(process.platform === 'win32')('a worker that a drive keeps', { timeout: 30_000 }, () => {
  it('is given up when its task is cancelled; what waited behind it is done by another', async () => {
    const host = WorkerHost.writer(dir, () => undefined, 'writer', FIXTURE);
    const stuck = order(host, { pipe });
    const behind = order(host, {});
    stuck.cancel();
    await expect(stuck.done).rejects.toMatchObject({ code: 'cancelled' });
    expect(await behind.done).toBe('done');
    expect(await order(host, {}).done).toBe('done');
    await host.close();
  });

  it('keeps neither its host from closing', async () => {
    const host = WorkerHost.writer(dir, () => undefined, 'writer', FIXTURE);
    expect(await order(host, {}).done).toBe('done');
    const stuck = order(host, { pipe });
    await Promise.all([expect(stuck.done).rejects.toMatchObject({ code: 'cancelled' }), host.close()]);
  });

  it('nor its process from ending', async () => {
    const script = `
      import { endIfStuck } from ${JSON.stringify(new URL('../files/stuck-workers.ts', import.meta.url).href)};
      import { WorkerHost } from ${JSON.stringify(new URL('./worker-host.ts', import.meta.url).href)};
      const host = WorkerHost.writer(${JSON.stringify(dir)}, () => undefined, 'writer', new URL(${JSON.stringify(FIXTURE.href)}));
      await host.run('housekeep', {}).done;
      process.once('SIGTERM', async () => {
        await host.close();
        endIfStuck();
      });
      host.run('housekeep', { pipe: ${JSON.stringify(pipe)}, says: true }).done.catch(() => undefined);`;
    // A thread would inherit the flags of a script on the command line, and refuse them.
    const file = join(dir, 'console.mjs');
    writeFileSync(file, script);
    const child = spawn(process.execPath, ['--no-warnings', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect([code, signal]).toEqual([null, 'SIGKILL']);
  });
});
