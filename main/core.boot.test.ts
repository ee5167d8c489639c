import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readConfig } from './config.ts';
import { openCore } from './core.ts';
import { silentLog } from './log/log.ts';
import { hasOwner } from './store/owner-lock.ts';

/** Every function and class that the boot uses of its parts, in the order of their first use; the one named `at` fails. */
const boot = vi.hoisted(() => ({ at: '', steps: new Set<string>() }));

const tripwire = vi.hoisted(() => async (original: () => Promise<unknown>) => {
  const step = (name: string): void => {
    if (boot.steps.has(name)) return;
    boot.steps.add(name);
    if (name === boot.at) throw new Error(`injected at ${name}`);
  };
  const guarded = (name: string, value: unknown): unknown =>
    typeof value !== 'function'
      ? value
      : new Proxy(value, {
          apply: (target, self, args) => (step(name), Reflect.apply(target, self, args)),
          construct: (target, args, of) => (step(`new ${name}`), Reflect.construct(target, args, of)),
        });
  const exported = Object.entries((await original()) as Record<string, unknown>);
  return Object.fromEntries(exported.map(([name, value]) => [name, guarded(name, value)]));
});

vi.mock('./calls/job-requests.ts', tripwire);
vi.mock('./calls/http-api.ts', tripwire);
vi.mock('./calls/redis-settings-service.ts', tripwire);
vi.mock('./feeds/event-stream.ts', tripwire);
vi.mock('./feeds/journal-feed.ts', tripwire);
vi.mock('./feeds/lot-feed.ts', tripwire);
vi.mock('./feeds/watch-store.ts', tripwire);
vi.mock('./jobs/daily.ts', tripwire);
vi.mock('./jobs/schedule/open-scheduler.ts', tripwire);
vi.mock('./sharing/shared-log.ts', tripwire);
vi.mock('./jobs/runner.ts', tripwire);
vi.mock('./jobs/sources/http-sources.ts', tripwire);
vi.mock('./jobs/start-sample.ts', tripwire);
vi.mock('./jobs/worker-host.ts', tripwire);
vi.mock('./store/meta.ts', tripwire);
vi.mock('./store/open.ts', tripwire);
vi.mock('./store/owner-lock.ts', tripwire);
vi.mock('./store/secret-file.ts', tripwire);
vi.mock('./store/settings.ts', tripwire);
vi.mock('./store/sync/sources.ts', tripwire);

let dir: string;
/** A new one for each boot: a second boot of a folder does less. */
let dataDir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-boot-'));
});
afterEach(() => {
  boot.at = '';
  rmSync(dir, { recursive: true, force: true });
});

/** Files of the data folder that this process, its workers included, has open. */
const openFiles = (): string[] =>
  process.platform === 'linux'
    ? readdirSync('/proc/self/fd')
        .map((fd) => {
          try {
            return readlinkSync(`/proc/self/fd/${fd}`);
          } catch {
            return '';
          }
        })
        .filter((path) => path.startsWith(dir))
    : [];
/** Each worker has one; timers and pipes are the test runner's, too. */
const ports = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

async function open(env: Record<string, string> = {}) {
  boot.steps.clear();
  dataDir = mkdtempSync(join(dir, 'data-'));
  return openCore(readConfig({ dataDir }, env), { log: silentLog(), adapter: 'serve', sample: true });
}

const left = () => ({ files: openFiles(), owned: hasOwner(dataDir), ports: ports() });

it('the core closes whatever it had opened, whichever step of the boot fails', async () => {
  const core = await open();
  const steps = [...boot.steps];
  expect(openFiles()).not.toEqual(process.platform === 'linux' ? [] : ['never']);
  await core.close();
  expect(openFiles()).toEqual([]);
  const before = ports();
  for (const at of steps) {
    boot.at = at;
    const failure = await open().then(() => 'it opened', String);
    boot.at = '';
    const expected = { failure: `Error: injected at ${at}`, files: [], owned: false, ports: before };
    expect({ failure, ...left() }).toEqual(expected);
  }
}, 180_000);

it('the core closes what it had opened where the address of Redis is none, after the workers began', async () => {
  const before = ports();
  await expect(open({ REDIS_URL: 'localhost:6379' })).rejects.toThrow(/redis:\/\//);
  expect(left()).toEqual({ files: [], owned: false, ports: before });
});
