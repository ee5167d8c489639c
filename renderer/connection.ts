import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

/** How this screen stands with its core. Frozen figures must never look live. */
export type Connection =
  | { readonly status: 'connecting' }
  | { readonly status: 'open' }
  /** `since` in unix ms; `everOpen` distinguishes a core that went away from one that was never there. */
  | {
      readonly status: 'lost';
      readonly since: number;
      readonly everOpen: boolean;
      /** What the gateway said when it turned us away, if it did. */
      readonly reason: string | null;
      /** A core answers, and does not know this page: it was started again, and the page needs a new address. */
      readonly signedOut: boolean;
    };

/** The desktop's bridge lives and dies with its window. */
export const ALWAYS_OPEN: StoreApi<Connection> = createStore<Connection>(() => ({ status: 'open' }));
