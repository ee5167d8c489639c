import { withChange } from '../../shared/change.ts';
import type { RedisChange, RedisSettings, StoredRedis } from '../../shared/connections.ts';
import type { BusTest } from '../../shared/diagnostics.ts';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import type { BusControl, BusTarget } from '../bus/control.ts';
import { parseRedisUrl, publicUrl } from '../bus/redis-url.ts';
import type { SecretStore } from '../adapter.ts';

/** Names the secret; its file was there before others had names. */
const SECRET = 'redis-address';

/** Which Redis this console uses, as a person sets it. The address is a secret: it goes in and never comes out. */
export type RedisSettingsService = {
  get(): Promise<RedisSettings>;
  /** @throws LotwatchError `bad-input` for an address that is none, `unavailable` while REDIS_URL is set. */
  set(change: RedisChange): Promise<RedisSettings>;
  /** Tries an address (null = the one that is set). Never rejects. */
  test(url: string | null, namespace: string | null): Promise<BusTest>;
};

export type RedisSettingsParts = {
  readonly control: Pick<BusControl, 'test' | 'use'>;
  /** Of REDIS_URL; wins over what is set here. */
  readonly environment: BusTarget | null;
  /** Absent where the adapter cannot keep an address. */
  readonly secrets: SecretStore | null;
  readonly stored: StoredRedis;
  readonly store: (settings: StoredRedis) => Promise<unknown>;
};

/** Switches to what was set at an earlier start as soon as the keychain gives it; nobody waits for that to start. */
export function openRedisSettingsService(parts: RedisSettingsParts): RedisSettingsService {
  const { control, environment, secrets } = parts;
  let { stored } = parts;
  let url: string | null = null;

  const targetOf = (): BusTarget | null =>
    stored.on && url !== null ? { url, namespace: stored.namespace } : null;
  const settings = (): RedisSettings => {
    const used = environment ?? (url === null ? null : { url, namespace: stored.namespace });
    return {
      from: environment === null ? 'settings' : 'environment',
      on: environment !== null || (stored.on && url !== null),
      url: used === null ? null : publicUrl(parseRedisUrl(used.url)),
      namespace: environment === null ? stored.namespace : environment.namespace,
      keep: secrets?.kind ?? null,
    };
  };

  const begin = async (): Promise<void> => {
    url = await readUrl(secrets);
    // A saved address that cannot be decrypted counts as unset; the bus is switched off then.
    if (stored.on) await control.use(targetOf());
  };
  const ready = environment === null ? begin() : Promise.resolve();

  return {
    get: () => ready.then(settings),
    set: async (change) => {
      if (environment !== null) {
        throw new LotwatchError(
          'unavailable',
          'REDIS_URL is set for this console and overrides this setting; remove it to set Redis here.',
        );
      }
      if (secrets === null) {
        throw new LotwatchError(
          'unavailable',
          'Enter a Redis address in the desktop app; in the browser it comes from REDIS_URL.',
        );
      }
      await ready;
      const before = JSON.stringify(targetOf());
      if (typeof change.url === 'string') parseRedisUrl(change.url);
      if (change.url !== undefined) {
        await secrets.write(SECRET, change.url);
        url = change.url;
      }
      const { url: _url, ...rest } = change;
      stored = withChange(stored, rest);
      await parts.store(stored);
      const target = targetOf();
      if (JSON.stringify(target) !== before) await control.use(target);
      return settings();
    },
    test: async (given, namespace) => {
      await ready;
      try {
        if (given !== null) {
          parseRedisUrl(given);
          return await control.test({ url: given, namespace });
        }
        return await control.test(
          environment ?? (url === null ? null : { url, namespace: stored.namespace }),
        );
      } catch (error) {
        return { ok: false, message: toFailure(error).message, latencyMs: null, serverVersion: null };
      }
    },
  };
}

/** The saved address; null where it can no longer be read. */
async function readUrl(secrets: SecretStore | null): Promise<string | null> {
  const kept = (await secrets?.read(SECRET)) ?? null;
  try {
    if (kept !== null) parseRedisUrl(kept);
    return kept;
  } catch {
    return null;
  }
}
