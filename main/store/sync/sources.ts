import { z } from 'zod';
import { guardCheckSchema, type GuardCheck } from '../../../shared/guard.ts';
import { AUTH_KINDS, scheduleSchema, type Schedule } from '../../../shared/schedule.ts';
import { ROLES, type Role } from '../../../shared/listing.ts';
import {
  DEFAULT_SOURCE_SETTINGS,
  sourceSettingsSchema,
  type Source,
  type SourceSettings,
} from '../../../shared/lot.ts';
import { standingNoticeSchema, type StandingNotice } from '../../../shared/notice.ts';
import { LotwatchError } from '../../../shared/result.ts';
import type { Db, Reader } from '../open.ts';
import { faultsOf, parseJson, readJson, readRow, readRows } from '../stored.ts';

/** A source as stored: what the jobs need beyond what screens see. */
export type StoredSource = {
  readonly id: number;
  readonly key: string;
  readonly slug: string;
  readonly kind: Source['kind'];
  readonly location: string | null;
  readonly pattern: string | null;
  readonly role: Role;
  readonly settings: SourceSettings;
  readonly schedule: Schedule;
  readonly auth: Source['auth'];
  readonly guardOff: readonly GuardCheck[];
  /** Of the last good download of an address. */
  readonly http: HttpState | null;
  readonly checkedAt: number | null;
  readonly priceKind: string | null;
  readonly basis: z.infer<typeof basisSchema> | null;
  /** The columns chosen by what they held; null = nothing was chosen yet. */
  readonly choices: z.infer<typeof choicesSchema> | null;
  readonly settingsKey: string | null;
  readonly observations: number;
  readonly digest: string | null;
  readonly digestBytes: number | null;
  readonly listings: number;
  readonly dealers: readonly DealerCount[];
  readonly notices: readonly StandingNotice[];
  readonly lastRun: string | null;
  readonly lastAsOf: number | null;
  readonly lastSyncAt: number | null;
  readonly error: string | null;
  readonly errorSince: number | null;
  /** The last failure may pass by itself; null where it does not, or where the source is well. */
  readonly retry: SourceRetry | null;
};

/** How often in a row it failed so, and when last (unix ms). */
export type SourceRetry = { readonly failedAt: number; readonly tries: number };

const httpSchema = z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() });
/** What a server said of its copy, for asking "has it changed?". */
export type HttpState = z.infer<typeof httpSchema>;

/** Dealer id, its name, vehicles on the lot. */
export type DealerCount = readonly [id: string, name: string | null, vehicles: number];

const rowSchema = z.object({
  id: z.number(),
  key: z.string(),
  slug: z.string(),
  kind: z.enum(['file', 'folder', 'http', 'sample']),
  location: z.string().nullable(),
  pattern: z.string().nullable(),
  role: z.enum(ROLES),
  settings: z.string(),
  schedule: z.string(),
  auth: z.enum(AUTH_KINDS),
  guard_off: z.string(),
  http: z.string().nullable(),
  checked_at: z.number().nullable(),
  price_kind: z.string().nullable(),
  basis: z.string().nullable(),
  choices: z.string().nullable(),
  settings_key: z.string().nullable(),
  observations: z.number(),
  digest: z.string().nullable(),
  digest_bytes: z.number().nullable(),
  listings: z.number(),
  dealers: z.string(),
  notices: z.string(),
  last_run: z.string().nullable(),
  last_as_of: z.number().nullable(),
  last_sync_at: z.number().nullable(),
  error: z.string().nullable(),
  error_since: z.number().nullable(),
  failed_at: z.number().nullable(),
  tries: z.number(),
});
const dealersSchema = z.array(z.tuple([z.string(), z.string().nullable(), z.number()]));
const choicesSchema = z.object({ columns: z.record(z.string(), z.string()), letters: z.string() });
const basisSchema = z.object({
  msrp: z.string().nullable(),
  price: z.string().nullable(),
  /** In words, what the price was said to include; absent in what earlier versions stored. */
  included: z.string().nullish(),
});

const noticesSchema = z.array(standingNoticeSchema);
const guardOffSchema = z.array(guardCheckSchema);
const MANUALLY: Schedule = { kind: 'manual' };

/** What people set of sources and cannot be used as it stands, for people. */
export const sourceFaults = (db: Db): string[] =>
  db
    .prepare('SELECT slug, settings, schedule, guard_off AS guardOff FROM sources ORDER BY id')
    .all()
    .flatMap(({ slug, settings, schedule, guardOff }) => [
      ...faultsOf(
        `Source ${String(slug)}, settings`,
        sourceSettingsSchema,
        withDefaults(parseJson(String(settings))),
        DEFAULT_SOURCE_SETTINGS,
      ),
      ...faultsOf(
        `Source ${String(slug)}, schedule`,
        scheduleSchema,
        parseJson(String(schedule)),
        MANUALLY,
      ),
      ...faultsOf(
        `Source ${String(slug)}, checks turned off`,
        guardOffSchema,
        parseJson(String(guardOff)),
        [],
      ),
    ]);

/** Settings added by later versions get their defaults, which is no fault. */
const withDefaults = (stored: unknown): unknown =>
  typeof stored === 'object' && stored !== null ? { ...DEFAULT_SOURCE_SETTINGS, ...stored } : stored;

const toSource = (raw: unknown): StoredSource => {
  const row = rowSchema.parse(raw);
  const part = <T>(what: string, text: string, schema: z.ZodType<T>, fallback: T): T =>
    readJson(`Source ${row.slug}, ${what}`, text, schema, fallback);
  return {
    id: row.id,
    key: row.key,
    slug: row.slug,
    kind: row.kind,
    location: row.location,
    pattern: row.pattern,
    role: row.role,
    settings: part(
      'settings',
      row.settings,
      z.preprocess(withDefaults, sourceSettingsSchema),
      DEFAULT_SOURCE_SETTINGS,
    ),
    schedule: part('schedule', row.schedule, scheduleSchema, MANUALLY),
    auth: row.auth,
    guardOff: part('checks turned off', row.guard_off, guardOffSchema, []),
    http: row.http === null ? null : part('last download', row.http, httpSchema.nullable(), null),
    checkedAt: row.checked_at,
    priceKind: row.price_kind,
    basis: row.basis === null ? null : part('meaning of money', row.basis, basisSchema.nullable(), null),
    choices:
      row.choices === null ? null : part('chosen columns', row.choices, choicesSchema.nullable(), null),
    settingsKey: row.settings_key,
    observations: row.observations,
    digest: row.digest,
    digestBytes: row.digest_bytes,
    listings: row.listings,
    dealers: part('dealers', row.dealers, dealersSchema, []),
    notices: part('notices', row.notices, noticesSchema, []),
    lastRun: row.last_run,
    lastAsOf: row.last_as_of,
    lastSyncAt: row.last_sync_at,
    error: row.error,
    errorSince: row.error_since,
    retry:
      row.error === null || row.failed_at === null ? null : { failedAt: row.failed_at, tries: row.tries },
  };
};

export const listSources = (db: Reader): StoredSource[] =>
  readRows('source', db.prepare('SELECT * FROM sources ORDER BY id').all(), toSource);

export const hasSample = (db: Db): boolean =>
  db.prepare("SELECT 1 FROM sources WHERE kind = 'sample'").get() !== undefined;

export function findSource(
  db: Db,
  by: { slug: string } | { key: string } | { id: number },
): StoredSource | null {
  const [column, value] = Object.entries(by)[0] ?? ['id', 0];
  const row = db.prepare(`SELECT * FROM sources WHERE ${column} = ?`).get(value);
  return row === undefined ? null : readRow('source', row, toSource);
}

export type NewSource = Pick<
  StoredSource,
  'key' | 'kind' | 'location' | 'pattern' | 'role' | 'settings'
> & {
  /** The slug it would like; a number is added where another source has it. */
  readonly slug: string;
};

export function insertSource(db: Db, source: NewSource): StoredSource {
  const taken = new Set(
    db
      .prepare('SELECT slug FROM sources')
      .all()
      .map((row) => String(row['slug'])),
  );
  let slug = source.slug;
  for (let suffix = 2; taken.has(slug); suffix += 1) slug = `${source.slug}-${suffix}`;
  const row = db
    .prepare(
      'INSERT INTO sources (key, slug, kind, location, pattern, role, settings) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *',
    )
    .get(
      source.key,
      slug,
      source.kind,
      source.location,
      source.pattern,
      source.role,
      JSON.stringify(source.settings),
    );
  return toSource(row);
}

export function updateSourceSettings(db: Db, id: number, settings: SourceSettings): void {
  db.prepare('UPDATE sources SET settings = ? WHERE id = ?').run(JSON.stringify(settings), id);
}

export function updateSchedule(db: Db, id: number, schedule: Schedule): void {
  db.prepare('UPDATE sources SET schedule = ? WHERE id = ?').run(JSON.stringify(schedule), id);
}

/** Somebody looked, and there was nothing new. */
export function noteChecked(db: Db, id: number, now: number): void {
  db.prepare('UPDATE sources SET checked_at = ? WHERE id = ?').run(now, id);
}

/** How an address lets us in; the secret itself is not kept in the store. */
export function updateSourceAuth(db: Db, id: number, auth: Source['auth']): void {
  db.prepare('UPDATE sources SET auth = ? WHERE id = ?').run(auth, id);
}

/**
 * A file source that is now given as a folder, or the other way round, keeps its history. What was known of another
 * address, and what let us in there, does not count for the new one.
 */
export function relocateSource(
  db: Db,
  id: number,
  kind: 'file' | 'folder' | 'http',
  location: string,
): void {
  db.prepare(
    `UPDATE sources SET kind = ?1, location = ?2, http = iif(location IS ?2, http, NULL),
       auth = iif(location IS ?2, auth, 'none') WHERE id = ?3`,
  ).run(kind, location, id);
}

/** Checks of the guard that are not made for it. */
export const setGuardOff = (db: Db, id: number, checks: readonly GuardCheck[]): void =>
  void db.prepare('UPDATE sources SET guard_off = ? WHERE id = ?').run(JSON.stringify(checks), id);

/**
 * Records why the source could not be synced; `since` stays that of the first failure in a row. One that may pass is
 * tried again by itself where the source has a schedule.
 */
export function failSource(db: Db, id: number, message: string, now: number, mayPass = false): void {
  db.prepare(
    `UPDATE sources SET error = ?1, error_since = coalesce(error_since, ?2), failed_at = iif(?3, ?2, NULL),
       tries = iif(?3, iif(error IS NULL OR failed_at IS NULL, 1, tries + 1), 0) WHERE id = ?4`,
  ).run(message, now, mayPass ? 1 : 0, id);
}

/** It could not be read, and now it can, and holds nothing new. */
export function clearPassed(db: Db, source: StoredSource): void {
  if (source.retry === null) return;
  db.prepare('UPDATE sources SET error = NULL, error_since = NULL WHERE id = ?').run(source.id);
}

/** @throws LotwatchError `not-found` for an unknown source. */
export function mustFindSource(db: Db, slug: string): StoredSource {
  const source = findSource(db, { slug });
  if (source !== null) return source;
  throw new LotwatchError(
    'not-found',
    `There is no source named ${slug}; see Settings, or “lotwatch sources”, for those there are.`,
  );
}
