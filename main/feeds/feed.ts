import type { FeedName } from '../../shared/channels.ts';
import type { FeedFilter } from '../../shared/contract.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';

/** `more`: there is something behind every position. `reread`: something before it was removed; subscribers read from the beginning. */
export type FeedChange = 'more' | 'reread';

/**
 * What a screen subscribes to. One per core, shared by all its screens; who reads, and up to where, is the reader's
 * business, so that a frame is made when it is sent and nothing can come twice.
 */
export type Feed<Filter> = {
  readonly name: FeedName;
  /**
   * What brings a reader that stands at `position` (null = nowhere) up to now, as the filter lets it pass; empty when it
   * is there already. Notifies nobody else. A promise where it takes longer than a frame to find.
   */
  since(position: FeedPosition | null, filter: Filter): readonly Frame[] | Promise<readonly Frame[]>;
  /** Called when {@link since} would return something else; returns the way to end it. */
  onChange(listener: (change: FeedChange) => void): () => void;
};

export type Feeds = { readonly [Name in FeedName]: Feed<FeedFilter<Name>> };

/** The listeners of a feed; one that throws does not keep the others from hearing. */
export class FeedListeners {
  readonly #listeners = new Set<(change: FeedChange) => void>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  get size(): number {
    return this.#listeners.size;
  }

  add(listener: (change: FeedChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  notify(change: FeedChange): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
