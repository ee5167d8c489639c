import { z } from 'zod';

/** When a source is read without anybody asking. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  /** Only when somebody asks. */
  z.object({ kind: z.literal('manual') }),
  /** At the times of a cron pattern, in a time zone by its IANA name (null = this machine's). */
  z.object({
    kind: z.literal('cron'),
    pattern: z.string().min(1).max(100),
    timezone: z.string().max(60).nullable(),
  }),
  /** Whenever its file or folder changes and has come to rest. Not for addresses. */
  z.object({ kind: z.literal('watch') }),
]);
export type Schedule = z.infer<typeof scheduleSchema>;

export const MANUAL: Schedule = { kind: 'manual' };

/** How an address lets Lotwatch in. Write-only: it is kept as a secret and never read back by a screen. */
export const feedAuthSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('basic'), user: z.string().min(1).max(200), password: z.string().max(500) }),
  z.object({ kind: z.literal('bearer'), token: z.string().min(1).max(4_000) }),
  /** Of sftp: a private key as its file holds it; the passphrase is empty where it has none. */
  z.object({
    kind: z.literal('key'),
    user: z.string().min(1).max(200),
    privateKey: z.string().min(1).max(20_000),
    passphrase: z.string().max(500),
  }),
]);
export type FeedAuth = z.infer<typeof feedAuthSchema>;
/** What a person was told an sftp server's key is, as providers and `ssh-keygen -l` write it. */
export const hostKeySchema = z
  .string()
  .trim()
  .regex(/^SHA256:[A-Za-z\d+/]{43}$/, 'a fingerprint such as SHA256:… with 43 letters and digits');
export const AUTH_KINDS = ['none', 'basic', 'bearer', 'key'] as const satisfies readonly FeedAuth['kind'][];

/** How an address lets us in, and the key that an sftp server must show; absent = as it was. */
export const accessShape = { auth: feedAuthSchema.optional(), hostKey: hostKeySchema.optional() };
