import { expect, it } from 'vitest';
import type { BusControl, BusTarget } from '../bus/control.ts';
import type { SecretStore } from '../door.ts';
import { openRedisDesk } from './redis-desk.ts';

const URL = 'redis://me:canary@host:6380/1';
const target = { url: URL, namespace: 'dai' };

/** A desk whose bus only remembers what it was switched to; the bus itself is tested on real servers. */
function scripted(options: { kept?: string; on?: boolean; environment?: BusTarget; secrets?: null }) {
  const used: (BusTarget | null)[] = [];
  const control: Pick<BusControl, 'use' | 'test'> = {
    use: async (next) => void used.push(next),
    test: async (next) => ({
      ok: next !== null,
      message: String(next?.namespace),
      latencyMs: null,
      serverVersion: null,
    }),
  };
  let kept: string | null = options.kept ?? null;
  const secrets: SecretStore = {
    kind: 'keychain',
    read: async () => kept,
    write: async (_name, secret) => {
      kept = secret;
    },
  };
  const desk = openRedisDesk({
    control,
    environment: options.environment ?? null,
    secrets: options.secrets === null ? null : secrets,
    stored: { on: options.on ?? false, namespace: 'dai' },
    store: async () => undefined,
  });
  return { used, desk, kept: () => kept };
}

it('switches to what was set at an earlier start, and tells no password', async () => {
  const { used, desk } = scripted({ kept: URL, on: true });
  const settings = await desk.get();
  expect(settings).toEqual({
    from: 'settings',
    on: true,
    url: 'redis://host:6380/1',
    namespace: 'dai',
    keep: 'keychain',
  });
  expect(used).toEqual([target]);
});

it('switches on, off and to another server at once, and not for nothing', async () => {
  const { used, desk, kept } = scripted({});
  await desk.set({ url: URL });
  expect([used, kept()]).toEqual([[], URL]);
  await desk.set({ on: true });
  await desk.set({ on: true });
  await desk.set({ namespace: null });
  await desk.set({ on: false });
  expect(used).toEqual([target, { url: URL, namespace: null }, null]);
  expect(await desk.set({ url: null })).toMatchObject({ on: false, url: null });
  expect(kept()).toBeNull();
});

it('leaves what REDIS_URL says alone', async () => {
  const { used, desk } = scripted({ kept: 'redis://other', on: true, environment: target });
  expect(await desk.get()).toMatchObject({ from: 'environment', on: true, url: 'redis://host:6380/1' });
  await expect(desk.set({ on: false })).rejects.toThrow(/REDIS_URL is set/);
  expect(used).toEqual([]);
});

it('takes no address where none can be kept, and none that is none', async () => {
  await expect(scripted({ secrets: null }).desk.set({ url: URL })).rejects.toThrow(
    /Enter a Redis address in the desktop app/,
  );
  const { desk, kept } = scripted({});
  await expect(desk.set({ url: 'http://me:canary@host' })).rejects.toThrow(/^(?!.*canary).*redis:\/\//);
  expect(kept()).toBeNull();
  expect(await desk.test('me:canary', null)).toMatchObject({
    ok: false,
    message: expect.not.stringContaining('canary'),
  });
});
