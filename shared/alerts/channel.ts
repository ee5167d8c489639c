import { z } from 'zod';

/** Where messages go. Addresses are entered by a person and may be of this network; secrets go in and never come out. */

const address = z
  .url({ protocol: /^https?$/, error: 'write an address like https://host/path' })
  .max(2_000)
  .refine((url) => {
    const { username, password } = new URL(url);
    return username === '' && password === '';
  }, 'leave user and password out of the address; give them as the secret');
const host = z.string().trim().min(1).max(255);
const mailbox = z.string().trim().min(3).max(320).includes('@', { error: 'write an address like a@b.com' });

const settings = {
  webhook: z.strictObject({
    kind: z.literal('webhook'),
    url: address,
    /** JSON text with {{text}}, {{rule}} … in it; null = the whole alert. */
    template: z.string().max(10_000).nullable().default(null),
  }),
  email: z.strictObject({
    kind: z.literal('email'),
    host,
    port: z.number().int().min(1).max(65_535),
    /** `tls` from the first byte on (465), `starttls` required (587), `none`: the mail is readable on the way. */
    security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
    user: z.string().max(320).nullable().default(null),
    from: mailbox,
    to: z.array(mailbox).min(1).max(50),
  }),
  ntfy: z.strictObject({
    kind: z.literal('ntfy'),
    server: address.default('https://ntfy.sh'),
    topic: z.string().regex(/^[-_A-Za-z0-9]{1,64}$/, 'letters, digits, - and _ only'),
  }),
};

export const channelSettingsSchema = z.discriminatedUnion('kind', [
  settings.webhook,
  settings.email,
  settings.ntfy,
]);
export type ChannelSettings = z.infer<typeof channelSettingsSchema>;

export const channelIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'small letters, digits and - only')
  .refine((id) => id !== 'desktop', 'desktop is the channel of this computer');

/** Above so many messages a day something is wrong with the rules, not with the lot. */
const DEFAULT_CEILING = 200;

export const saveChannelSchema = z.object({
  id: channelIdSchema,
  settings: channelSettingsSchema,
  ceiling: z.number().int().min(1).max(100_000).default(DEFAULT_CEILING),
  /** The key of a webhook's signature, the password of a mail account, the token of ntfy. Absent = as it was; null = none. */
  secret: z.string().min(1).max(4_000).nullable().optional(),
});
export type SaveChannel = z.infer<typeof saveChannelSchema>;

export const channelSchema = z.object({
  id: z.string(),
  settings: channelSettingsSchema,
  ceiling: z.number().int(),
  hasSecret: z.boolean(),
  sentToday: z.number().int(),
  waiting: z.number().int(),
  /** Of the last message, where it was not delivered. */
  trouble: z.string().nullable(),
});
export type Channel = z.infer<typeof channelSchema>;
