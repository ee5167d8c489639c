import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

/** Something a person can have done, by its button or from the palette: both run this one. */
export type Command = {
  /** Lasting: the list of what was done last names it by this. */
  readonly id: string;
  readonly name: string;
  /** About what, or how much: "all 12,480 vehicles". */
  readonly hint: string | null;
  /** Why it cannot be done now; null = it can. */
  readonly off: string | null;
  /** How it is shown beside the name: "Ctrl S"; null = it has no key. */
  readonly press: string | null;
  run(): void;
};

/** With nothing said of it but what it is: it can be done, has no key, and needs no hint. */
export const commandOf = (given: Pick<Command, 'id' | 'name' | 'run'> & Partial<Command>): Command => ({
  hint: null,
  off: null,
  press: null,
  ...given,
});

/** What the screen that is shown adds to the commands that there always are. */
export type ScreenCommands = {
  readonly store: StoreApi<readonly Command[]>;
  /** Replaces those of the screen before; returns the way to take them away. */
  offer(commands: readonly Command[]): () => void;
};

export function createScreenCommands(): ScreenCommands {
  const store = createStore<readonly Command[]>(() => []);
  return {
    store,
    offer: (commands) => {
      store.setState(commands, true);
      return () => {
        // The next screen may have offered its own already.
        if (store.getState() === commands) store.setState([], true);
      };
    },
  };
}
