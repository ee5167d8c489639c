import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { LotwatchError, toFailure } from '../shared/result.ts';
import { feedAuthSchema, type FeedAuth } from '../shared/schedule.ts';
import { typedPath } from './typed-path.ts';

/** The only reader of flags, environment and the settings file: parsed once, frozen (flags over environment over file over defaults). */

export const APP_NAME = 'Lotwatch';
/** In the data folder; optional. */
const SETTINGS_FILE = 'config.json';
export const DEFAULT_PORT = 3000;

const port = z.coerce.number().int().min(0).max(65_535);
const logLevel = z.enum(['debug', 'info', 'warn', 'error']);

const namespace = z
  .string()
  .trim()
  .max(60)
  .regex(/^[^\s{}]*$/, 'without spaces and braces');
const published = z.coerce.number().int().min(0).max(1_000_000);
const logLength = z.coerce.number().int().min(1_000).max(100_000_000);

const fileSchema = z
  .object({
    port: port.optional(),
    logLevel: logLevel.optional(),
    redisUrl: z.string().optional(),
    eventNamespace: namespace.optional(),
    maxPublishedPerRun: published.optional(),
    logLength: logLength.optional(),
  })
  .strict();

export type Config = {
  /** Absolute. Holds the database, the log and the lock of the console that owns it. */
  readonly dataDir: string;
  /** Of the gateway; 0 = any free one. */
  readonly port: number;
  readonly logLevel: z.infer<typeof logLevel>;
  /** LOTWATCH_TOKEN: what programs send to the gateway. Null = the one kept in the data folder. */
  readonly token: string | null;
  /** The Redis to share events through, from REDIS_URL or the settings file; null = none, or the one of Settings. */
  readonly redis: { readonly url: string; readonly namespace: string | null } | null;
  /** Events of one run that go out on each channel of Pub/Sub; the log carries all (the seed's 10). */
  readonly maxPublishedPerRun: number;
  /** Entries the shared log keeps, about: 100,000 take some 25 MB of Redis. */
  readonly logLength: number;
};

export const DEFAULT_MAX_PUBLISHED = 10;
export const DEFAULT_LOG_LENGTH = 100_000;

export type Flags = { readonly dataDir?: string | undefined; readonly port?: string | number | undefined };

type Environment = Readonly<Record<string, string | undefined>>;

/** Electron's userData path of each system, computed alike without Electron (rules 16). */
export function defaultDataDir(env: Environment, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), APP_NAME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', APP_NAME);
  const xdg = env['XDG_CONFIG_HOME'];
  // The specification has relative values ignored.
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.config'), APP_NAME);
}

/** @throws LotwatchError `bad-input` naming the flag, variable or file and the value that cannot be used. */
export function readConfig(flags: Flags = {}, env: Environment = process.env): Config {
  const chosen = flags.dataDir ?? env['LOTWATCH_DATA_DIR'];
  const dataDir = chosen ? typedPath(chosen) : defaultDataDir(env, process.platform, homedir());
  const file = readSettingsFile(join(dataDir, SETTINGS_FILE));
  const redisUrl = env['REDIS_URL'] || file.redisUrl || null;
  const prefix = parse('EVENT_NS', namespace, env['EVENT_NS']) ?? file.eventNamespace;
  return Object.freeze({
    dataDir,
    port:
      parse('--port', port, flags.port) ??
      parse('LOTWATCH_PORT', port, env['LOTWATCH_PORT']) ??
      file.port ??
      DEFAULT_PORT,
    logLevel: parse('LOTWATCH_LOG_LEVEL', logLevel, env['LOTWATCH_LOG_LEVEL']) ?? file.logLevel ?? 'info',
    redis: redisUrl === null ? null : { url: redisUrl, namespace: prefix || null },
    maxPublishedPerRun:
      parse('LOTWATCH_MAX_PUBLISHED', published, env['LOTWATCH_MAX_PUBLISHED']) ??
      file.maxPublishedPerRun ??
      DEFAULT_MAX_PUBLISHED,
    logLength:
      parse('LOTWATCH_LOG_LENGTH', logLength, env['LOTWATCH_LOG_LENGTH']) ??
      file.logLength ??
      DEFAULT_LOG_LENGTH,
    token: env['LOTWATCH_TOKEN'] || null,
  });
}

/**
 * LOTWATCH_FEED_AUTH: what lets `lotwatch sync` into the address it is given, "basic user:password" or "bearer TOKEN".
 * Not part of {@link Config}: a console with many addresses must not send it to each.
 * @throws LotwatchError `bad-input`; the message does not repeat it.
 */
export function readFeedAuth(env: Environment = process.env): FeedAuth | null {
  const text = env['LOTWATCH_FEED_AUTH'];
  if (text === undefined || text === '') return null;
  const basic = /^basic ([^:]+):(.*)$/i.exec(text);
  const bearer = /^bearer (\S+)$/i.exec(text);
  const parsed = feedAuthSchema.safeParse(
    basic === null
      ? { kind: 'bearer', token: bearer?.[1] }
      : { kind: 'basic', user: basic[1], password: basic[2] },
  );
  if (parsed.success) return parsed.data;
  throw new LotwatchError(
    'bad-input',
    'LOTWATCH_FEED_AUTH must be "basic user:password" or "bearer TOKEN".',
  );
}

function parse<T>(name: string, schema: z.ZodType<T>, value: unknown): T | undefined {
  if (value === undefined || value === '') return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new LotwatchError(
    'bad-input',
    `${name} cannot be "${String(value)}": ${parsed.error.issues[0]?.message ?? 'bad value'}`,
  );
}

function readSettingsFile(path: string): z.infer<typeof fileSchema> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    // There need not be one; a folder that cannot be read is told of by the store.
    return {};
  }
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new LotwatchError(
      'bad-input',
      `The settings file ${path} cannot be used: ${toFailure(error).message}`,
      { cause: error },
    );
  }
}
