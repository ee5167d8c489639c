import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LotwatchError, toFailure } from '../shared/result.ts';
import { feedAuthSchema, type FeedAuth } from '../shared/schedule.ts';
import { parseJson, readTextFile } from './files/text-file.ts';
import { typedPath } from './files/typed-path.ts';
import type { GivenNetwork } from './net/network.ts';
import { parseProxy } from './net/proxies.ts';

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
    caFile: z.string().optional(),
    proxy: z.string().optional(),
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
  /** Authorities and proxies that were named outside of Settings. */
  readonly network: GivenNetwork;
};

const DEFAULT_MAX_PUBLISHED = 10;
const DEFAULT_LOG_LENGTH = 100_000;

export type Flags = { readonly dataDir?: string | undefined; readonly port?: string | number | undefined };

/** What the app is started with; the command line has commander for its own. */
export type AppFlags = {
  readonly flags: Flags;
  /** How often in a row it started itself again after a fault. */
  readonly restarted: number;
  /** Arguments that are not ours: Chromium's switches, or a mistake worth a line in the log. */
  readonly strange: readonly string[];
};

const APP_FLAGS = {
  'data-dir': { type: 'string', value: '<folder>' },
  unattended: { type: 'boolean', value: '' },
  restarted: { type: 'string', value: '<count>' },
} as const;
type AppFlag = keyof typeof APP_FLAGS;
const isAppFlag = (name: string): name is AppFlag => Object.hasOwn(APP_FLAGS, name);

/**
 * Reads the app's command line, both `--flag value` and `--flag=value` (Chromium itself knows the second form only).
 * Chromium and Electron have hundreds of switches of their own: what is not ours is left to them, but for what looks like
 * a slip of the pen, because the wrong data folder would open.
 * @param argv process.argv
 * @param isDefaultApp process.defaultApp: Electron was started with a folder to run, with its own switches before it
 * @throws LotwatchError `bad-input` naming the flag
 */
export function readAppFlags(argv: readonly string[], isDefaultApp: boolean): AppFlags {
  const args = argv.slice(isDefaultApp ? appFolderAt(argv) + 1 : 1);
  const { tokens } = parseArgs({
    args: args.filter((arg) => arg.startsWith('--') || !arg.startsWith('-')),
    options: APP_FLAGS,
    strict: false,
    tokens: true,
  });
  const found: Partial<Record<AppFlag, string>> = {};
  const strange: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') strange.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (isAppFlag(name)) found[name] = valueOf(name, value, inlineValue === true);
    else if (isSlip(name)) throw new LotwatchError('bad-input', slip(rawName));
    else strange.push(rawName);
  }
  strange.push(...args.filter((arg) => arg.startsWith('-') && !arg.startsWith('--')));
  return {
    flags: { dataDir: found['data-dir'] },
    restarted: parse('--restarted', z.coerce.number().int().min(0), found.restarted) ?? 0,
    strange,
  };
}

/**
 * Whether nobody looks at this screen, as on a wall, on a build machine or under a test: `--unattended`,
 * LOTWATCH_UNATTENDED or CI. Asked on its own, so that the answer is there also where the flags are wrong.
 */
export const isUnattended = (argv: readonly string[], env: Environment = process.env): boolean =>
  argv.includes('--unattended') || isSet(env['LOTWATCH_UNATTENDED']) || isSet(env['CI']);

const isSet = (value: string | undefined): boolean =>
  value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());

/** Where Electron's command line names the folder to run: the first word that is no switch and no switch's value. */
function appFolderAt(argv: readonly string[]): number {
  for (let at = 1; at < argv.length; at += 1) {
    const arg = argv[at] ?? '';
    if (arg === '-r' || arg === '--require') at += 1;
    else if (!arg.startsWith('-')) return at;
  }
  return argv.length;
}

function valueOf(name: AppFlag, value: string | undefined, isInline: boolean): string {
  const { type, value: form } = APP_FLAGS[name];
  if (type === 'boolean') {
    if (value === undefined) return '';
    throw new LotwatchError('bad-input', `--${name} takes no value.`);
  }
  const isNext = !isInline && value?.startsWith('--') === true;
  if (value === undefined || value.trim() === '' || isNext)
    throw new LotwatchError('bad-input', `--${name} needs a value: --${name} ${form}`);
  return value;
}

const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');
/** The same letters in another order or writing; Chromium has no switch like that. */
const isSlip = (name: string): boolean =>
  [...letters(name)].toSorted().join('') === [...letters('data-dir')].toSorted().join('');
const slip = (flag: string): string => `${flag} is not a flag; did you mean --data-dir?`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Electron's userData path of each system, computed alike without Electron (rules 16). */
function defaultDataDir(env: Environment, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), APP_NAME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', APP_NAME);
  const xdg = env['XDG_CONFIG_HOME'];
  // The specification has relative values ignored.
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.config'), APP_NAME);
}

/** @throws LotwatchError `bad-input` naming the flag, variable or file and the value that cannot be used. */
export function readConfig(flags: Flags = {}, env: Environment = process.env): Config {
  refuseBlank('--data-dir', flags.dataDir);
  refuseBlank('--port', flags.port);
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
    network: readNetwork(env, file),
  });
}

/** Programs know the variables of proxies in small letters as well, and some only so. */
function readNetwork(env: Environment, file: z.infer<typeof fileSchema>): GivenNetwork {
  const either = (name: string): string | null => env[name.toLowerCase()] || env[name] || null;
  const caFile = env['LOTWATCH_CA_FILE'] || file.caFile || null;
  const proxy = env['LOTWATCH_PROXY'] || file.proxy || null;
  if (proxy !== null && proxy !== 'none') parseProxy(proxy);
  return {
    caFile: caFile === null ? null : typedPath(caFile),
    proxy,
    variables: {
      http: either('HTTP_PROXY'),
      https: either('HTTPS_PROXY'),
      except: either('NO_PROXY'),
    },
  };
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

/** A script's `--data-dir "$FOLDER"` with FOLDER unset must not open the default folder. */
function refuseBlank(flag: string, value: string | number | undefined): void {
  if (typeof value === 'string' && value.trim() === '')
    throw new LotwatchError('bad-input', `${flag} needs a value; it is empty.`);
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
  const unusable = (why: string, cause?: unknown): LotwatchError =>
    new LotwatchError('bad-input', `The settings file ${path} cannot be used: ${why}`, { cause });
  let text: string;
  try {
    text = readTextFile(path);
  } catch (error) {
    // There need not be one; a path that is not a folder is reported by the store.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw unusable(toFailure(error).message, error);
  }
  const parsed = fileSchema.safeParse(parseJson(text, `The settings file ${path}`));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: keys, message }) => [...keys, message].join(': '));
  throw unusable(`${faults.join('; ')}.`, parsed.error);
}
