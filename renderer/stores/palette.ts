import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import { DONE_LAST_MAX } from '../../shared/done-last.ts';
import type { DoneLast } from '../../shared/preferences.ts';
import type { PreferencesStore } from './preferences.ts';

/** Whether the palette is open, and what was done from it last: that is kept on this console. */
export type PaletteStore = {
  readonly store: StoreApi<{ readonly isOpen: boolean }>;
  open(): void;
  close(): void;
  /** Puts what was just done in front; done again, it moves there. */
  did(done: DoneLast): void;
};

export function createPalette(preferences: PreferencesStore): PaletteStore {
  const store = createStore<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));
  return {
    store,
    open: () => store.setState({ isOpen: true }),
    close: () => store.setState({ isOpen: false }),
    did: (done) => {
      const { value } = preferences.store.getState();
      if (value === null) return;
      const others = value.doneLast.filter(({ key }) => key !== done.key);
      preferences.set({ doneLast: [done, ...others].slice(0, DONE_LAST_MAX) });
      // One press, not a slider: a window that closes right after it would lose it.
      void preferences.flush();
    },
  };
}
