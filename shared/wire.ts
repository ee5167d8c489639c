import { z } from 'zod';
import type { CallName, FeedName } from './channels.ts';
import { CALLS } from './channels.ts';
import { feeds, type FeedFilter } from './contract.ts';
import type { FeedPosition, Frame } from './frame.ts';
import type { Result } from './result.ts';

/**
 * The contract on the way: the same messages over Electron IPC (as arguments) and over the WebSocket (as JSON).
 * The core checks what a screen sends; a screen trusts its core.
 */
export const positionSchema = z
  .object({ epoch: z.string().max(64), seq: z.number().int().min(0) })
  .nullable();

/** Chosen by the screen, unique among its live subscriptions. */
const subscriptionIdSchema = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31);

export const callMessageSchema = z.object({
  call: z.enum(CALLS),
  /** Comes back with the answer. Over IPC, `invoke` pairs them itself. */
  id: z.number().int().min(0),
  input: z.unknown(),
});
const subscription = { subscription: subscriptionIdSchema, position: positionSchema };
/** Without a filter it is everything. */
export const subscribeMessageSchema = z.discriminatedUnion('subscribe', [
  z.object({ subscribe: z.literal('alerts'), ...subscription, filter: feeds.alerts.filter }),
  z.object({ subscribe: z.literal('changes'), ...subscription, filter: feeds.changes.filter }),
  z.object({ subscribe: z.literal('lot'), ...subscription, filter: feeds.lot.filter }),
  z.object({ subscribe: z.literal('scores'), ...subscription, filter: feeds.scores.filter }),
]);
export type SubscribeMessage = z.infer<typeof subscribeMessageSchema>;
export const unsubscribeMessageSchema = z.object({ unsubscribe: subscriptionIdSchema });

/** Screen -> core over the WebSocket. */
export const screenMessageSchema = z.union([
  callMessageSchema,
  subscribeMessageSchema,
  unsubscribeMessageSchema,
]);
export type ScreenMessage = z.infer<typeof screenMessageSchema>;

export type TaggedFrame = { readonly subscription: number; readonly frame: Frame };

/** Core -> screen over the WebSocket. */
export type CoreMessage =
  | { readonly id: number; readonly result: Result<unknown> }
  | { readonly frames: readonly TaggedFrame[] }
  /** The message was not one of ours; the connection closes after it. */
  | { readonly refused: string };

/** What the preload puts on `window.lotwatch`, and what `renderer/api.ts` builds over a WebSocket. */
export type Bridge = {
  readonly adapter: 'desktop' | 'browser';
  /** Rejects only when the contract is broken or the core is gone; expected failures are Results. */
  call(name: CallName, input: unknown): Promise<Result<unknown>>;
  /** Frames arrive in order; returns the way to end it. */
  subscribe<Name extends FeedName>(
    feed: Name,
    position: FeedPosition | null,
    filter: FeedFilter<Name>,
    onFrame: (frame: Frame) => void,
  ): () => void;
};
