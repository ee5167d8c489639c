import { useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

/** The vehicle beside the list, which follows the focus while it is open. A store: the list need not render for it. */
export type PreviewSlot = {
  readonly store: StoreApi<{ readonly open: boolean; readonly vin: string | null }>;
  /** Where the focus is now; a row of no single vehicle leaves the last one there. */
  follow(vin: string | null): void;
  toggle(vin: string | null): void;
  /** False where it was not open. */
  close(): boolean;
};

export function usePreviewSlot(): PreviewSlot {
  return useState(createSlot)[0];
}

function createSlot(): PreviewSlot {
  const store: PreviewSlot['store'] = createStore(() => ({ open: false, vin: null }));
  return {
    store,
    follow: (vin) => {
      if (vin !== null && vin !== store.getState().vin) store.setState({ vin });
    },
    toggle: (vin) => {
      const { open } = store.getState();
      if (open) store.setState({ open: false });
      else if (vin !== null) store.setState({ open: true, vin });
    },
    close: () => {
      const { open } = store.getState();
      store.setState({ open: false });
      return open;
    },
  };
}
