import type { FeedName } from '../../shared/channels.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';

/** What a screen subscribes to. One per core, shared by all its screens. */
export type Feed = {
  readonly name: FeedName;
  /** What brings a subscriber that stands at `position` (null = nowhere) up to now; empty when it is there already. */
  since(position: FeedPosition | null): readonly Frame[];
  /** Called with every new frame, in order; answers the way to end it. */
  onFrame(listener: (frame: Frame) => void): () => void;
  /**
   * One frame that says what these deltas say, each following the one before and the last being the feed's newest.
   * Absent where deltas cannot be joined.
   */
  join?(deltas: readonly Delta[]): Frame;
};

/** A frame that carries a difference. */
export type Delta = Extract<Frame, { kind: 'delta' }>;

/** The listeners of a feed; one that throws does not keep the others from their frame. */
export class FrameListeners {
  readonly #listeners = new Set<(frame: Frame) => void>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  get size(): number {
    return this.#listeners.size;
  }

  add(listener: (frame: Frame) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(frame: Frame): void {
    for (const listener of this.#listeners) {
      try {
        listener(frame);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
