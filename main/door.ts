import type { CallName, FeedName } from '../shared/channels.ts';
import type { FeedPosition } from '../shared/frame.ts';
import type { Result } from '../shared/result.ts';
import type { TaggedFrame } from '../shared/wire.ts';

/** What a door (desktop, gateway) needs of the core, and what the core asks of a door. */

/** What this door can do for a screen. */
export type DoorAbilities = {
  readonly door: 'desktop' | 'browser';
  /** Opens the system's dialog; absent where there is none. */
  readonly pickPath?: (kind: 'file' | 'folder') => Promise<string | null>;
};

/** One window or browser tab. Its frames are gathered: at most one `send` per FRAME_MS however much happens. */
export type ScreenSession = {
  /** Parses `input` by the contract and runs the call. Never rejects: a fault becomes an `internal` failure. */
  call(name: CallName, input: unknown): Promise<Result<unknown>>;
  subscribe(subscription: number, feed: FeedName, position: FeedPosition | null): void;
  unsubscribe(subscription: number): void;
  /** A hidden screen gets nothing until it is shown again, then what it missed. */
  setVisible(visible: boolean): void;
  /** Ends all its subscriptions. Idempotent. */
  close(): void;
};

export type CoreDoor = {
  openScreen(abilities: DoorAbilities, send: (frames: readonly TaggedFrame[]) => void): ScreenSession;
};
