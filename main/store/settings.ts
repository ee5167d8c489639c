import type { z } from 'zod';
import {
  DEFAULT_GATEWAY,
  DEFAULT_NETWORK,
  storedGatewaySchema,
  storedNetworkSchema,
  storedRedisSchema,
  type StoredGateway,
  type StoredNetwork,
  type StoredRedis,
} from '../../shared/connections.ts';
import { DEFAULT_PREFERENCES, preferencesSchema, type Preferences } from '../../shared/preferences.ts';
import type { Db, Reader } from './open.ts';
import { faultsOf, parseJson, readJson } from './stored.ts';

/** What people know them by. */
const NAMES: Readonly<Record<string, string>> = {
  preferences: 'Settings',
  redis: 'Redis settings',
  gateway: 'Gateway settings',
  network: 'Network settings',
  scoreSettings: 'Score settings',
  scoreMedians: 'Medians of scores',
  scoreMedianDays: 'Medians of scores day by day',
};
const nameOf = (key: string): string => NAMES[key] ?? key;

const storedText = (db: Reader, key: string): string | null => {
  const value = db.prepare('SELECT value FROM settings WHERE key = ?').get(key)?.['value'];
  return value === undefined ? null : String(value);
};

/** A stored setting, or the default where none is stored; of what no longer fits its schema only that part is the default. */
export function readSetting<T>(db: Reader, key: string, schema: z.ZodType<T>, fallback: T): T {
  const text = storedText(db, key);
  return text === null ? fallback : readJson(nameOf(key), text, schema, fallback);
}

/** What of it cannot be used, for people. */
export function faultsOfSetting<T>(db: Reader, key: string, schema: z.ZodType<T>, fallback: T): string[] {
  const text = storedText(db, key);
  return text === null ? [] : faultsOf(nameOf(key), schema, parseJson(text), fallback);
}

export function writeSetting(db: Db, key: string, value: unknown): void {
  db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value));
}

export const readPreferences = (db: Reader): Preferences =>
  readSetting(db, 'preferences', preferencesSchema, DEFAULT_PREFERENCES);

const DEFAULT_REDIS: StoredRedis = { on: false, namespace: null };

export const readRedisSettings = (db: Db): StoredRedis =>
  readSetting(db, 'redis', storedRedisSchema, DEFAULT_REDIS);

export const readGatewaySettings = (db: Db): StoredGateway =>
  readSetting(db, 'gateway', storedGatewaySchema, DEFAULT_GATEWAY);

export const readNetworkSettings = (db: Reader): StoredNetwork =>
  readSetting(db, 'network', storedNetworkSchema, DEFAULT_NETWORK);

export const writePreferences = (db: Db, preferences: Preferences): void =>
  writeSetting(db, 'preferences', preferences);

/** What of the settings above cannot be used, for people. */
export const preferenceFaults = (db: Db): string[] => [
  ...faultsOfSetting(db, 'preferences', preferencesSchema, DEFAULT_PREFERENCES),
  ...faultsOfSetting(db, 'redis', storedRedisSchema, DEFAULT_REDIS),
  ...faultsOfSetting(db, 'gateway', storedGatewaySchema, DEFAULT_GATEWAY),
  ...faultsOfSetting(db, 'network', storedNetworkSchema, DEFAULT_NETWORK),
];
