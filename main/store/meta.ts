import type { Db, Reader } from './open.ts';

/** Made once with the database: the numbering's epoch (rules 17) and this console's name among many. */
export type StoreIdentity = { readonly epoch: string; readonly instanceId: string };

export function readIdentity(db: Reader): StoreIdentity {
  const get = db.prepare('SELECT value FROM meta WHERE key = ?');
  const value = (key: string): string => {
    const row = get.get(key);
    if (row === undefined) throw new Error(`The database has no ${key}`);
    return String(row['value']);
  };
  return { epoch: value('epoch'), instanceId: value('instanceId') };
}

export function readMeta(db: Reader, key: string): string | null {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'];
  return value === undefined ? null : String(value);
}

/** Call inside a transaction. */
export const writeMeta = (db: Db, key: string, value: string): void =>
  void db
    .prepare(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, value);

/** Changes whenever another connection committed; cheap enough to ask four times a second (rules 16). */
export function dataVersion(db: Db): number {
  return Number(db.prepare('PRAGMA data_version').get()?.['data_version'] ?? 0);
}
