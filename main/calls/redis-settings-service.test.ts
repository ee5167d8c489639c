import { expect, it } from 'vitest';
import type { BusControl, BusTarget } from '../bus/control.ts';
import type { SecretStore } from '../adapter.ts';
import { openRedisSettingsService } from './redis-settings-service.ts';

const URL = 'redis://me:canary@host:6380/1';
const target = { url: URL, namespace: 'dai' };

/** A service whose bus only remembers what it was switched to; the bus itself is tested on real servers. */
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
  const service = openRedisSettingsService({
    control,
    environment: options.environment ?? null,
    secrets: options.secrets === null ? null : secrets,
    stored: { on: options.on ?? false, namespace: 'dai' },
    store: async () => undefined,
  });
  return { used, service, kept: () => kept };
}

it('Redis is switched to what was set at an earlier start, and shows no password', async () => {
  const { used, service } = scripted({ kept: URL, on: true });
  const settings = await service.get();
  expect(settings).toEqual({
    from: 'settings',
    on: true,
    url: 'redis://host:6380/1',
    namespace: 'dai',
    keep: 'keychain',
  });
  expect(used).toEqual([target]);
});

it('Redis is switched on, off and to another server at once, and only where something changed', async () => {
  const { used, service, kept } = scripted({});
  await service.set({ url: URL });
  expect([used, kept()]).toEqual([[], URL]);
  await service.set({ on: true });
  await service.set({ on: true });
  await service.set({ namespace: null });
  await service.set({ on: false });
  expect(used).toEqual([target, { url: URL, namespace: null }, null]);
  expect(await service.set({ url: null })).toMatchObject({ on: false, url: null });
  expect(kept()).toBeNull();
});

it('a setting does not change what REDIS_URL says', async () => {
  const { used, service } = scripted({ kept: 'redis://other', on: true, environment: target });
  expect(await service.get()).toMatchObject({ from: 'environment', on: true, url: 'redis://host:6380/1' });
  await expect(service.set({ on: false })).rejects.toThrow(/REDIS_URL is set/);
  expect(used).toEqual([]);
});

it('an address is refused where it is malformed, or where there is no store for it', async () => {
  await expect(scripted({ secrets: null }).service.set({ url: URL })).rejects.toThrow(
    /Enter a Redis address in the desktop app/,
  );
  const { service, kept } = scripted({});
  await expect(service.set({ url: 'http://me:canary@host' })).rejects.toThrow(/^(?!.*canary).*redis:\/\//);
  expect(kept()).toBeNull();
  expect(await service.test('me:canary', null)).toMatchObject({
    ok: false,
    message: expect.not.stringContaining('canary'),
  });
});
