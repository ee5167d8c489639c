import type { z } from 'zod';
import {
  DEFAULT_GATEWAY,
  storedGatewaySchema,
  storedRedisSchema,
  type StoredGateway,
  type StoredRedis,
} from '../../shared/connections.ts';
import { DEFAULT_PREFERENCES, preferencesSchema, type Preferences } from '../../shared/preferences.ts';
import type { Db, Reader } from './open.ts';

/** A stored setting, or the default where none is stored or what is stored no longer fits its schema. */
export function readSetting<T>(db: Reader, key: string, schema: z.ZodType<T>, fallback: T): T {
  const row = db.prepare('SELECT value FROM settings WHERE key = ?').get(key);
  if (row === undefined) return fallback;
  try {
    const parsed = schema.safeParse(JSON.parse(String(row['value'])));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
}

export function writeSetting(db: Db, key: string, value: unknown): void {
  db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value));
}

export const readPreferences = (db: Reader): Preferences =>
  readSetting(db, 'preferences', preferencesSchema, DEFAULT_PREFERENCES);

export const readRedisSettings = (db: Db): StoredRedis =>
  readSetting(db, 'redis', storedRedisSchema, { on: false, namespace: null });

export const readGatewaySettings = (db: Db): StoredGateway =>
  readSetting(db, 'gateway', storedGatewaySchema, DEFAULT_GATEWAY);

export const writePreferences = (db: Db, preferences: Preferences): void =>
  writeSetting(db, 'preferences', preferences);
