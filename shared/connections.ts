import { z } from 'zod';
import { PROXY_MODES } from './proxy-modes.ts';

/** What a person sets about Redis and the gateway, as screens see it: addresses without passwords. */

const namespace = z
  .string()
  .trim()
  .regex(/^[\w.-]{1,60}$/, 'letters, digits, ".", "_" and "-" only');
const port = z.number().int().min(1).max(65_535);

export const redisSettingsSchema = z.object({
  /** `environment`: REDIS_URL is set and wins; the screen shows it and cannot change it. */
  from: z.enum(['environment', 'settings']),
  on: z.boolean(),
  /** Without user name and password; null = none was entered. */
  url: z.string().nullable(),
  namespace: z.string().nullable(),
  /** Where an address entered here is kept; null = this adapter cannot keep one, it comes from REDIS_URL. */
  keep: z.enum(['keychain', 'memory']).nullable(),
});
export type RedisSettings = z.infer<typeof redisSettingsSchema>;

export const redisChangeSchema = z.object({
  on: z.boolean().optional(),
  /** Null forgets it. */
  url: z.string().trim().min(1).max(2_000).nullable().optional(),
  namespace: namespace.nullable().optional(),
});
export type RedisChange = z.infer<typeof redisChangeSchema>;

/** What is stored of it; the address is a secret and lies elsewhere. */
export const storedRedisSchema = z.object({ on: z.boolean(), namespace: namespace.nullable() });
export type StoredRedis = z.infer<typeof storedRedisSchema>;

/** How this console gets out to feeds and Redis. */
const caFile = z.string().trim().min(1).max(1_000);

/** What is stored of it: the proxy without user name and password, which lie with the secrets. */
export const storedNetworkSchema = z.object({
  mode: z.enum(PROXY_MODES),
  proxy: z.string().max(2_000).nullable(),
  /** PEM file of certificate authorities that are trusted beside the system's. */
  caFile: caFile.nullable(),
});
export type StoredNetwork = z.infer<typeof storedNetworkSchema>;
export const DEFAULT_NETWORK: StoredNetwork = { mode: 'auto', proxy: null, caFile: null };

export const networkSettingsSchema = storedNetworkSchema.extend({
  /** Whether variables or the settings file say it and win; the screen shows it and cannot change it. */
  proxyGiven: z.boolean(),
  caFileGiven: z.boolean(),
});
export type NetworkSettings = z.infer<typeof networkSettingsSchema>;

export const networkChangeSchema = z.object({
  mode: z.enum(PROXY_MODES).optional(),
  /** May hold user name and password. */
  proxy: z.string().trim().min(1).max(2_000).nullable().optional(),
  caFile: caFile.nullable().optional(),
});
export type NetworkChange = z.infer<typeof networkChangeSchema>;

export const gatewaySettingsSchema = z.object({
  /** `lotwatch serve` is the gateway: its port is given on the command line. */
  canSwitch: z.boolean(),
  on: z.boolean(),
  port,
  /** Where programs reach it; null = it is not open. */
  url: z.string().nullable(),
  /** The file with the token programs send. */
  tokenFile: z.string().nullable(),
  /** Why it could not be opened. */
  error: z.string().nullable(),
});
export type GatewaySettings = z.infer<typeof gatewaySettingsSchema>;

export const storedGatewaySchema = z.object({ on: z.boolean(), port });
export type StoredGateway = z.infer<typeof storedGatewaySchema>;
export const DEFAULT_GATEWAY: StoredGateway = { on: false, port: 3000 };
